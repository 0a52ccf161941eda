"""Secrets that live in subjects above this one: each says here what it is, so that two people can take its protection away."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select

from workbench.extensions import db


@dataclass(frozen=True)
class Secret:
    """One kind of record with a place that may be secret, or a word."""

    key: str  # under which its ids stand in SecondLook.what
    model: Any
    flag: str  # the column that says that it is secret; the log names it
    title: Any  # what is done, in words
    named: Callable[[Any], str]  # which one, in words that do not give the place away
    holds: Callable[[], Any] | None = None  # the condition under which it is secret, where that is not the flag itself
    opens: Callable[[Any, dict[str, Any], Any], None] | None = None  # (record, what was asked, by), where it does more than that
    says: Callable[[Any, dict[str, Any]], str] | None = None  # which one and what is done with it, where `what` says more
    says_less: bool = False  # its name does not tell which one it is: who decides can ask to see it
    offered: bool = True  # in the list of what need not be secret any more; otherwise a page of its own asks for it

    def of(self, casus_id: int, ids: Iterable[int] | None = None) -> list[Any]:
        """Those of a casus that are secret now; of these ids only, where they are given."""
        condition = self.holds() if self.holds else getattr(self.model, self.flag)
        asked = select(self.model).where(self.model.casus_id == casus_id, condition)
        if ids is not None:
            asked = asked.where(self.model.id.in_(list(ids)))
        return list(db.session.scalars(asked.order_by(self.model.id)))

    def line(self, one: Any, what: dict[str, Any]) -> tuple[Any, str]:
        """What is done with this record, for who decides it."""
        return self.title, self.says(one, what) if self.says else self.named(one)

    def open(self, one: Any, what: dict[str, Any], by: Any) -> None:
        """Take the protection away. Raises RuleBroken when it is not what was asked for any more."""
        if self.opens is None:
            setattr(one, self.flag, False)
        else:
            self.opens(one, what, by)


SECRETS: list[Secret] = []
