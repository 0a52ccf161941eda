"""Making, giving and ending personal links."""

from datetime import timedelta

import pytest

from tests import factories
from tests.reviews.conftest import PASSWORD, with_password
from workbench import audit, clock
from workbench.accounts.models import User
from workbench.casus import operations as casus_operations
from workbench.casus.models import CasusStatus, ContactKind, FamilyRole, Person, ProtectedTerm
from workbench.errors import RuleBroken
from workbench.extensions import db
from workbench.plans.models import PlanStatus, PlanVersion
from workbench.reviews import links, operations
from workbench.reviews.models import Answer, Channel, Invitation, ParticipantSession
from workbench.second_look import operations as second_look
from workbench.second_look.models import Step
from workbench.secret_words import operations as secret_words


def test_neither_token_nor_code_is_kept(family):
    path, code = family.invite()
    [link] = family.rows(Invitation)
    stored = repr({column.name: getattr(link, column.name) for column in Invitation.__table__.columns})

    assert path.removeprefix("/o/") not in stored
    assert code.replace("-", "") not in stored
    assert len(link.token_mac) == 32
    assert link.code_hash.startswith("$argon2id$")


def test_a_code_has_eight_characters_that_cannot_be_mistaken(family):
    _path, code = family.invite()

    assert len(code) == 9
    assert code[4] == "-"
    assert not set(code) & set("0o1il")


def test_a_link_lives_fourteen_days(family):
    family.invite()
    [link] = family.rows(Invitation)

    assert timedelta(days=13, hours=23) < link.expires_at - clock.now() <= timedelta(days=14)


def test_a_new_link_ends_the_old_one(family, enter):
    old = enter(*family.invite())
    family.invite()

    assert old.open("/o/afspraken").status == 403
    assert [link.revoked_why for link in family.rows(Invitation)] == ["new link", None]


def test_channel_separation(family, browse):
    """Never both halves through one mailbox or one phone: the form says so, the operation and the database refuse it."""
    def both_on_paper(casus):
        person, version = db.session.get(Person, family.fatiha.id), db.session.get(PlanVersion, family.version.id)
        operations.invite(casus, person, version, by=family.worker, channel_link=Channel.PAPER)

    def joined(_casus):
        link = db.session.scalars(db.select(Invitation)).one()
        link.channel_link = link.channel_code
        db.session.flush()

    def sent_to_nobody(_casus):
        db.session.scalars(db.select(Invitation)).one().channel_code = Channel.SMS
        db.session.flush()

    page = browse(family.worker).fill(
        "reviews.give", {"channel_link": "paper", "channel_code": "paper"}, ref=family.casus.ref, person_id=family.fatiha.id
    )
    assert "andere manier" in page.error_at("channel_code")
    with pytest.raises(RuleBroken):
        family.run(both_on_paper)
    family.invite()
    with pytest.raises(Exception, match="two_channels"):
        family.run(joined)
    with pytest.raises(Exception, match="codes_go_somewhere"):
        family.run(sent_to_nobody)


def test_a_link_for_on_the_spot_works_half_an_hour(family, browse):
    page = browse(family.worker).fill("reviews.give", {"life": "meeting"}, ref=family.casus.ref, person_id=family.fatiha.id)
    [link] = family.rows(Invitation)

    assert page.tree.xpath("//input[@id='address']")
    assert timedelta(minutes=29) < link.expires_at - clock.now() <= timedelta(minutes=30)


@pytest.mark.parametrize(("days", "by"), [(3, "form"), (5, "plan")])
def test_a_link_ends_with_its_round_of_reviews(family, browse, days, by):
    day = clock.today() + timedelta(days=days)
    if by == "plan":
        family.run(lambda _casus: setattr(db.session.get(PlanVersion, family.version.id), "evaluate_on", day))
    until = {"until": day.isoformat()} if by == "form" else {}
    browse(family.worker).fill("reviews.give", until, ref=family.casus.ref, person_id=family.fatiha.id)

    assert clock.dutch_time(family.rows(Invitation)[0].expires_at).date() == day


@pytest.mark.parametrize("born", ["2014-12-01", "2018-01-01", None])
def test_a_child_under_twelve_gets_no_link_but_a_reason(family, browse, born):
    child = factories.person(family.casus, "Noa", family_role=FamilyRole.CHILD, born_on=born)
    factories.agreement(family.casus, doers=[child], checker=family.truus)
    family.freeze()

    page = browse(family.worker).open("reviews.index", ref=family.casus.ref)

    assert "12 jaar en ouder" in page.words
    assert f"/links/{child.id}/new" not in page.text_source
    with pytest.raises(RuleBroken, match="12"):
        family.invite(child)


def test_somebody_without_a_part_gets_no_link(family):
    with pytest.raises(RuleBroken):
        family.invite(factories.neighbour(family.casus, "Bas"))


def test_the_page_with_the_link_keeps_both_halves_on_sheets_of_their_own(family, browse):
    page = browse(family.worker).press("reviews.index", "reviews.new", ref=family.casus.ref, person_id=family.fatiha.id)
    link, code = page.tree.xpath("//section[contains(@aria-labelledby, 'card-')]")

    address = link.xpath(".//input")[0].get("value")
    assert "/o/" in address
    assert link.xpath(".//img")
    assert address not in "".join(code.itertext())
    assert code.xpath(".//b")[0].text not in "".join(link.itertext())
    assert family.casus.name not in page.tree.findtext(".//title")
    assert page.headers["Cache-Control"] == "no-store"


def test_the_supervisor_may_withdraw_but_not_give_links(family, browse):
    family.invite()
    supervisor = browse(family.supervisor)
    page = supervisor.open("reviews.index", ref=family.casus.ref)
    [link] = family.rows(Invitation)

    assert "/new" not in page.text_source
    supervisor.send(page, {}, action=f"/casus/{family.casus.ref}/links/{link.id}/withdraw")
    assert family.rows(Invitation)[0].revoked_why == "worker"


def worker_withdraws(family, phone, browse):
    [link] = family.rows(Invitation)
    worker = browse(family.worker)
    page = worker.open("reviews.index", ref=family.casus.ref)
    worker.send(page, {}, action=f"/casus/{family.casus.ref}/links/{link.id}/withdraw")


def participant_closes(family, phone, browse):
    phone.send(phone.open("/o/afspraken"), {}, action="/o/sluit")


def somebody_ends(family, phone, browse):
    family.run(lambda casus: setattr(db.session.get(Person, family.fatiha.id), "ended_on", factories.TODAY))


def contact_point_changes(family, phone, browse):
    def add(casus):
        person = db.session.get(Person, family.fatiha.id)
        kind = ContactKind.PHONE
        casus_operations.add_contact_point(casus, person, by=family.worker, kind=kind, value="06 00 00 00 00")

    family.run(add)


def something_becomes_secret(family, phone, browse):
    def protect(casus):
        who = {"first_name": "Mila", "family_role": FamilyRole.OTHER, "protected": True, "protected_why": "geheim"}
        casus_operations.add_person(casus, by=family.worker, **who)

    family.run(protect)


def casus_closes(family, phone, browse):
    family.run(lambda casus: setattr(casus, "status", CasusStatus.CLOSED))


def version_is_withdrawn(family, phone, browse):
    def withdraw(casus):
        audit.record(links.VERSION_ENDS, casus, by=family.worker, record=db.session.get(PlanVersion, family.version.id))

    family.run(withdraw)


def ten_wrong_codes(family, phone, browse):
    for _round in range(2):
        for _try in range(5):
            stranger = browse()
            stranger.send(stranger.open(family.path), {"code": "2222-2222"}, action=f"{family.path}/code")
        family.run(lambda _casus: setattr(db.session.scalars(db.select(Invitation)).one(), "wait_until", clock.now()))


def everything_stops(family, phone, browse):
    admin = with_password(family.app, factories.administrator())
    page = browse(admin).fill("reviews.everywhere", {"password": PASSWORD})
    assert "1 link is gestopt" in page.words


NINE = (
    worker_withdraws, participant_closes, somebody_ends, contact_point_changes, something_becomes_secret, casus_closes,
    version_is_withdrawn, ten_wrong_codes, everything_stops,
)  # fmt: skip


def plan_is_over(family, phone=None, browse=None):
    day = clock.today() - timedelta(days=1)
    family.run(lambda _casus: setattr(db.session.get(PlanVersion, family.version.id), "ends_on", day))


def plan_is_replaced(family, phone, browse):
    family.run(lambda _casus: setattr(db.session.get(PlanVersion, family.version.id), "status", PlanStatus.EXPIRED))


def time_is_over(family, phone, browse):
    ended = clock.now() - timedelta(seconds=1)
    family.run(lambda _casus: setattr(db.session.scalars(db.select(Invitation)).one(), "expires_at", ended))


@pytest.mark.parametrize("cause", [*NINE, plan_is_over, plan_is_replaced, time_is_over], ids=lambda cause: cause.__name__)
def test_revocation_immediate(family, enter, browse, cause, monkeypatch):
    """All nine causes of security.md D.3, and time: an open page closes with its next request, and what was typed is kept."""
    monkeypatch.setitem(audit.EVENTS, links.VERSION_ENDS, "withdrew a version of the plan")
    family.path, code = family.invite()
    phone = enter(family.path, code)
    page = phone.open("/o/afspraken")
    assert page.status == 200

    cause(family, phone, browse)

    assert phone.open("/o/afspraken").status == 403
    sent = phone.send(page, {"outcome": "agree_but", "change": "Later graag."}, action=page.form().get("action"))
    assert sent.status in (403, 400 if cause is participant_closes else 403)  # there the browser forgot everything
    assert "Later graag." in sent.words
    assert family.rows(Answer) == []
    if cause not in (plan_is_over, plan_is_replaced, somebody_ends):  # then the link may open, and shows nothing
        assert "klopt niet of is verlopen" in enter(family.path, code).page.words


def test_a_new_secret_word_ends_links_too(family, enter):
    phone = enter(*family.invite())

    def add(casus):
        secret_words.add(casus, ContactKind.OTHER, "zonnebloem", None, by=family.worker)

    family.run(add)

    assert phone.open("/o/afspraken").status == 403


def test_a_word_that_is_kept_from_more_people_ends_links_and_one_that_two_lift_does_not(family, enter):
    def plant(casus):
        word = ProtectedTerm(casus_id=casus.id, kind=ContactKind.OTHER, text="zonnebloem", sub_group_id=green)
        db.session.add(word)
        db.session.flush()
        return word.id

    def lift(casus):
        what = {"people": [], "homes": [], "points": [], "words": [word]}
        look = second_look.ask(Step.UNPROTECT, what, "Er is een ander woord.", by=family.worker, casus=casus)
        second_look.decide(look, look.version, by=db.session.get(User, casus.supervisor_id), agrees=True)

    green = factories.sub_group(family.casus).id
    word = family.run(plant)
    phone = enter(*family.invite())
    family.run(lift)
    assert phone.open("/o/afspraken").status == 200

    word = family.run(plant)
    family.run(lambda casus: secret_words.narrow(casus, db.session.get(ProtectedTerm, word), 1, by=family.worker))
    assert phone.open("/o/afspraken").status == 403


def test_a_participant_closes_an_unsafe_link_and_the_worker_sees_why(family, enter, browse):
    path, code = family.invite()
    phone = enter(path, code)

    closed = phone.send(phone.open("/o/afspraken"), {}, action="/o/sluit")

    assert closed.address == "/o/gesloten"
    assert phone.open("/o/afspraken").status == 403
    assert "klopt niet of is verlopen" in enter(path, code).page.words
    assert "het is niet veilig" in browse(family.worker).open("reviews.index", ref=family.casus.ref).words


@pytest.mark.parametrize("after", [timedelta(minutes=21), timedelta(hours=2, minutes=1)])
def test_a_session_ends_by_itself(family, enter, after):
    phone = enter(*family.invite())

    def age(_casus):
        opened = db.session.scalars(db.select(ParticipantSession)).one()
        opened.seen_at = clock.now() - (after if after < timedelta(hours=1) else timedelta())
        opened.created_at = clock.now() - after

    family.run(age)

    assert phone.open("/o/afspraken").status == 403


def test_another_teams_links_do_not_exist(family, browse):
    stranger = factories.worker(team_id=2)

    assert browse(stranger).open("reviews.index", ref=family.casus.ref).status == 404
    assert browse().open("reviews.index", ref=family.casus.ref, follow=False).status == 302


def test_a_plan_that_is_over_gives_no_links(family):
    plan_is_over(family)

    with pytest.raises(RuleBroken):
        family.invite()


def test_three_browsers_in_a_day_make_the_worker_look(family, enter, browse):
    path, code = family.invite()
    for _browser in range(3):
        enter(path, code)

    assert (
        "Vandaag geopend in 3 browsers. Klopt dit?"
        in browse(family.worker).open("reviews.index", ref=family.casus.ref).words
    )


def test_one_command_stops_every_link(family, enter):
    phone = enter(*family.invite())
    family.invite(family.truus)

    result = family.app.test_cli_runner().invoke(args=["links", "stop"])

    assert "2 links ended" in result.output
    assert phone.open("/o/afspraken").status == 403


def test_a_link_outlives_a_new_key(family, enter, monkeypatch):
    from workbench.crypto import KeyRing, new_key

    path, code = family.invite()
    monkeypatch.setitem(family.app.extensions, "keyring", KeyRing.parse(f"{new_key('t2')},{family.app.config['KEYS']}"))

    assert enter(path, code).page.address == "/o/afspraken"


def test_with_https_the_cookie_belongs_to_this_host_only(family, browse, monkeypatch):
    monkeypatch.setitem(family.app.config, "HTTPS", True)
    path, code = family.invite()
    phone = browse()
    answer = phone.send(phone.open(path), {"code": code}, action=f"{path}/code", follow=False)
    [cookie] = [value for value in answer.headers.getlist("Set-Cookie") if "afspraken" in value]

    assert cookie.startswith("__Host-afspraken=")
    assert {"Secure", "HttpOnly", "Path=/", "SameSite=Lax"} <= set(cookie.split("; "))
