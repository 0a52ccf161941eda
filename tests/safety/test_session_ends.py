"""A session that runs out while somebody types: every long form gives the text back, to the one who typed it (security.md F.14).

Every form of the demo with room for more than one line is found by opening its pages. It is sent after the session ended;
then somebody signs in again, goes where the sign-in page leads, and goes on with the draft. The usual run takes a sample of
the addresses; `WORKBENCH_PROOF=full` all of them. How a browser warns and keeps what is typed: tests/journeys/test_staying.py.
"""

import os
import random
from datetime import timedelta
from types import SimpleNamespace
from urllib.parse import parse_qs, urlsplit

import pytest
from sqlalchemy import delete, select, update

from tests import factories
from tests.conftest import ON_POSTGRES
from tests.safety import census
from tests.safety.attack import sent
from tests.safety.figures import figure
from tests.safety.test_hostile_input import FoundForm, all_forms
from workbench import clock
from workbench.accounts.models import UserSession
from workbench.casus.models import Casus
from workbench.extensions import db
from workbench.web import drafts

pytestmark = pytest.mark.only_on("sqlite")  # a walk over what people see; drafts themselves: tests/web/test_drafts.py

FULL = os.environ.get("WORKBENCH_PROOF") == "full"
SAMPLE = ("signals/new", "goals/dangers/1", "voices/stories/new")
TYPED = "Getypt toen de sessie voorbij was: Noa slaapt bij oma."
SHORT = {  # forms that keep no draft, and why
    "emergency.new": "it names a family, and belongs to no casus of this person", "casus.reveal": "one sentence, shown at once",
    "rights.reveal": "one sentence, shown at once", "meetings.reveal": "one sentence, shown at once",
    "second_look.ask_unprotect": "one sentence, asked of a second person",
    "secret_words.readers": "one sentence, asked of a second person", "secret_words.reveal": "one sentence, shown at once",
    "agreements.move": "a step, taken at once",
    "transfer.by_hand": "a family that is not there yet: nothing of it may stay after it is erased",
    **dict.fromkeys(("learning.statements", "learning.add_point", "learning.take_away", "learning.action", "learning.add_panel",
                     "learning.edit_panel", "learning.talk"), "of a learning meeting nothing is kept by person (decision 0019)"),
}  # fmt: skip


@pytest.fixture
def desk(app, browse):
    return desk_with(app, browse, addresses)


def desk_with(app, browse, addresses):
    """The demo, with Sanne at work and Mehmet standing in for her: he may open every form she may."""
    demo = census.load(app, family=0)
    with app.app_context():
        db.session.execute(update(Casus).where(Casus.id == demo.casus_id).values(deputy_id=demo.staff["mehmet"].id))
        db.session.commit()
    sanne = browse(demo.staff["sanne"])
    found = all_forms(sanne, addresses(demo))
    long = {name: form for name, form in found.items() if areas(form, sanne) and name not in SHORT}
    return SimpleNamespace(app=app, browse=browse, demo=demo, forms=long)


def addresses(demo):
    """Every page; in the usual run a few with long forms of each kind, and some by chance."""
    if FULL:
        return [one for one in census.addresses(demo, most=1) if not one.startswith("/sign-in/")]
    rules = [rule.rule for rule in demo.app.url_map.iter_rules() if "/<ref:ref>/" in rule.rule and rule.rule.endswith("/new")]
    chance = random.Random(20260618)  # noqa: S311 - the same every time
    more = chance.sample(sorted(rule for rule in rules if rule.count("<") == 1), 1)
    return [f"/casus/{demo.ref}/{one}" for one in SAMPLE] + [one.replace("<ref:ref>", demo.ref) for one in more]


def areas(form: FoundForm, browser) -> list[str]:
    """The fields of a form with room for more than one line; not those of the coach, which are the page's own."""
    page = browser.open(form.page)
    wanted = [one for one in page.tree.iter("form") if (one.get("action") or page.address) == form.action]
    return sorted({one.get("name") for each in wanted for one in each.iter("textarea") if not one.get("name").startswith("_")})


def type_and_send(desk, form, typed):
    """Somebody types, the session runs out, and the form is sent. Where the sign-in page leads, which says that it is kept."""
    browser = desk.browse(desk.demo.staff["sanne"])
    page = browser.open(form.page)
    fields = areas(form, browser)
    token = page.tree.xpath("//input[@name='csrf_token']/@value")[0]
    others = [(name, value) for name, value in form.fields if name not in (fields[0], "csrf_token")]
    with desk.app.app_context():
        db.session.execute(update(UserSession).values(seen_at=clock.now() - timedelta(hours=3)))
        db.session.commit()
    answer = sent(browser, form, [*others, (fields[0], typed), ("csrf_token", token)])
    assert answer.status == 303, form
    assert "Wat u typte is bewaard" in browser.open(answer.headers["Location"]).words
    return parse_qs(urlsplit(answer.headers["Location"]).query)["next"][0]


def given_back(desk, who, where, typed):
    """Whether the text stands in a field of the page, for this person who signed in."""
    browser = desk.browse(desk.demo.staff[who])
    page = browser.open(where, follow=False)
    offered = [link for link in page.links().values() if "draft=1" in link] if page.status == 200 else []
    if page.status == 200 and who == "sanne" and not offered:
        return False
    page = browser.open(f"{where.partition('?')[0]}?draft=1", follow=False)
    return page.status == 200 and typed in [(one.text or "").strip() for one in page.tree.iter("textarea")]


def all_given_back(desk):
    """(the forms that did not give back what was typed, those that gave it to somebody else)."""
    lost, shown = [], []
    for nr, (name, form) in enumerate(desk.forms.items()):
        typed = f"{TYPED} ({nr})"
        where = type_and_send(desk, form, typed)
        if not given_back(desk, "sanne", where, typed):
            lost.append(f"{name}: {where}")
        if given_back(desk, "mehmet", where, typed):
            shown.append(name)
        with desk.app.app_context():
            kept = db.session.scalars(select(drafts.Draft.user_id)).all()
            shown += [f"{name}: of {one}" for one in kept if one != desk.demo.staff["sanne"].id]
            db.session.execute(delete(drafts.Draft))
            db.session.commit()
    return lost, shown


def test_every_long_form_gives_back_what_was_typed_when_the_session_ended(desk, monkeypatch):
    lost, shown = all_given_back(desk)
    tried = len(desk.forms)

    monkeypatch.setattr(drafts, "keep", lambda *_what: True)
    if not FULL:
        desk.forms = dict(list(desk.forms.items())[:1])
    without, _nobody = all_given_back(desk)

    figure("F.14 session end while typing", goal="every long form gives the text back, to nobody else",
           reached=f"{tried - len(lost)} of {tried} forms given back, {len(shown)} to another user",
           control=f"drafts switched off: {len(desk.forms) - len(without)} of {len(desk.forms)} given back",
           database="postgresql" if ON_POSTGRES else "sqlite")  # fmt: skip
    assert lost == []
    assert shown == []
    assert tried > (80 if FULL else 2)
    assert len(without) == len(desk.forms), "the control: without drafts it is lost"


def test_what_is_sent_to_another_address_is_found_back_on_the_page_of_its_form(app, browse):
    """The step of a worry goes elsewhere: signing in led to an address that cannot be opened, and the text was nowhere."""
    desk = desk_with(app, browse, lambda demo: [f"/casus/{demo.ref}/goals/dangers/1"])
    assert set(SHORT) <= set(app.view_functions)
    form = desk.forms["goals.move_danger"]
    where = type_and_send(desk, form, TYPED)

    assert where == form.page
    browser = desk.browse(desk.demo.staff["sanne"])
    assert "concept" in browser.open(where).words
    page = browser.open(f"{where}?draft=1")
    assert given_back(desk, "sanne", where, TYPED)
    assert "place=" in next(one.get("action") for one in page.tree.iter("form") if "/status" in (one.get("action") or ""))


def test_who_was_away_too_long_reads_why_the_sign_in_page_is_there_and_who_signed_out_does_not(app, browse):
    worker = factories.worker()
    away, leaves = browse(worker), browse(worker)
    leaves.send(leaves.open("/"), {}, action="/sign-out")
    assert "U bent uitgelogd, omdat" not in leaves.open("/").words
    with app.app_context():
        db.session.execute(update(UserSession).values(seen_at=clock.now() - timedelta(hours=3)))
        db.session.commit()

    said = away.open("/").words
    assert "U bent uitgelogd, omdat het te lang duurde." in said
    assert "bewaard" not in said
