"""Which earlier version a reader compares with, and what changed since: never a word that reader may not see.

The list is made of that reader's two views, the old one scanned with the secrets of today, and looked at once more with the
names of today: somebody may know less of the casus now than before.
"""

from collections.abc import Collection
from typing import Any

from sqlalchemy import case, exists, select

from workbench.casus.models import Casus
from workbench.errors import RuleBroken
from workbench.extensions import db
from workbench.plans import queries
from workbench.plans.comparing import StillThere, changes, keys_of
from workbench.plans.models import PlanVersion
from workbench.plans.plan_view import ChangesView, PlanView, words_of
from workbench.plans.projection import NOTHING_YET, Secrets, everything, not_for, project, reader_of, seen_by
from workbench.plans.rows import table
from workbench.wording.leaks import find_contact_details, find_leaks


def version_before(version: PlanVersion, reader_id: int | None = None) -> PlanVersion | None:
    """The version to compare with, in one statement: the newest one this reader has a document of, else the last one set."""
    made = table("document_made")
    has_copy = exists().where(made.c.plan_version_id == PlanVersion.id, made.c.reader_id == reader_id)
    copy_first = case((has_copy, 1), else_=0).desc()
    was_set = PlanVersion.set_at.is_not(None)
    asked = select(PlanVersion).where(PlanVersion.casus_id == version.casus_id, PlanVersion.number < version.number)
    if reader_id is None:
        return db.session.scalar(asked.where(was_set).order_by(PlanVersion.number.desc()).limit(1))
    return db.session.scalar(asked.where(was_set | has_copy).order_by(copy_first, PlanVersion.number.desc()).limit(1))


def versions_before(version: PlanVersion, readers: Collection[int]) -> dict[int, PlanVersion | None]:
    """The same for many readers at once, in three statements however many they are."""
    made = table("document_made")
    lines = select(PlanVersion.id, PlanVersion.number, PlanVersion.set_at)
    earlier = {
        row.id: row
        for row in db.session.execute(
            lines.where(PlanVersion.casus_id == version.casus_id, PlanVersion.number < version.number)
        )
    }
    asked = select(made.c.reader_id, made.c.plan_version_id).where(
        made.c.casus_id == version.casus_id, made.c.reader_id.in_(readers), made.c.plan_version_id.in_(earlier)
    )
    copies = {(row.reader_id, row.plan_version_id) for row in db.session.execute(asked)}
    chosen: dict[int, int] = {}
    for reader in readers:
        fit = [row for row in earlier.values() if row.set_at is not None or (reader, row.id) in copies]
        if fit:
            chosen[reader] = max(fit, key=lambda row: ((reader, row.id) in copies, row.number)).id
    found = {one.id: one for one in db.session.scalars(select(PlanVersion).where(PlanVersion.id.in_(set(chosen.values()))))}
    return {reader: found.get(chosen.get(reader, 0)) for reader in readers}


def since_last(
    version: PlanVersion, reader_id: int, *, before: PlanVersion | None = None, now: PlanView | None = None,
    secrets: Secrets | None = None, withheld: frozenset[str] | None = None,
) -> ChangesView | None:
    """What changed for this reader since an earlier version (`before`; else version_before finds it).

    None where there is no earlier version for this reader, or where the earlier text must not be shown today: then nothing is
    said, as with a first version. `now` is the reader's view of the version where that was made already.
    """
    earlier = before or version_before(version, reader_id)
    if earlier is None:
        return None
    terms = queries.protected_terms(version.casus_id) if secrets is None else secrets
    kept_back = withheld or frozenset()
    try:
        old = project(earlier, reader_id, secrets=terms, withheld=kept_back, child_words=False)
        new = now or project(version, reader_id, secrets=terms, withheld=kept_back, child_words=False)
    except RuleBroken:
        return None
    found = changes(old, new, keys_of(earlier, version), StillThere.of(version.body))
    result = ChangesView(earlier.number, old.made_on, found)
    return None if _leaks(version, reader_id, result, terms) else result


def _leaks(version: PlanVersion, reader_id: int, result: ChangesView, secrets: Secrets) -> bool:
    reader = reader_of(version, reader_id)
    said = "\n".join(words for _place, words in words_of(result))
    hidden = seen_by(version, reader, NOTHING_YET)[1]
    open_details = version.body["casus"]["protected"] and find_contact_details(said)
    return bool(open_details or find_leaks(said, not_for(reader, secrets, hidden)))


def between(older: PlanVersion, newer: PlanVersion) -> ChangesView:
    """Everything that changed between two versions, for colleagues who work on the casus."""
    old, new = everything(older), everything(newer)
    return ChangesView(older.number, old.made_on, changes(old, new, keys_of(older, newer), StillThere.of(newer.body)))


def two_versions(casus: Casus, lines: Any, older: int | None, newer: int | None) -> tuple[Any, Any]:
    """The lines of the versions to compare: as asked; else the newest with the one before it that held."""
    by_number = {line.number: line for line in lines}
    last = by_number.get(newer or 0) or (lines[0] if lines else None)
    if last is None:
        return None, None
    first = by_number.get(older or 0)
    if first is None or first.number == last.number:
        earlier = [line for line in lines if line.number < last.number]
        first = next((line for line in earlier if line.set_at), earlier[0] if earlier else None)
    if first is not None and first.number > last.number:
        first, last = last, first
    return first, last
