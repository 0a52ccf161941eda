"""Raising alerts, and saying what one found out. The caller commits."""

from datetime import datetime

from flask import current_app
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from workbench import audit, clock
from workbench.accounts.models import User
from workbench.alerts import queries, rules
from workbench.alerts.models import Alert, AlertLook
from workbench.emergency.queries import seat_of
from workbench.errors import RuleBroken
from workbench.extensions import db
from workbench.outbox import operations as outbox
from workbench.two_people import refuse_the_same

audit.declare({
    "unusual volume": _l("saw that a colleague did far more of something than usual"),
    "alert looked at": _l("looked at what a colleague did far more of than usual"),
})


def raise_alerts() -> list[Alert]:
    """Look through the last hour of the log and write an alert for what is out of the ordinary, once an hour for the same.

    Run every five minutes, so that it is said well within fifteen. Two statements, and two more when somebody reads much.
    """
    now = clock.now()
    said, hour = queries.said_already(now), queries.last_hour(now)
    busy = [user_id for user_id, lines in hour.items() if rules.may_be_unusual(lines)]
    before = queries.before(busy, now) if busy else {}
    return [
        _raise(user_id, found, now)
        for user_id in busy
        for found in rules.unusual(hour[user_id], before.get(user_id, []))
        if (user_id, found.rule) not in said
    ]


def _raise(user_id: int, found: rules.Finding, now: datetime) -> Alert:
    about = db.session.get_one(User, user_id)
    alert = Alert(
        user_id=user_id, team_id=about.team_id, rule=found.rule, hour=now.replace(minute=0, second=0, microsecond=0),
        many=found.many, usual=found.usual, since=found.since, until=found.until, raised_at=now,
    )  # fmt: skip
    db.session.add(alert)
    db.session.flush()
    what = {"rule": found.rule, "who": user_id, "many": found.many}
    audit.record("unusual volume", by=audit.SYSTEM, record=alert, action="E", **what)
    if current_app.config["MAIL_URL"]:
        for one in queries.who_is_told(about):
            outbox.tell_colleague(one, f"alert:{alert.id}:{one.id}")
    return alert


def note_look(one: queries.Raised, *, by: User) -> None:
    """Reading the log is noted in the log too."""
    audit.record("alert looked at", by=by, record=one.alert, action="R")


def look(one: queries.Raised, *, by: User, remark: str) -> AlertLook:
    """Say what one found out, for the team or for the organisation. Never of what one did oneself.

    Raises RuleBroken when somebody said so already.
    """
    refuse_the_same(one.alert.user_id, by)
    seat = seat_of(by)
    if one.look_of(seat) is not None:
        raise RuleBroken(_("Somebody looked at this already."))
    said = AlertLook(alert_id=one.alert.id, seat=seat, remark=remark, by_id=by.id)
    db.session.add(said)
    db.session.flush()
    audit.record("alert looked at", by=by, record=said, action="C", seat=seat.value)
    return said
