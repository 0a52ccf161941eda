"""A reader of a plan version, and the two questions asked about everything in it: may I see this item, may I know this person?

Rules: domain.md GA6, B13 (sub-groups never cross), B20 (a named reader), B27 (names); security.md D.6 (hidden by default).
"""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

Body = dict[str, Any]
INVOLVED = ("doer", "together", "reader")
ASKED = ("doer", "together", "child")  # besides who looks and who stands in: whose answer is asked


class Unknown(Exception):
    """This version does not know that person."""


@dataclass(frozen=True)
class Reader:
    """Somebody for whom a document or page is made. Colleagues who work in the casus read everything."""

    id: int
    name: str
    full_name: str
    group: int | None
    is_staff: bool
    is_parent: bool
    separate: bool
    groups: dict[int, int | None]

    @classmethod
    def of(cls, body: Body, reader_id: int) -> "Reader":
        """The reader with this person id, as a version's body knows him or her."""
        person = next((person for person in body["people"] if person["id"] == reader_id), None)
        if person is None:
            raise Unknown(reader_id)
        return cls(
            id=reader_id,
            name=person["name"],
            full_name=person["full_name"],
            group=person["group"],
            is_staff=reader_id in body["casus"]["staff"],
            is_parent=person["role"] == "parent",
            separate=body["casus"]["separate"],
            groups={one["id"]: one["group"] for one in body["people"]},
        )

    def in_group(self, group: int | None) -> bool:
        """Whether something of this sub-group (None: of everybody) is for this reader."""
        return self.is_staff or group is None or group == self.group

    def may_list(self, person_id: int | None) -> bool:
        """Whether this person may stand in a list for this reader: attendance, ratings, rings, answers (B13)."""
        return person_id in self.groups and self.in_group(self.groups[person_id])

    def may_read(self, agreement: Body) -> bool:
        """Whether this agreement is for this reader. Hidden unless its audience lets this reader in."""
        if self.is_staff or agreement["audience"] == "everyone":
            return True
        if agreement["audience"] == "sub_group":
            return agreement["group"] is not None and agreement["group"] == self.group
        return self.id in involved(agreement)


def involved(agreement: Body) -> set[int]:
    """Who does this, keeps an eye on it, stands in, or was chosen to read it."""
    return with_a_part(agreement, INVOLVED)


def with_a_part(agreement: Body, parts: Collection[str] = ("doer", "together")) -> set[int]:
    """Who has one of these parts in an agreement of a frozen plan, keeps an eye on it, or stands in."""
    chosen = {one["person"] for one in agreement["people"] if one["part"] in parts}
    return chosen | {agreement[name] for name in ("checker", "second_checker", "backup") if agreement[name]}
