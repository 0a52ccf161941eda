"""flask remind: told once, by nobody's name, never in the night, never to whoever should not get mail."""

import re
from collections import Counter
from datetime import UTC, date, datetime, timedelta
from email import message_from_string
from email.policy import default

import pytest
import time_machine
from sqlalchemy import event, func, select

from tests.cli.machines import run
from tests.outbox.server import mail_server
from workbench import clock
from workbench.accounts import operations as accounts
from workbench.accounts.models import Reminders, User
from workbench.agreements.models import Agreement
from workbench.audit.models import DailySeal
from workbench.casus.models import Casus, ContactKind, ContactPoint, Person
from workbench.extensions import db
from workbench.outbox.models import OutgoingMail
from workbench.overview.kinds import BY_KEY
from workbench.plans.models import PlanKind, PlanStatus, PlanVersion
from workbench.reviews import operations as links
from workbench.reviews.models import Answer, Invitation
from workbench.upkeep import reminders

THURSDAY = datetime(2026, 6, 18, 8, 0, tzinfo=UTC)  # ten o'clock in the Netherlands


@pytest.fixture(autouse=True)
def morning():
    """It is Thursday 18 June 2026, ten in the morning."""
    clock.begin_on(None)
    with time_machine.travel(THURSDAY, tick=True) as moved:
        yield moved


@pytest.fixture
def post(machine):
    """What a mail server was given."""
    with mail_server() as server:
        machine.config["MAIL_URL"] = server.url
        yield server.taken


def letters_to(post, address):
    found = [message_from_string(one, policy=default) for one in post]
    return [letter for letter in found if letter["To"] == address]


def choose(machine, name, how):
    with machine.app_context():
        user = db.session.scalar(select(User).where(User.email == f"{name}@vlierland.example"))
        accounts.change_own_details(user, user.name, user.locale, how, by=user)
        db.session.commit()


def outbox(machine):
    with machine.app_context():
        return Counter((row.kind, row.state) for row in db.session.execute(select(OutgoingMail.kind, OutgoingMail.state)))


def newest_version():
    """Of demo family A."""
    asked = select(PlanVersion).where(PlanVersion.casus_id == 1).order_by(PlanVersion.number.desc())
    return db.session.scalars(asked).first()


# --- colleagues


def test_a_second_run_on_the_same_day_writes_and_sends_nothing(machine, post):
    run(machine, "remind")
    first, sent = outbox(machine), len(post)

    assert "0 mails sent" in run(machine, "remind")
    assert (outbox(machine), len(post)) == (first, sent)
    assert len(letters_to(post, "sanne@vlierland.example")) == 1


def test_the_next_day_it_is_told_again(machine, post, morning):
    run(machine, "remind")
    morning.move_to(THURSDAY + timedelta(days=1))
    run(machine, "remind")

    assert len(letters_to(post, "sanne@vlierland.example")) == 2


def test_a_run_that_dies_has_told_nobody_and_the_next_one_tells_everybody(machine, post):
    def dies(_session):
        raise RuntimeError("the machine is switched off")

    event.listen(db.session, "before_commit", dies)
    try:
        with pytest.raises(RuntimeError, match="switched off"):
            run(machine, "remind")
    finally:
        event.remove(db.session, "before_commit", dies)
    assert (sum(outbox(machine).values()), len(post)) == (0, 0)

    run(machine, "remind")

    assert len(letters_to(post, "sanne@vlierland.example")) == 1
    with machine.app_context():
        assert db.session.scalar(select(func.count(DailySeal.id))) == 1


def test_a_day_without_anything_sends_nothing(machine, post):
    with machine.app_context():
        for casus in db.session.scalars(select(Casus)):
            casus.status = "closed"
        db.session.commit()

    said = run(machine, "remind")

    assert "0 mails sent" in said
    assert post == []


def test_what_it_says_to_the_machine_names_nobody(machine):
    said = run(machine, "remind")

    assert "user 1: 1 minutes, 1 not kept, 2 silent" in said
    assert not re.search("@|Sanne|Kim|Jansma", said)


@pytest.mark.parametrize("hour", [4, 5, 18, 23])  # in UTC: six, seven, twenty and one o'clock in summer
def test_in_the_night_nobody_is_written_to(machine, post, morning, hour):
    morning.move_to(THURSDAY.replace(hour=hour))
    run(machine, "remind")

    assert post == []


def test_who_chose_a_week_hears_once_a_week_whatever_the_day(machine, post, morning):
    choose(machine, "sanne", Reminders.WEEKLY)
    for days in range(5):  # Thursday to Monday
        morning.move_to(THURSDAY + timedelta(days=days))
        run(machine, "remind")

    assert len(letters_to(post, "sanne@vlierland.example")) == 2  # one of this week, one of the next


def test_who_chose_never_hears_nothing(machine, post):
    choose(machine, "sanne", Reminders.NEVER)
    run(machine, "remind")

    assert letters_to(post, "sanne@vlierland.example") == []


def test_a_temporary_plan_that_ends_is_told_at_once_and_once(machine, post, morning):
    choose(machine, "sanne", Reminders.WEEKLY)
    run(machine, "remind")
    with machine.app_context():
        newest = newest_version()
        newest.kind, newest.status, newest.ends_on = PlanKind.TEMPORARY, PlanStatus.RUNNING, date(2026, 6, 21)
        db.session.commit()
    run(machine, "remind")
    morning.move_to(THURSDAY + timedelta(days=1))
    run(machine, "remind")

    assert len(letters_to(post, "sanne@vlierland.example")) == 2


# --- people of the network


@pytest.fixture
def marloes(machine):
    """Marloes looks whether Kim calls (A10, silent); she has an address of her own and an open link."""
    return participant(machine, "Marloes")


def participant(machine, name, days_ago=0, **values):
    """(id of the link, id of the address) of somebody of demo family A with an open link."""
    with machine.test_request_context():
        casus = db.session.get(Casus, 1)
        person = next(
            one for one in db.session.scalars(select(Person).where(Person.casus_id == 1)) if one.first_name == name
        )
        point = {"value": f"{name.lower()}@example.org", "kind": ContactKind.EMAIL, "only_theirs": True} | values
        db.session.add(made := ContactPoint(casus_id=1, person_id=person.id, **point))
        version = newest_version()
        worker = db.session.get(User, casus.worker_id)
        invitation, _token, _code = links.invite(casus, person, version, by=worker)
        invitation.created_at = clock.now() - timedelta(days=days_ago)
        db.session.commit()
        return invitation.id, made.id


def test_who_has_a_check_to_do_hears_that_something_is_waiting_and_no_more(machine, post, marloes):
    run(machine, "remind")
    run(machine, "remind")

    [letter] = letters_to(post, "marloes@example.org")
    said = letter["Subject"] + letter.get_content()
    assert "bericht" in said
    assert not re.search("Kim|Noa|Marloes|Jansma|Vlierdam|afspraak|http|veiligheid", said)


def test_the_same_check_is_asked_once(machine, post, morning, marloes):
    for days in range(3):
        morning.move_to(THURSDAY + timedelta(days=days))
        run(machine, "remind")

    assert len(letters_to(post, "marloes@example.org")) == 1


def close_link(invitation, point):
    invitation.revoked_at = clock.now()


def lock_link(invitation, point):
    invitation.locked_at = clock.now()


def let_link_end(invitation, point):
    invitation.expires_at = clock.now() - timedelta(minutes=1)


def ask_not_to_be_written(invitation, point):
    point.do_not_contact = "Hij leest haar telefoon."


def share_the_address(invitation, point):
    point.only_theirs = False


def take_the_address_away(invitation, point):
    point.withdrawn_on = date(2026, 6, 1)


@pytest.mark.parametrize(
    "change", [close_link, lock_link, let_link_end, ask_not_to_be_written, share_the_address, take_the_address_away]
)
def test_it_is_never_told_where_that_is_not_safe(machine, post, marloes, change):
    with machine.app_context():
        change(db.session.get(Invitation, marloes[0]), db.session.get(ContactPoint, marloes[1]))
        db.session.commit()

    run(machine, "remind")

    assert letters_to(post, "marloes@example.org") == []


def test_an_organisation_can_leave_it_to_people_themselves(machine, post, marloes):
    with machine.test_request_context():
        accounts.change_setting("reminders.people", "no", by=None)
        db.session.commit()

    run(machine, "remind")

    assert letters_to(post, "marloes@example.org") == []


@pytest.mark.parametrize(("days", "told"), [(3, 0), (4, 1)])
def test_a_link_without_an_answer_is_told_once_after_some_days(machine, post, days, told):
    with machine.app_context():  # nothing to check
        for agreement in db.session.scalars(select(Agreement)):
            agreement.check_every_days = None
        db.session.commit()
    participant(machine, "Joris", days_ago=days)
    with machine.app_context():
        db.session.execute(db.delete(Answer))
        db.session.commit()

    run(machine, "remind")
    run(machine, "remind")

    assert len(letters_to(post, "joris@example.org")) == told


# --- for cron and systemd


def test_quiet_says_only_what_somebody_must_keep(machine, post):
    said = run(machine, "remind", "--quiet")

    assert re.fullmatch(r"Seal of 2026-06-18, keep it elsewhere: [0-9a-f]{64}", said.strip())
    assert run(machine, "remind", "--quiet").strip() == ""


def test_it_ends_with_1_when_mail_was_refused_and_with_0_when_it_can_go_later(machine):
    with mail_server(at="rcpt", how="550 no such user") as server:
        machine.config["MAIL_URL"] = server.url
        assert "refused or given up" in run(machine, "remind", fails=True)
    with machine.app_context():
        db.session.execute(db.delete(OutgoingMail))
        db.session.commit()
    with mail_server(at="rcpt", how="421 closing") as server:
        machine.config["MAIL_URL"] = server.url
        assert "tried again later" in run(machine, "remind")


def test_what_is_told_at_once_is_a_kind_of_the_table():
    assert set(BY_KEY) >= reminders.AT_ONCE
