"""Secrets that live in subjects above this one: each says here what it is, so that two people can take its protection away."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select

from workbench.extensions import db


@dataclass(frozen=True)
class Secret:
    """One kind of record with a place that may be secret."""

    key: str  # under which its ids stand in SecondLook.what
    model: Any
    flag: str  # the column that says that it is secret
    title: Any  # what is done, in words
    named: Callable[[Any], str]  # which one, in words that do not give the place away

    def of(self, casus_id: int, ids: Iterable[int] | None = None) -> list[Any]:
        """Those of a casus that are secret now; of these ids only, where they are given."""
        asked = select(self.model).where(self.model.casus_id == casus_id, getattr(self.model, self.flag))
        if ids is not None:
            asked = asked.where(self.model.id.in_(list(ids)))
        return list(db.session.scalars(asked.order_by(self.model.id)))


SECRETS: list[Secret] = []
