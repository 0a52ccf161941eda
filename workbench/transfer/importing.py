"""A casus file becomes a casus: all of it, or nothing with every reason why not. The caller commits."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import select

from workbench import audit
from workbench.accounts.models import Team, User
from workbench.accounts.settings import setting
from workbench.casus.models import Casus
from workbench.extensions import db
from workbench.plans.models import PlanVersion
from workbench.transfer import derived, versions
from workbench.transfer.meaning_faults import meaning_faults
from workbench.transfer.refusal import FileRefused
from workbench.transfer.shape import (
    CASUS,
    KINDS,
    NAMED,
    PLACE,
    PLACES,
    STAFF,
    Kind,
    Links,
    Numbered,
    Parts,
    fields_of,
    target_of,
    target_of_links,
)
from workbench.transfer.shape_faults import shape_faults
from workbench.transfer.values import value_of

Ids = dict[str, dict[str, int]]


def import_casus(data: Any, *, by: Any, team: Team, staff: Mapping[str, str] | None = None) -> Casus:
    """Make a casus of this team from the data of a casus file. `staff` says who an e-mail address is here.

    Raises FileRefused with every place and reason when anything in it is not right; then nothing has been stored.
    """
    return _Import(data, by, check(data, staff)).run(team)


def check(data: Any, staff: Mapping[str, str] | None = None) -> dict[str, int]:
    """Whether this is a right casus file; gives who its e-mail addresses are here. Raises FileRefused, and stores nothing."""
    faults = shape_faults(data)
    if faults:
        raise FileRefused(faults)
    colleagues = _colleagues(staff or {})
    faults = list(meaning_faults(data, colleagues=colleagues, temporary_days=setting("plan.interim_days")))
    faults += versions.faults(data)
    if faults:
        raise FileRefused(faults)
    return colleagues


def _colleagues(staff: Mapping[str, str]) -> dict[str, int]:
    """E-mail address → id, of everybody with an account and of the addresses that stand for one of them."""
    here = {user.email: user.id for user in db.session.execute(select(User.email, User.id))}
    return here | {there: here[email] for there, email in staff.items() if email in here}


class _Import:
    """One file on its way in: the ids its keys have got so far, and what can only be filled in later."""

    def __init__(self, data: dict[str, Any], by: Any, colleagues: dict[str, int]) -> None:
        self.data, self.by, self.by_id = data, by, getattr(by, "id", None)
        self.ids: Ids = {name: {} for name in NAMED}
        self.ids[STAFF] = colleagues
        self.later: list[tuple[Any, str, str, str]] = []
        self.stored: dict[str, list[int]] = {}

    def run(self, team: Team) -> Casus:
        """Store everything, in the order of the shape."""
        self.casus = self._made(CASUS, self.data["casus"], -1, team_id=team.id)
        db.session.add(self.casus)
        db.session.flush()
        frozen = []
        for kind in KINDS:
            if kind.name == "plan_versions":
                self._fill_in_later_ones()
                derived.fill(self.casus)
                frozen = versions.made(self.casus, self.data, self.ids, self.by)
                self.stored[kind.name] = [self.ids[kind.name][record["key"]] for record in self.data.get(kind.name, ())]
            else:
                self._store(kind)
        counts = {kind.name: len(self.data[kind.name]) for kind in KINDS if self.data.get(kind.name)}
        audit.record("casus imported", self.casus, by=self.by, record=self.casus, action="C", **counts)
        for version in frozen:
            number, sha256 = version.number, version.sha256
            audit.record("plan version made", self.casus, by=self.by, record=version, action="C", number=number, sha256=sha256)
        return self.casus

    def _fingerprint(self, key: str) -> str:
        """That of a version as it is kept here; in the file its body names records by key."""
        return db.session.get_one(PlanVersion, self.ids["plan_versions"][key]).sha256

    def _store(self, kind: Kind) -> None:
        made = []
        texts = derived.fingerprints(self.casus) if kind.name == "answers" else {}
        for record in self.data.get(kind.name, ()):
            own: dict[str, Any] = {"casus_id": self.casus.id, **self._named_by(kind, record)}
            if "created_by_id" in kind.model.__table__.c and "by" not in record:
                own["created_by_id"] = self.by_id
            if kind.name == "sub_groups":
                own["key"] = record["key"]
            if kind.name == "evidence":
                own["by_rule"] = False
            if kind.numbered and kind.numbered.name in record:
                own[kind.numbered.column] = self._numbered(kind.numbered, record)
            if kind.name == "plan_approvals":
                own["sha256"] = self._fingerprint(record["plan_version"])
            if texts:
                own["text_sha256"] = texts[self.ids["agreements"][record["agreement"]]]
            made.append(self._made(kind, record, PLACE[kind.name], **own))
        db.session.add_all(made)
        db.session.flush()
        self.stored[kind.name] = [thing.id for thing in made]
        for thing, record in zip(made, self.data.get(kind.name, ()), strict=True):
            if kind.name in NAMED:
                self.ids[kind.name][record["key"]] = thing.id
        for thing, record in zip(made, self.data.get(kind.name, ()), strict=True):
            for links in kind.links:
                db.session.add_all(self._linked(links, thing, record))
            for parts in kind.parts:
                self._add_parts(parts, thing, record)
        db.session.flush()

    def _named_by(self, kind: Kind, record: Mapping[str, Any]) -> dict[str, Any]:
        """The record at a place of the file, as evidence and questions name it; nothing where none is named."""
        if PLACES.get(kind.name) not in record:
            return {}
        _root, name, at = record[PLACES[kind.name]].split("/")
        return {"record_type": KINDS[PLACE[name]].table, "record_id": self.stored[name][int(at)]}

    def _numbered(self, numbered: Numbered, record: Mapping[str, Any]) -> int:
        """The part of another record that stands at this place of its list."""
        model, owner = numbered.parts.model, numbered.parts.owner
        of = self.ids[numbered.kind][record[owner.removesuffix("_id")]]
        asked = select(model.id).where(getattr(model, owner) == of, model.order == record[numbered.name])
        return int(db.session.scalars(asked).one())

    def _made(self, kind: Kind | Parts, record: Mapping[str, Any], place: int, **own: Any) -> Any:
        """The record as an object; what names a later one is remembered for the end."""
        values, waiting = dict(own), []
        for name, column in fields_of(kind).items():
            if name not in record:
                continue
            target = target_of(column)
            if target is None:
                values[column.key] = value_of(column, record[name])
            elif target == STAFF or PLACE[target] < place:
                values[column.key] = self.ids[target][record[name]]
            else:
                waiting.append((column.key, target, record[name]))
        thing = kind.model(**values)
        self.later += [(thing, *one) for one in waiting]
        return thing

    def _linked(self, links: Links, thing: Any, record: Mapping[str, Any]) -> list[Any]:
        ids = self.ids[target_of_links(links)]
        own = {links.owner: thing.id, **links.fixed}
        if "casus_id" in links.model.__table__.c:
            own["casus_id"] = self.casus.id
        return [
            links.model(**own, **{links.to: ids[key]}, **({"order": order} if links.ordered else {}))
            for order, key in enumerate(record.get(links.name, ()), 1)
        ]

    def _add_parts(self, parts: Parts, thing: Any, record: Mapping[str, Any]) -> None:
        """The parts of a record, each with what hangs on it."""
        made = self._parts(parts, thing, record)
        db.session.add_all(made)
        if parts.links or parts.parts:
            db.session.flush()
            for part, said in zip(made, record.get(parts.name, ()), strict=True):
                for links in parts.links:
                    db.session.add_all(self._linked(links, part, said))
                for smaller in parts.parts:
                    self._add_parts(smaller, part, said)

    def _parts(self, parts: Parts, thing: Any, record: Mapping[str, Any]) -> list[Any]:
        columns = parts.model.__table__.c
        own = {parts.owner: thing.id, **({"casus_id": self.casus.id} if "casus_id" in columns else {})}
        return [
            self._made(parts, part, len(KINDS), **own, **({"order": order} if "order" in columns else {}))
            for order, part in enumerate(record.get(parts.name, ()), 1)
        ]

    def _fill_in_later_ones(self) -> None:
        for thing, name, target, key in self.later:
            setattr(thing, name, self.ids[target][key])
        db.session.flush()
