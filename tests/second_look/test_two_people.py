"""Steps that nobody takes alone (security.md C.2, V2.3.5): one asks, another one decides, then it is done."""

from datetime import timedelta

import pytest
import time_machine
from sqlalchemy import select

from tests import factories
from tests.fresh import proved
from workbench import clock
from workbench.accounts import operations as accounts
from workbench.accounts.models import Role, User
from workbench.accounts.settings import setting
from workbench.audit.models import AuditEntry
from workbench.casus.models import Casus, ContactPoint, Person, Visibility
from workbench.errors import RuleBroken
from workbench.extensions import db
from workbench.outbox.models import OutgoingMail
from workbench.second_look import operations
from workbench.second_look.models import SecondLook, Step

WHY = "Lotte vroeg er zelf om, de dreiging is voorbij."
YES, NO = {"agrees": "yes"}, {"agrees": "no", "remark": "Eerst bellen."}


@pytest.fixture
def casus(app):
    return factories.casus()


@pytest.fixture
def lotte(casus):
    made = factories.person(casus, "Lotte", last_name="Smeets", protected=True, protected_why="ex dreigt")
    factories.contact_point(made, "Wilgenpad 7", protected=True, visibility=Visibility.WORKER_ONLY)
    return made


def asked(app):
    with app.app_context():
        return db.session.scalars(select(SecondLook.id).order_by(SecondLook.id.desc())).first()


def test_a_protection_goes_with_two_people_and_not_with_one(app, browse, casus, lotte, monkeypatch):
    monkeypatch.setitem(app.config, "MAIL_URL", "smtp://localhost:1")
    worker, henk = factories.worker_of(casus), factories.supervisor_of(casus)
    mine = proved(browse(worker))
    with app.app_context():
        point = db.session.scalars(select(ContactPoint.id)).one()
    what = {"what": [f"people:{lotte.id}", f"points:{point}"]}
    assert mine.fill("second_look.ask_unprotect", {**what, "reason": "mag"}, ref=casus.ref).error_at("reason")
    assert mine.fill("second_look.ask_unprotect", {"reason": WHY}, ref=casus.ref).error_at("what")
    page = mine.fill("second_look.ask_unprotect", {**what, "reason": WHY}, ref=casus.ref)
    assert "U vroeg" in page.words and "Wilgenpad" not in page.words
    look = asked(app)
    for stranger in (worker, factories.worker(), factories.supervisor(team_id=2), factories.administrator()):
        answer = browse(stranger).open("second_look.one", look_id=look)
        assert answer.status == (200 if stranger is worker else 404)
        assert not answer.tree.xpath("//input[@name='agrees']")
    with app.app_context():
        assert set(db.session.scalars(select(OutgoingMail.user_id))) == {henk.id}
        assert db.session.get(Person, lotte.id).protected
    second = proved(browse(henk))
    assert "Beslis als tweede persoon" in second.open("/").words
    shown = second.open("second_look.one", look_id=look)
    assert "Lotte Smeets" in shown.words and WHY in shown.words and "Wilgenpad" not in shown.words
    second.send(shown, YES)
    with app.app_context():
        kept, address = db.session.get(Person, lotte.id), db.session.get(ContactPoint, point)
        assert (kept.protected, kept.protected_why, address.protected) == (False, None, False)
        assert address.visibility is Visibility.PROFESSIONALS
        cleared = db.session.scalars(select(AuditEntry).where(AuditEntry.event == "protection cleared")).all()
        assert [(one.actor_id, one.detail["asked_by"]) for one in cleared] == [(henk.id, worker.id)] * 2
    assert "Wilgenpad 7" in mine.open("casus.family", ref=casus.ref).words


def test_refused_taken_back_run_out_or_changed_meanwhile_nothing_is_done(app, browse, casus, lotte):
    worker, henk = factories.worker_of(casus), factories.supervisor_of(casus)
    mine, second = proved(browse(worker)), proved(browse(henk))
    ask = {"what": [f"people:{lotte.id}"], "reason": WHY}

    def once_more():
        mine.fill("second_look.ask_unprotect", ask, ref=casus.ref)
        return asked(app)

    first = once_more()
    assert "al gevraagd" in mine.fill("second_look.ask_unprotect", ask, ref=casus.ref).words
    assert second.fill("second_look.one", {"agrees": "no"}, look_id=first).error_at("remark")
    second.fill("second_look.one", NO, look_id=first)
    assert "Eerst bellen." in mine.open("second_look.one", look_id=first).words

    back = once_more()
    open_page = second.open("second_look.one", look_id=back)
    mine.press("second_look.index", "second_look.withdraw", look_id=back)
    second.send(open_page, YES)

    late = once_more()
    with time_machine.travel(clock.now() + timedelta(days=15)):
        assert "Niemand besliste op tijd" in browse(henk).open("second_look.one", look_id=late).words
        assert "Beslis als tweede" not in browse(henk).open("/").words

    with app.app_context():
        assert db.session.get(Person, lotte.id).protected
        db.session.get(Person, lotte.id).protected = False
        db.session.commit()
    assert "intussen veranderd" in second.fill("second_look.one", YES, look_id=late).words


def test_a_home_a_request_for_housing_and_the_place_of_a_meeting_are_opened_by_two(app, browse, casus):
    """What no form can open any more (a secret stays secret there) two people can, and one cannot."""
    home = factories.household(casus, protected=True)
    request = factories.housing_request(casus, asked_of="Gemeente Zuidhaven.", protected=True)
    meeting = factories.meeting(casus, place="Buurthuis De Kade", place_protected=True)
    mine, second = proved(browse(factories.worker_of(casus))), proved(browse(factories.supervisor_of(casus)))
    what = [f"homes:{home.id}", f"requests:{request.id}", f"places:{meeting.id}"]
    link = mine.open("meetings.one", ref=casus.ref, meeting_id=meeting.id).links()
    assert "Iets hoeft niet meer geheim te zijn" in link
    page = mine.fill("second_look.ask_unprotect", {"what": what, "reason": WHY}, ref=casus.ref)
    look = asked(app)
    assert page.status == 200
    assert mine.open("second_look.one", look_id=look).tree.xpath("//input[@name='agrees']") == []

    def secret():
        with app.app_context():
            return [db.session.get(type(one), one.id) for one in (home, request, meeting)]

    def flags():
        return [kept.place_protected if hasattr(kept, "place_protected") else kept.protected for kept in secret()]

    assert flags() == [True] * 3
    shown = second.open("second_look.one", look_id=look)
    assert not any(word in shown.words for word in ("Zuidhaven", "De Kade")), "which one, not where"
    second.send(shown, YES)
    assert flags() == [False] * 3
    with app.app_context():
        cleared = db.session.scalars(select(AuditEntry).where(AuditEntry.event == "protection cleared")).all()
        assert {one.record_type for one in cleared} == {"household", "housing_request", "meeting"}


def test_another_team_takes_a_family_over(app, browse, casus):
    henk, there = factories.supervisor_of(casus), factories.supervisor(name="Ria Post", team_id=2)
    joyce = factories.worker(name="Joyce Tromp", team_id=2)
    former = factories.worker_of(casus)
    give, take = proved(browse(henk)), proved(browse(there))
    give.fill("second_look.ask_team", {"team_id": 2, "reason": "Het gezin is verhuisd naar Oost."}, ref=casus.ref)
    look = asked(app)
    assert take.open("overview.casus", ref=casus.ref).status == 404
    page = take.open("second_look.one", look_id=look)
    assert casus.ref in page.words and casus.name not in page.words
    assert take.send(page, YES).error_at("worker_id")
    take.send(page, {**YES, "worker_id": joyce.id})
    sees = [browse(one).open("overview.casus", ref=casus.ref).status for one in (there, joyce, henk, former)]
    assert sees == [200, 200, 404, 404]
    with app.app_context():
        kept = db.session.get(Casus, casus.id)
        assert (kept.team_id, kept.worker_id, kept.deputy_id, kept.supervisor_id) == (2, joyce.id, None, there.id)


def test_a_role_with_more_rights_is_given_by_two_administrators(app, browse):
    beheer, sanne = factories.administrator(), factories.worker(name="Sanne Verbeek")
    first = proved(browse(beheer))
    role = {"role": "privacy_officer", "team_id": ""}
    asking = first.fill("accounts.user", role, user_id=sanne.id)
    assert "functionaris" in asking.words and asking.address.endswith("/role")
    assert "geen tweede beheerder" in first.send(asking, {"reason": WHY}).words
    other = factories.administrator(name="Tweede")
    first.send(asking, {"reason": WHY})
    look, second = asked(app), proved(browse(other))
    assert first.open("second_look.one", look_id=look).tree.xpath("//input[@name='agrees']") == []
    second.fill("second_look.one", YES, look_id=look)
    assert factories.account(sanne.id).role is Role.PRIVACY_OFFICER

    new = {"name": "Nora Smit", "email": "nora@vlierland.example", "role": "administrator", "team_id": ""}
    made = first.fill("accounts.add_user", new)
    with app.app_context():
        nora = db.session.scalars(select(User).where(User.email == new["email"])).one()
        assert (nora.active, nora.role, nora.team_id) == (False, Role.WORKER, None)
    first.send(first.open(made.links()["Vraag de rol aan"]), {"reason": WHY})
    second.fill("second_look.one", YES, look_id=asked(app))
    kept = factories.account(nora.id)
    assert (kept.active, kept.role) == (True, Role.ADMINISTRATOR)


@pytest.mark.parametrize("asked_by", ["nobody", "oneself"])
def test_the_operations_themselves_refuse_one_person(context, asked_by):
    """The guard below the pages: whoever calls them alone, or as who asked, is refused; a worker's role needs nobody."""
    beheer, sanne = factories.administrator(), factories.worker()
    who = None if asked_by == "nobody" else beheer.id
    with pytest.raises(RuleBroken):
        accounts.change_role(sanne, Role.SUPERVISOR, 1, by=beheer, asked_by_id=who)
    with pytest.raises(RuleBroken):
        accounts.change_setting("retention.years", 1, by=beheer, asked_by_id=who)
    accounts.change_role(sanne, Role.WORKER, 2, by=beheer)
    accounts.change_setting("plan.interim_days", 10, by=beheer)


def test_a_setting_that_touches_privacy_waits_for_the_privacy_officer(app, browse):
    first = browse(factories.administrator())
    asking = first.fill("accounts.change_setting", {"value": "25"}, key="retention.years")
    assert "niemand anders die dit mag beslissen" in first.send(asking, {"reason": WHY}).words
    officer = factories.privacy_officer()
    first.send(asking, {"reason": WHY})
    with app.test_request_context():
        assert setting("retention.years") == 20
    second = proved(browse(officer))
    assert "Beslis als tweede persoon" in second.open("/").words
    second.fill("second_look.one", YES, look_id=asked(app))
    with app.test_request_context():
        assert setting("retention.years") == 25
    assert first.fill("accounts.change_setting", {"value": "nul"}, key="retention.years").error_at("value")


def test_the_privacy_officer_asks_too_and_then_an_administrator_decides(app, browse):
    officer, other = factories.privacy_officer(), factories.privacy_officer(name="Tweede FG")
    beheer = factories.administrator()
    first = proved(browse(officer))
    assert "Instellingen" in first.open("/").words
    assert first.open("accounts.settings").status == 200
    assert first.open("accounts.change_setting", key="plan.interim_days").status == 403
    assert first.open("second_look.ask_setting", key="plan.interim_days", value="3").status == 404
    first.send(first.fill("accounts.change_setting", {"value": "30"}, key="retention.years"), {"reason": WHY})
    look = asked(app)
    assert browse(other).open("second_look.one", look_id=look).status == 404, "one of each: two of a kind are not two"
    proved(browse(beheer)).fill("second_look.one", YES, look_id=look)
    with app.test_request_context():
        assert setting("retention.years") == 30


# --- a lost telephone (ASVS 6.4.4)


@pytest.fixture
def lost(app):
    """Somebody with an app on a telephone that is gone."""
    return factories.worker(name="Sanne Verbeek", tf_primary_method="authenticator", tf_totp_secret="geheim")


def has_app(user):
    return factories.account(user.id).tf_totp_secret is not None


def test_a_second_factor_is_reset_by_an_administrator_and_who_sees_the_person(app, browse, lost, monkeypatch):
    monkeypatch.setitem(app.config, "MAIL_URL", "smtp://localhost:1")
    beheer, henk = factories.administrator(), factories.supervisor()
    first, hers = proved(browse(beheer)), browse(lost)
    asking = first.open(first.open("accounts.user", user_id=lost.id).links()["Vraag de tweede stap terug te zetten"])
    assert "binnen een dag" in asking.words
    first.send(asking, {"reason": WHY})
    look = asked(app)
    for stranger in (lost, beheer, factories.administrator(), factories.worker(), factories.supervisor(team_id=2)):
        page = browse(stranger).open("second_look.one", look_id=look)
        assert page.tree.xpath("//input[@name='agrees']") == []
        assert page.status == (200 if stranger is beheer else 404)
    with app.app_context():
        keys = db.session.scalars(select(OutgoingMail.key)).all()
        assert f"account:{lost.id}:factor-asked:{look}" in keys, "who it is about hears of it before it is done"
        assert f"second:{look}:{henk.id}" in keys
    second = proved(browse(henk))
    assert "Beslis als tweede persoon" in second.open("/").words
    shown = second.open("second_look.one", look_id=look)
    assert "Sanne Verbeek" in shown.words
    assert second.send(shown, YES).error_at("saw")
    assert has_app(lost)
    second.send(shown, {**YES, "saw": "y"})
    assert not has_app(lost)
    assert hers.open("/", follow=False).status == 302, "every open session ended"
    with app.app_context():
        done = db.session.scalars(select(AuditEntry).where(AuditEntry.event == "second factor reset")).one()
        assert (done.actor_id, done.record_id, done.detail["asked_by"]) == (henk.id, lost.id, beheer.id)
        assert any(":factor:" in key for key in db.session.scalars(select(OutgoingMail.key)))


def test_after_a_day_it_is_asked_anew_and_nobody_asks_it_alone(app, browse, lost):
    beheer = factories.administrator()
    first = proved(browse(beheer))
    assert "geen werkbegeleider" in first.fill("second_look.ask_factor", {"reason": WHY}, user_id=lost.id).words
    henk = factories.supervisor()
    assert "eigen account" in first.fill("second_look.ask_factor", {"reason": WHY}, user_id=beheer.id).words
    first.fill("second_look.ask_factor", {"reason": WHY}, user_id=lost.id)
    look = asked(app)
    with time_machine.travel(clock.now() + timedelta(hours=25)):
        assert "Niemand besliste op tijd" in browse(henk).open("second_look.one", look_id=look).words
    assert first.request("POST", f"/users/{lost.id}/reset-factor", data={}).status in (400, 404)
    assert has_app(lost)


@pytest.mark.parametrize("who", ["own", "administrator"])
def test_who_is_the_only_supervisor_or_of_no_team_is_seen_by_a_supervisor_of_another(app, browse, who):
    beheer, elsewhere = factories.administrator(), factories.supervisor(name="Ria Post", team_id=2)
    about = factories.supervisor() if who == "own" else factories.administrator(name="Tweede")
    proved(browse(beheer)).fill("second_look.ask_factor", {"reason": WHY}, user_id=about.id)
    look = asked(app)

    assert browse(elsewhere).open("second_look.one", look_id=look).tree.xpath("//input[@name='agrees']")
    if who == "own":
        assert browse(about).open("second_look.one", look_id=look).status == 404


def test_without_the_second_person_one_administrator_would_do_it(context, lost, monkeypatch):
    """The operation refuses one person by itself; the control: without its guard it does it. The command line is not asked."""
    beheer = factories.administrator()
    person = db.session.get(User, lost.id)
    for asked_by in (None, beheer.id):
        with pytest.raises(RuleBroken):
            accounts.reset_factor(person, by=beheer, asked_by_id=asked_by)
    assert person.tf_totp_secret
    monkeypatch.setattr(accounts, "refuse_the_same", lambda *_people: None)
    accounts.reset_factor(person, by=beheer)

    assert person.tf_totp_secret is None


def test_without_the_guard_who_asked_would_decide(app, context, casus, lotte, monkeypatch):
    """The negative control: the refusal comes from one place, and without it the same person does both."""
    henk = db.session.get(User, casus.supervisor_id)
    what = {"people": [lotte.id], "homes": [], "points": []}
    look = operations.ask(Step.UNPROTECT, what, WHY, by=henk, casus=db.session.merge(casus))
    with pytest.raises(RuleBroken):
        operations.decide(look, look.version, by=henk, agrees=True)
    monkeypatch.setattr(operations, "refuse_the_same", lambda *_people: None)
    monkeypatch.setattr(operations.queries, "may_decide", lambda *_people: True)
    operations.decide(look, look.version, by=henk, agrees=True)

    assert look.state == "done"
