"""Making, giving and ending personal links."""

from datetime import timedelta

import pytest

from tests import factories
from workbench import clock
from workbench.casus import operations as casus_operations
from workbench.casus.models import CasusStatus, FamilyRole, Person
from workbench.errors import RuleBroken
from workbench.extensions import db
from workbench.plans.models import PlanStatus, PlanVersion
from workbench.reviews import operations
from workbench.reviews.models import Channel, Invitation, ParticipantSession


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


def test_link_and_code_go_different_ways(family):
    def both_on_paper(casus):
        person, version = db.session.get(Person, family.fatiha.id), db.session.get(PlanVersion, family.version.id)
        operations.invite(casus, person, version, by=family.worker, channel_link=Channel.PAPER)

    with pytest.raises(RuleBroken):
        family.run(both_on_paper)


def test_the_database_refuses_one_channel_for_both(family):
    family.invite()

    def join(_casus):
        link = db.session.scalars(db.select(Invitation)).one()
        link.channel_link = link.channel_code
        db.session.flush()

    with pytest.raises(Exception, match="two_channels"):
        family.run(join)


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


def somebody_ends(family):
    return lambda casus: setattr(db.session.get(Person, family.fatiha.id), "ended_on", factories.TODAY)


def worker_withdraws(family):
    return lambda casus: operations.revoke(
        db.session.scalars(db.select(Invitation)).one(), "worker", casus=casus, by=family.worker
    )


def something_becomes_secret(family):
    def protect(casus):
        casus_operations.add_person(
            casus,
            by=family.worker,
            first_name="Mila",
            family_role=FamilyRole.OTHER,
            protected=True,
            protected_why="geheim",
        )

    return protect


def contact_data_change(family):
    from workbench.casus.models import ContactKind

    def add(casus):
        person = db.session.get(Person, family.fatiha.id)
        casus_operations.add_contact_point(
            casus, person, by=family.worker, kind=ContactKind.PHONE, value="06 00 00 00 00"
        )

    return add


def casus_closes(family):
    return lambda casus: setattr(casus, "status", CasusStatus.CLOSED)


def version_is_withdrawn(family):
    return lambda casus: setattr(db.session.get(PlanVersion, family.version.id), "status", PlanStatus.EXPIRED)


def plan_is_over(family):
    return lambda casus: setattr(
        db.session.get(PlanVersion, family.version.id), "ends_on", clock.today() - timedelta(days=1)
    )


def ten_wrong_codes(family):
    return lambda casus: setattr(db.session.scalars(db.select(Invitation)).one(), "locked_at", clock.now())


def everything_stops(family):
    return lambda casus: operations.revoke_everywhere(by=family.worker)


def time_is_over(family):
    return lambda casus: setattr(
        db.session.scalars(db.select(Invitation)).one(), "expires_at", clock.now() - timedelta(seconds=1)
    )


CAUSES = [
    worker_withdraws, somebody_ends, contact_data_change, something_becomes_secret, casus_closes, version_is_withdrawn,
    plan_is_over, ten_wrong_codes, everything_stops, time_is_over,
]  # fmt: skip


@pytest.mark.parametrize("cause", CAUSES, ids=lambda cause: cause.__name__)
def test_an_open_page_closes_with_its_next_request(family, enter, cause):
    phone = enter(*family.invite())
    page = phone.open("/o/afspraken")
    assert page.status == 200

    family.run(cause(family))

    assert phone.open("/o/afspraken").status == 403
    sent = phone.send(page, {"outcome": "agree_but", "change": "Later graag."}, action=page.form().get("action"))
    assert sent.status == 403
    assert "Later graag." in sent.words


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
    family.run(plan_is_over(family))

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
