"""Look-ups that start at a casus, or find the casus a person may open."""

from typing import Any, TypeVar

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from workbench import audit
from workbench.casus.models import Casus, Person
from workbench.extensions import db

T = TypeVar("T")


def casus_with_head(ref: str, *, lock: bool) -> Casus | None:
    """The casus of this reference with its worker and the head of its log, in one statement.

    With `lock` (requests that change something) PostgreSQL keeps the row until the end of the transaction, so that the
    changes of one casus are written one after another; SQLite has its write lock already.
    """
    seq, head = audit.head_of(Casus.id)
    asked = select(Casus, seq, head).where(Casus.ref == ref).options(joinedload(Casus.worker))
    if lock:
        asked = asked.with_for_update(of=Casus)
    found = db.session.execute(asked).first()
    if found is None:
        return None
    casus, seq_now, hash_now = found
    audit.remember_head(casus.id, seq_now, hash_now)
    return casus


def people_of(casus: Casus) -> list[Person]:
    """Everybody in the casus, family first, in the order in which they were added."""
    asked = select(Person).where(Person.casus_id == casus.id).order_by(Person.in_family.desc(), Person.id)
    return list(db.session.scalars(asked))


def of_casus(kind: type[T], casus: Casus, record_id: int, *options: Any) -> T:
    """One record of this casus, or 404: an id of another family is the same as none."""
    from flask import abort

    asked = select(kind).where(kind.id == record_id, kind.casus_id == casus.id).options(*options)  # type: ignore[attr-defined]
    found = db.session.scalar(asked)
    return found if found is not None else abort(404)
