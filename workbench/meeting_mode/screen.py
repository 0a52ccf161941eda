"""What may stand on the screen of a meeting: the projection for everybody in the room (design.md 1.6, domain.md GA6, B13, B27).

An item is shown when each of them may see it; somebody who may still walk in counts as being there. Colleagues who work in the
casus read everything and do not count. What people type is looked at as well: a text with a secret of this casus, or with a name
that somebody here may not know, is kept for the minutes and stays off the screen.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import Any

from workbench.meeting_mode.rules import IN_THE_ROOM
from workbench.plans.chapters import Chapters
from workbench.plans.plan_view import words_of
from workbench.plans.projection import NAME, Secrets
from workbench.plans.reader import Body, Reader
from workbench.wording.leaks import ProtectedTerm, find_contact_details, find_leaks

TEXTS = ("what", "when", "what_if", "check_how", "trigger")


class Screen:
    """What everybody in this room may see of this plan."""

    def __init__(self, body: Body, readers: Sequence[Reader], group: int | None, secrets: Secrets) -> None:
        self.body, self.readers = body, readers
        self.chapters = [Chapters(body, reader) for reader in readers]
        names = {name for one in self.chapters for name in one.hidden_names()}
        terms = [term for term, knows in secrets if knows is None or knows != group]
        self.terms = (*terms, *(ProtectedTerm(NAME, name) for name in names))
        self.people: dict[int, Body] = self.chapters[0].people

    def shows(self, *texts: str | None) -> bool:
        """Whether nothing in these texts has to stay hidden from somebody here."""
        text = "\n".join(filter(None, texts))
        if not text:
            return True
        secret = self.body["casus"]["protected"] and find_contact_details(text)
        return not secret and not find_leaks(text, self.terms)

    def may_list(self, person_id: int | None) -> bool:
        """Whether everybody here may know that this person takes part."""
        return all(reader.may_list(person_id) for reader in self.readers)

    def names(self, people: Iterable[int | None]) -> list[str]:
        """What these people want to be called."""
        return [self.people[one]["name"] for one in people if one in self.people]

    def common(self, chapter: Callable[[Chapters], Iterable[Any]]) -> list[Any]:
        """The items of a chapter that everybody here sees, without those in which a secret stands."""
        first, *others = [list(chapter(one)) for one in self.chapters]
        return [
            item
            for item in first
            if all(item in own for own in others) and self.shows(*(text for _at, text in words_of(item)))
        ]

    def dangers(self) -> list[Body]:
        """The worries everybody here may read, with what parents said of them."""
        found = [one for one in self.body["dangers"] if all(reader.in_group(one["group"]) for reader in self.readers)]
        shown = [one for one in found if self.shows(one["title"], one["sentence"])]
        return [{**one, "said": [said for said in one["opinions"] if self._may_hear(said)]} for one in shown]

    def _may_hear(self, said: Body) -> bool:
        return bool(said["words"]) and self.may_list(said["person"]) and self.shows(said["words"])

    def agreements(self) -> list[Body]:
        """The agreements everybody here may read, as the plan holds them."""
        open_to_all = [one for one in self.body["agreements"] if all(reader.may_read(one) for reader in self.readers)]
        return [one for one in open_to_all if self.shows(*(one[name] for name in TEXTS))]

    def goals(self) -> list[Body]:
        """The goals everybody here may see, in the order of their worries, each with the title of its worry."""
        dangers = {
            one["id"]: one
            for one in self.body["dangers"]
            if all(reader.in_group(one["group"]) for reader in self.readers)
        }
        found = [
            {**one, "title": dangers[one["danger"]]["title"]} for one in self.body["goals"] if one["danger"] in dangers
        ]
        for one in found:
            one["text"] = one["family_text"] or one["sentence"]
            one["number"] = dangers[one["danger"]]["number"]
        return sorted((one for one in found if self.shows(one["title"], one["text"])), key=lambda one: one["number"])

    def children(self) -> list[str]:
        """The children this meeting is about, as far as everybody here knows of them."""
        about = {child for one in self.body["dangers"] for child in one["children"]
                 if all(reader.in_group(one["group"]) for reader in self.readers)}  # fmt: skip
        listed = {one["id"] for one in self.people.values() if one["role"] == "child" and self.may_list(one["id"])}
        return self.names(one for one in self.people if one in about | listed)


def readers_of(body: Body, attendance: Iterable[Any], group: int | None) -> list[Reader]:
    """Everybody for whom the screen must be fit: who is in the room or may walk in, without colleagues of this casus.

    Where nobody was asked yet: everybody who may sit at this table. Who belongs to neither side sits at this table as a guest.
    """
    may_come = {one["id"] for one in body["people"] if group is None or one["group"] in (None, group)}
    asked = [one.person_id for one in attendance if one.status in IN_THE_ROOM and one.person_id in may_come]
    found = [Reader.of(body, one) for one in asked or sorted(may_come)]
    guests = [replace(one, group=group) if one.group is None else one for one in found if not one.is_staff]
    return guests or [_anybody(body, group)]


def _anybody(body: Body, group: int | None) -> Reader:
    """Somebody of this side with no part in anything."""
    return Reader(
        id=0, name="", full_name="", group=group, is_staff=False, is_parent=False, separate=body["casus"]["separate"],
        groups={one["id"]: one["group"] for one in body["people"]},
    )  # fmt: skip
