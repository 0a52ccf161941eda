"""What an administrator should know about this machine: settings of the database, keys, debug, disk, copies, migrations.

A finding is hard when serving on would lose or show what families told: then the workbench does not start in production
(security.md F). The rest is for the administrator, in `flask doctor` and on the page *Machine*.
"""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any, NamedTuple

from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from flask import current_app
from flask_babel import format_timedelta, ngettext
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from sqlalchemy import func, select

from workbench import clock
from workbench.audit import OFFICE
from workbench.audit.models import AuditEntry
from workbench.crypto import keyring
from workbench.crypto.rotation import keys_at_the_ends, keys_in_use
from workbench.extensions import db
from workbench.outbox.queries import TROUBLE, by_state
from workbench.reviews.alarms import DAY, alarms
from workbench.upkeep.machine import Finding, found, of_the_clock, of_the_database, of_the_disk
from workbench.upkeep.wire import of_the_wire

FRESH = timedelta(hours=26)  # a day, and the time a copy takes
PRACTISED = timedelta(days=35)  # a drill every month


def findings(*, every_value: bool = True) -> Iterator[Finding]:
    """Everything that is looked at, in the order of urgency. `every_value`: which key each stored value is sealed with."""
    yield from hard()
    if every_value:
        yield from _keys()
    yield from _settings()
    yield from of_the_wire()
    yield from of_the_disk()
    yield from of_the_clock()
    yield from of_the_past()
    yield from of_the_copies()
    yield from _migrations()
    yield from of_the_outbox()
    yield from of_the_links()


def hard() -> Iterator[Finding]:
    """What must be well before anybody is served; quick, whatever the size of the database."""
    yield found(not current_app.debug, _("debug is off"), _("debug is on: nobody else may reach this machine"), hard=True)
    yield from of_the_database()
    unknown = ", ".join(sorted(set(keys_at_the_ends()) - set(keyring().names)))
    yield found(
        not unknown, _("the keys of the oldest and newest records are on the ring"),
        _("a key that is in use is not on the ring: %(names)s; add it to WORKBENCH_KEYS", names=unknown), hard=True,
    )  # fmt: skip


class Regular(NamedTuple):
    """Something that is done again and again: how long ago at most, what its line in the log says of it, and the words."""

    event: str
    longest: timedelta
    said: dict[str, object]
    good: Any
    late: Any
    never: Any
    wrong: Any


REGULAR = (
    Regular(
        "copy made", FRESH, {}, _l("a copy was made and read back %(ago)s"),
        _l("the last copy was made %(ago)s: run backup every night"), _l("no copy was made yet: run backup every night"), "",
    ),
    Regular(
        "everything verified", FRESH, {"faults": 0}, _l("everything was verified %(ago)s"),
        _l("everything was last verified %(ago)s: run verify every night"),
        _l("nothing was verified yet: run verify every night"),
        _l("verify found something changed %(ago)s: run verify, and tell the privacy officer"),
    ),
    Regular(
        "drill done", PRACTISED, {"well": True}, _l("restoring was practised %(ago)s"),
        _l("restoring was last practised %(ago)s: run drill every month"),
        _l("restoring was not practised yet: run drill every month"),
        _l("restoring was practised %(ago)s and did not succeed: run drill, and mend what it says"),
    ),
)  # fmt: skip


def of_the_copies() -> Iterator[Finding]:
    """How long ago the last good copy, verification and drill were: each leaves a line in the log of the office."""
    if not current_app.config.get("DEMO"):
        yield from map(_age, REGULAR)


def _age(one: Regular) -> Finding:
    """The last time it was done, and done well: what the log says of it is as it should be."""
    e = AuditEntry
    asked = select(e.at, e.detail).where(e.chain == OFFICE, e.event == one.event).order_by(e.seq.desc()).limit(1)
    last = db.session.execute(asked).first()
    if last is None:
        return Finding(False, str(one.never))
    ago = clock.now() - last.at
    words = {"ago": format_timedelta(-ago, add_direction=True, threshold=2)}
    if any(last.detail.get(name) != value for name, value in one.said.items()):
        return Finding(False, str(one.wrong) % words)
    if ago < -clock.DRIFT:
        what = str(one.good) % words
        return Finding(False, _("the clock is wrong: the log says that this is still to come, %(what)s", what=what))
    return found(ago < one.longest, str(one.good) % words, str(one.late) % words)


def of_the_past() -> Iterator[Finding]:
    """Whether the clock went back: then the log holds moments that are still to come."""
    last = db.session.scalar(select(func.max(AuditEntry.at)))
    if last is not None and last > clock.now() + clock.DRIFT:
        ahead = (last - clock.now()).total_seconds() / 3600
        hours = f"{ahead:.1f}"
        said = _("the clock went back: the log goes on for %(hours)s hours after this moment; set the clock right", hours=hours)
        yield Finding(False, said)


def of_the_outbox() -> Iterator[Finding]:
    """Mail that did not go, or of which nobody knows whether it went."""
    states = by_state()
    trouble = sum(states[state] for state in TROUBLE)
    yield found(
        not trouble, _("every mail that was written has gone or waits its turn"),
        ngettext("%(num)s mail did not go, or perhaps did: tell the worker of the casus",
                 "%(num)s mails did not go, or perhaps did: tell the worker of the casus", trouble),
    )  # fmt: skip


def of_the_links() -> Iterator[Finding]:
    """Alarms about personal links of the last day (security.md D.7)."""
    since = clock.now() - DAY
    many = sum(moment > since for moment, _words in alarms(clock.now()))
    yield found(
        not many, _("nothing odd about personal links in the last day"),
        ngettext("%(num)s alarm about personal links in the last day: look at the page Links",
                 "%(num)s alarms about personal links in the last day: look at the page Links", many),
    )  # fmt: skip


def _settings() -> Iterator[Finding]:
    config = current_app.config
    yield found(
        len(config["SECRET_KEY"]) >= 32, _("the secret key has 32 characters or more"),
        _("the secret key is short: give WORKBENCH_SECRET_KEY at least 32 random characters"),
    )  # fmt: skip
    if config.get("DEMO"):
        yield Finding(True, _("this is the demo: use it with invented families only"))
        return
    yield found(
        bool(config.get("SECOND_FACTOR_REQUIRED")), _("a second factor is required of all staff"),
        _("no second factor is required of staff: start with WORKBENCH_ENV=production"),
    )  # fmt: skip
    yield found(
        bool(config.get("SESSION_COOKIE_SECURE")), _("session cookies go over https only"),
        _("session cookies go without https: start with WORKBENCH_ENV=production"),
    )  # fmt: skip


def _keys() -> Iterator[Finding]:
    ring, used = keyring(), keys_in_use()
    unknown = ", ".join(sorted(set(used) - set(ring.names)))
    yield found(
        not unknown, _("every key in use is on the ring"),
        _("missing from the ring: %(names)s; add it to WORKBENCH_KEYS", names=unknown),
    )  # fmt: skip
    old = sum(count for name, count in used.items() if name != ring.current)
    yield found(
        not old, _("everything is sealed with key %(name)s", name=ring.current),
        ngettext("%(num)s value is sealed with an older key: run keys rotate",
                 "%(num)s values are sealed with an older key: run keys rotate", old),
    )  # fmt: skip


def _migrations() -> Iterator[Finding]:
    script = ScriptDirectory(str(Path(current_app.root_path).parent / "migrations"))
    now = set(MigrationContext.configure(db.session.connection()).get_current_heads())
    wanted = set(script.get_heads())
    yield found(
        now == wanted, _("the tables are of this version"), _("the tables are of another version: run db upgrade")
    )
