"""Each kind of alert as it really comes about: somebody clicks, the command of every five minutes runs, two people hear of it."""

from email import message_from_string
from email.policy import default

import pytest
from sqlalchemy import select

from tests import factories
from tests.cli.machines import run
from tests.emergency.test_break_glass import open_it
from tests.fresh import proved
from workbench.alerts import rules
from workbench.alerts.models import Alert
from workbench.casus.models import Visibility
from workbench.extensions import db

pytestmark = pytest.mark.only_on("sqlite")  # what people do and see; the statements are in test_unusual.py

WHY = {"purpose": "call", "reason": "Lotte vroeg of ik terugbel."}


def reads(browser, casussen):
    for one in casussen[:10]:
        assert browser.open("overview.casus", ref=one.ref).status == 200


def reveals(browser, casussen):
    for one in casussen[:3]:
        lotte = factories.person(one, "Lotte", protected=True)
        factories.contact_point(lotte, "Wilgenpad 7", protected=True, visibility=Visibility.WORKER_ONLY)
        assert "Wilgenpad 7" in proved(browser).fill("casus.reveal", WHY, ref=one.ref, person_id=lotte.id).words


def exports(browser, casussen):
    for one in casussen[:5]:
        assert browser.fill("coverage.index", {}, ref=one.ref).body[:2] == b"PK"


def knocks(browser, _casussen):
    others = factories.worker(team_id=2), factories.supervisor(team_id=2)
    for one in [factories.casus(*others, team_id=2) for _nr in range(6)]:
        assert browser.open("overview.casus", ref=one.ref).status == 404


def guesses(browser, _casussen):
    answers = [open_it(browser, "zzzzzzzz").words for _nr in range(6)]
    assert ["vijf keer" in one for one in answers] == [False] * 5 + [True], "the sixth finds the door closed"


KINDS = {"families": reads, "secrets": reveals, "exports": exports, "refused": knocks, "refused, guessing": guesses}

SAYS = {
    "families": "Bekeek ongewoon veel gezinnen", "secrets": "Keek bij ongewoon veel gezinnen naar wat geheim is",
    "exports": "Maakte van ongewoon veel gezinnen papieren of bestanden", "refused": "Werd steeds geweigerd",
}  # fmt: skip


@pytest.fixture
def told(app, tmp_path, monkeypatch):
    """What the command of every five minutes raises, and what it sends, in a folder instead of a mail server."""
    monkeypatch.setitem(app.config, "MAIL_URL", f"file://{tmp_path}")

    def command():
        run(app, "remind")
        with app.app_context():
            raised = [(one.id, one.user_id, one.rule, one.many) for one in db.session.scalars(select(Alert).order_by(Alert.id))]
        return raised, [message_from_string(one.read_text(), policy=default) for one in sorted(tmp_path.glob("*.eml"))]

    return command


@pytest.mark.parametrize("kind", KINDS)
def test_it_happens_and_who_must_hear_of_it_does(browse, told, kind):
    worker, henk, officer = factories.worker(name="Willem Vos"), factories.supervisor(), factories.privacy_officer()
    casussen = [factories.casus(worker=worker, supervisor=henk) for _nr in range(10)]
    who = henk if kind == "exports" else worker
    KINDS[kind](browse(who), casussen)
    raised, mails = told()
    rule = kind.split(",")[0]

    assert [one[1:3] for one in raised] == [(who.id, rule)]
    assert {mail["To"] for mail in mails} == {officer.email} | ({henk.email} - {who.email})
    for mail in mails:
        assert mail["Subject"] == "Er staat iets voor u klaar"
        assert mail.get_content().strip() == "Er staat iets voor u klaar. Meld u aan om te zien wat het is."
    page = browse(officer).open("alerts.one", alert_id=raised[0][0])
    assert who.name in page.words
    assert SAYS[rule] in page.words
    assert SAYS[rule] in browse(officer).open("/").words


@pytest.mark.parametrize("kind", KINDS)
def test_with_its_rule_off_nobody_hears(browse, told, monkeypatch, kind):
    """The negative control."""
    worker, henk = factories.worker(name="Willem Vos"), factories.supervisor()
    factories.privacy_officer()
    casussen = [factories.casus(worker=worker, supervisor=henk) for _nr in range(10)]
    monkeypatch.setattr(rules, "RULES", tuple(one for one in rules.RULES if one.key != kind.split(",")[0]))
    KINDS[kind](browse(henk if kind == "exports" else worker), casussen)

    assert told() == ([], [])
