"""For all ordered pairs of people with a link: nothing of the one is in anything served to the other.

security.md D.9, test_projection_no_canary. In both demo families everybody who may have a link gets words of his or her own,
in every place where a person's words are kept: an agreement only this person may read, what was answered to it, what the
worker wrote back and noted, an address. Then everything that can be served to each of them is read for the words of all the
others.
"""

import re
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select

from tests import factories
from tests.safety import census
from tests.safety.census import Demo, Seen
from workbench.agreements.models import Audience
from workbench.casus.models import Casus, ContactKind, ContactPoint, Person
from workbench.documents.catalogue import DOCUMENTS, OF_A_MEETING
from workbench.extensions import db
from workbench.goals.models import SafetyGoal
from workbench.meetings.models import Meeting
from workbench.plans import operations as plans
from workbench.plans.models import PlanKind, PlanVersion
from workbench.reviews import answering, queries, rules
from workbench.reviews.models import Answer, Handling, Outcome, Via

pytestmark = pytest.mark.only_on("sqlite")  # no database changes what people see

KINDS = ("afspraak", "antwoord", "briefje", "notitie", "adres", "anders", "kijkt")


def words(person_id: int, kind: str) -> str:
    return f"Kanarie{person_id}{kind}"


def of(person_id: int) -> tuple[str, ...]:
    return tuple(words(person_id, kind) for kind in KINDS)


def plant(demo: Demo, worker: Any) -> dict[int, str]:
    """Give everybody who may have a link words of their own, in a new version of the plan. Id → first name."""
    with demo.app.test_request_context():
        casus = db.session.get_one(Casus, demo.casus_id)
        people = [one for one in demo.people() if rules.why_no_link(one, one.age_on(factories.TODAY)) is None]
        goals = db.session.scalars(select(SafetyGoal).filter_by(casus_id=casus.id).order_by(SafetyGoal.id)).all()
        for person in people:
            factories.agreement(
                casus, goals[0], [person], None, what=f"{words(person.id, 'afspraak')}.", when=words(person.id, "anders"),
                what_if=None, check_how=words(person.id, "kijkt"), audience=Audience.CHOSEN, number=900 + person.id,
            )  # fmt: skip
            db.session.add(ContactPoint(casus_id=casus.id, person_id=person.id, kind=ContactKind.ADDRESS,
                                        value=words(person.id, "adres"), created_by_id=worker.id))  # fmt: skip
        db.session.flush()
        version = plans.freeze(casus, by=worker, kind=PlanKind.FINAL, starts_on=factories.TODAY,
                               evaluate_on=factories.TODAY + timedelta(28))  # fmt: skip
        plans.put_in_review(casus, version, by=worker)
        for person in people:
            answer_own(casus, version, person, worker)
        names = {one.id: one.first_name for one in people if reads_own_words(version, one)}
        db.session.commit()
        db.session.expunge_all()
    return names


def reads_own_words(version: PlanVersion, person: Person) -> bool:
    return any(words(person.id, "afspraak") in one.text for one in queries.own_plan(version, person.id).agreements)


def answer_own(casus: Casus, version: PlanVersion, person: Person, worker: Any) -> None:
    """This person objects to the own agreement, and would rather talk about the others first."""
    for shown in queries.own_plan(version, person.id).agreements:
        own = words(person.id, "afspraak") in shown.text
        given = answering.answer(
            casus, shown.id, Outcome.DISAGREE if own else Outcome.TALK_FIRST, words(person.id, "antwoord") if own else "",
            person_id=person.id, version=version, text_sha256=shown.text_sha256, by=worker, via=Via.PAPER,
        )  # fmt: skip
        db.session.flush()
        note = words(person.id, "notitie")
        told = words(person.id, "briefje") if own else ""
        answering.handle(given, note, casus=casus, by=worker, told=told, how=Handling.TALKED)


@pytest.fixture(params=[0, 1], ids=["Jansma-de Wit", "Smeets-Verhoeven"])
def planted(request: pytest.FixtureRequest, app: Any) -> tuple[Demo, dict[int, str], Any]:
    demo = census.load(app, family=request.param)
    worker = demo.staff["sanne" if request.param == 0 else "mehmet"]
    return demo, plant(demo, worker), worker


def served(demo: Demo, browse: Any, worker: Any, names: dict[int, str], who: int) -> list[Seen]:
    """What of the others' words reaches this person: every page under the link, the calendar, every document."""
    name, asked = names[who], tuple(word for other in names if other != who for word in of(other))
    with demo.app.test_request_context():
        casus = db.session.get_one(Casus, demo.casus_id)
        newest = select(PlanVersion).filter_by(casus_id=casus.id).order_by(PlanVersion.number.desc())
        _link, token, code = census.links.invite(
            casus, db.session.get_one(Person, who), db.session.scalars(newest).first(), by=worker
        )
        db.session.commit()
    phone, path = browse(), f"/o/{token}"
    assert census.come_in(phone, path, code).status == 200, f"{name} cannot come in"
    assert words(who, "afspraak") in phone.open("/o/overzicht").words, f"{name} does not read the own words"
    under = [one for one in census.addresses(demo, most=8) if one.startswith("/o/") and "x" * 43 not in one]
    under += [f"/o/afspraken?nr={nr}" for nr in range(1, 16)]
    pages = [(where, phone.open(where, follow=False)) for where in under]
    token_of_form = phone.open("/o/overzicht").value_of("csrf_token")
    for rule in demo.app.url_map.iter_rules():
        if rule.rule.startswith("/o/") and "agenda" in rule.rule and "POST" in (rule.methods or ()):
            for address in census.filled(rule, demo.ref, demo.ids()):
                pages.append((address, phone.request("POST", address, data={"csrf_token": token_of_form})))
    made = papers(demo, browse(worker), who)
    assert made, f"no document can be made for {name}"
    pages += made
    return [seen for where, page in pages for seen in census.look(name, page, where, asked)]


def papers(demo: Demo, browser: Any, reader: int) -> list[tuple[str, Any]]:
    """Every document of the newest version, and of every meeting, made for this reader."""
    token = browser.open(f"/casus/{demo.ref}/documents/").tree.xpath("//input[@name='csrf_token']/@value")[0]
    with demo.app.app_context():
        number = db.session.scalar(select(db.func.max(PlanVersion.number)).filter_by(casus_id=demo.casus_id))
        meetings = list(db.session.scalars(select(Meeting.id).filter_by(casus_id=demo.casus_id)))
    made = []
    asked = [("download", {"document": kind, "reader": reader, "plan": number, "version": number}) for kind in DOCUMENTS]
    asked += [(f"meetings/{one}/{reader}/{kind}", {}) for kind in OF_A_MEETING for one in meetings[-2:]]
    for where, sent in asked:
        page = browser.request("POST", f"/casus/{demo.ref}/documents/{where}", data={"csrf_token": token, **sent})
        if page.body[:2] == b"PK":  # a refusal is a page for the worker, it goes nowhere
            made.append((f"{where} {sent.get('document', '')}", page))
    return made


def test_nothing_of_the_one_is_in_anything_served_to_the_other(planted, browse):
    demo, names, worker = planted
    assert len(names) >= 6, "there are pairs to look at"
    found = [seen for who in names for seen in served(demo, browse, worker, names, who)]

    assert found == []


def test_a_reply_to_somebody_else_would_be_found(planted, browse, monkeypatch):
    """The control: with the answers of everybody on one page the pairs are no longer apart."""
    demo, names, worker = planted
    really = queries.own_answers

    def of_everybody(casus_id: int, _person_id: int) -> Any:
        every = [one for person in names for one in really(casus_id, person)]
        shared = db.session.scalar(select(Answer.agreement_id).where(Answer.person_id == min(names)).limit(1))
        return [one for one in every if one.agreement_id != shared] + [one for one in every if one.told]

    monkeypatch.setattr(queries, "own_answers", of_everybody)
    monkeypatch.setattr(rules, "own_agreements", lambda body, _person: {one["id"] for one in body["agreements"]})
    monkeypatch.setattr("workbench.plans.reader.Reader.may_read", lambda _self, _agreement: True)
    monkeypatch.setattr("workbench.plans.projection.refuse", lambda *_all: None)
    found = served(demo, browse, worker, names, min(names))

    kinds = {re.sub(r"Kanarie\d+", "", seen.what) for seen in found}

    assert {"afspraak", "briefje", "antwoord"} <= kinds

