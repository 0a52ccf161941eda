"""What an administrator should know about this machine: settings of the database, keys, debug, disk, copies, migrations.

A finding is hard when serving on would lose or show what families told: then the workbench does not start in production
(security.md F). The rest is for the administrator, in `flask doctor` and on the page *Machine*.
"""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from flask import current_app
from sqlalchemy import func, select

from workbench import clock
from workbench.audit import OFFICE
from workbench.audit.models import AuditEntry
from workbench.crypto import keyring
from workbench.crypto.rotation import keys_at_the_ends, keys_in_use
from workbench.extensions import db
from workbench.outbox.queries import TROUBLE, by_state
from workbench.reviews.alarms import DAY, alarms
from workbench.upkeep.machine import Finding, of_the_clock, of_the_database, of_the_disk

FRESH = timedelta(hours=26)  # a day, and the time a copy takes
PRACTISED = timedelta(days=35)  # a drill every month


def findings(*, every_value: bool = True) -> Iterator[Finding]:
    """Everything that is looked at, in the order of urgency. `every_value`: which key each stored value is sealed with."""
    yield from hard()
    if every_value:
        yield from _keys()
    yield from _settings()
    yield from of_the_disk()
    yield from of_the_clock()
    yield from of_the_past()
    yield from of_the_copies()
    yield from _migrations()
    yield from of_the_outbox()
    yield from of_the_links()


def hard() -> Iterator[Finding]:
    """What must be well before anybody is served; quick, whatever the size of the database."""
    off = not current_app.debug
    yield Finding(off, "debug is off" if off else "debug is on: nobody else may reach this machine", hard=True)
    yield from of_the_database()
    unknown = sorted(set(keys_at_the_ends()) - set(keyring().names))
    yield Finding(not unknown, f"a key that is in use is not on the ring: {', '.join(unknown)}" if unknown
                  else "the keys of the oldest and newest records are on the ring", hard=True)  # fmt: skip


def of_the_copies() -> Iterator[Finding]:
    """How long ago the last good copy, verification and drill were: each leaves a line in the log of the office."""
    if current_app.config.get("DEMO"):
        return
    yield _age("copy made", FRESH, "a copy was made and read back", "run backup every night")
    yield _age("everything verified", FRESH, "everything was verified", "run verify every night", faults=0)
    yield _age("drill done", PRACTISED, "restoring was practised", "run drill every month", well=True)


def _age(event: str, longest: timedelta, what: str, then: str, **said: object) -> Finding:
    """The last time something was done, and done well: what the log says of it is as it should be."""
    e = AuditEntry
    asked = select(e.at, e.detail).where(e.chain == OFFICE, e.event == event).order_by(e.seq.desc()).limit(1)
    last = db.session.execute(asked).first()
    if last is None:
        return Finding(False, f"never yet: {what}; {then}")
    ago = clock.now() - last.at
    hours = int(ago / timedelta(hours=1))
    if any(last.detail.get(name) != value for name, value in said.items()):
        return Finding(False, f"{hours} hours ago, and it was not well: {what}")
    if ago < -clock.DRIFT:
        return Finding(False, f"the clock is wrong: {what} at a moment that is still to come; {then}")
    return Finding(ago < longest, f"{hours} hours ago {what}" + ("" if ago < longest else f"; {then}"))


def of_the_past() -> Iterator[Finding]:
    """Whether the clock went back: then the log holds moments that are still to come."""
    last = db.session.scalar(select(func.max(AuditEntry.at)))
    if last is not None and last > clock.now() + clock.DRIFT:
        ahead = (last - clock.now()).total_seconds() / 3600
        yield Finding(False, f"the clock went back: the log goes on for {ahead:.1f} hours after this moment. Sessions and links "
                      "last that much longer; set the clock right, or stop all links and sessions")  # fmt: skip


def of_the_outbox() -> Iterator[Finding]:
    """Mail that did not go, or of which nobody knows whether it went."""
    states = by_state()
    trouble = sum(states[state] for state in TROUBLE)
    yield Finding(not trouble, "every mail that was written has gone or waits its turn" if not trouble
                  else f"{trouble} mails did not go, or perhaps did: tell the worker of the casus")  # fmt: skip


def of_the_links() -> Iterator[Finding]:
    """Alarms about personal links of the last day (security.md D.7)."""
    since = clock.now() - DAY
    many = sum(moment > since for moment, _words in alarms(clock.now()))
    yield Finding(not many, "nothing odd about personal links in the last day" if not many
                  else f"{many} alarms about personal links in the last day: look at the page Links")  # fmt: skip


def _settings() -> Iterator[Finding]:
    config = current_app.config
    yield Finding(len(config["SECRET_KEY"]) >= 32, "the secret key has 32 characters or more")
    if config.get("DEMO"):
        yield Finding(True, "this is the demo: use it with invented families only")
    else:
        yield Finding(bool(config.get("SECOND_FACTOR_REQUIRED")), "a second factor is required of all staff")
        yield Finding(bool(config.get("SESSION_COOKIE_SECURE")), "session cookies go over https only")


def _keys() -> Iterator[Finding]:
    ring, used = keyring(), keys_in_use()
    unknown = sorted(set(used) - set(ring.names))
    yield Finding(not unknown, f"missing from the ring: {', '.join(unknown)}" if unknown else "every key in use is on the ring")
    old = sum(count for name, count in used.items() if name != ring.current)
    yield Finding(not old, f"everything is sealed with key {ring.current}" if not old
                  else f"{old} values are sealed with an older key: run keys rotate")  # fmt: skip


def _migrations() -> Iterator[Finding]:
    script = ScriptDirectory(str(Path(current_app.root_path).parent / "migrations"))
    now = set(MigrationContext.configure(db.session.connection()).get_current_heads())
    wanted = set(script.get_heads())
    yield Finding(now == wanted, "the tables are of this version" if now == wanted
                  else "the tables are of another version: run db upgrade")  # fmt: skip
