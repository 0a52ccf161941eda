"""Requests about a file: registered, decided item by item, read by a second person, handed over. The caller commits."""

import hashlib
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from workbench import audit, clock
from workbench.accounts.settings import setting
from workbench.casus.models import Casus, FamilyRole, Person
from workbench.errors import RuleBroken
from workbench.extensions import db
from workbench.file_rights import queries, rules
from workbench.file_rights.items import Found, Item, items_about, items_of
from workbench.file_rights.models import AskGround, Because, Decision, FileItem, FileRequest, RequestKind, RequestState
from workbench.meetings.for_reader import secret_terms
from workbench.records import expect_version
from workbench.two_people import refuse_the_same
from workbench.wording.leaks import find_leaks

audit.declare({
    "file request registered": _l("registered a request about the file"),
    "file request withdrawn": _l("withdrew a request about the file"),
    "file item decided": _l("decided on items of the file"),
    "file request to second reader": _l("gave the decisions to a second reader"),
    "file request sent back": _l("sent the decisions back"),
    "file request released": _l("released the decisions on a request"),
    "file request refused": _l("refused a request about the file"),
    "file extract made": _l("made an extract of the file"),
    "file extract handed over": _l("handed the extract over in person"),
})


class Undecided(RuleBroken):
    """Items nobody decided on as they read now; there is no extract before that is done."""

    def __init__(self, items: list[Item]) -> None:
        super().__init__(_("%(count)s items are not decided yet, or changed since.", count=len(items)))
        self.items = items


def register(
    casus: Casus, *, by: Any, kind: RequestKind, person_id: int | None, asked_by_id: int | None, asked_by_name: str,
    ground: AskGround, received_on: date, wish: str = "", people: Mapping[int, Person],
) -> FileRequest:  # fmt: skip
    """Somebody asked something about the file. Raises RuleBroken when this person cannot ask on this ground."""
    today = clock.today()
    if received_on > today:
        raise RuleBroken(_("This day is still to come."), field="received_on")
    if not (asked_by_id or asked_by_name):
        raise RuleBroken(_("Say who asks."), field="asked_by_id")
    if person_id is None and kind is not RequestKind.DELETION:
        raise RuleBroken(_("Say whose data it is about."), field="person_id")
    about, asker = people.get(person_id or 0), people.get(asked_by_id or 0)
    if ground is AskGround.OWN and person_id and asked_by_id != person_id:
        raise RuleBroken(_("On this ground somebody asks about himself or herself."), field="ground")
    for field, why in rules.why_not(ground, _age_as_child(about, today), asker.authority if asker else None):
        raise RuleBroken(why, field=field)
    made = FileRequest(
        casus_id=casus.id, created_by_id=by.id, kind=kind, person_id=person_id, asked_by_id=asked_by_id,
        asked_by_name=asked_by_name or None, ground=ground, wish=wish or None, received_on=received_on,
        due_on=rules.due_on(kind, received_on, setting("access.request_days")),
    )  # fmt: skip
    db.session.add(made)
    db.session.flush()
    told = {"kind": kind.value, "person": person_id, "ground": ground.value}
    audit.record("file request registered", casus, by=by, record=made, action="C", **told)
    return made


def register_own(casus: Casus, *, by: Any, kind: RequestKind, wish: str) -> FileRequest:
    """Somebody asks about the own data through the personal link (security.md C.2); sent twice it is one request."""
    today = clock.today()
    for one in queries.open_requests_of(casus.id, by.id):
        if (one.kind, one.wish or "") == (kind, wish):
            return one
    made = FileRequest(
        casus_id=casus.id, kind=kind, person_id=by.id, asked_by_id=by.id, ground=AskGround.OWN, wish=wish or None,
        received_on=today, due_on=rules.due_on(kind, today, setting("access.request_days")),
    )  # fmt: skip
    db.session.add(made)
    db.session.flush()
    audit.record("file request registered", casus, by=by, record=made, action="C", kind=kind.value, person=by.id, by_link=True)
    return made


def _age_as_child(person: Person | None, today: date) -> int | None:
    """The age of a child of the casus; None for an adult. A child whose age nobody knows counts as a small one."""
    if person is None or person.family_role is not FamilyRole.CHILD:
        return None
    age = person.age_on(today)
    return None if age is not None and age >= 18 else age or 0


def withdraw(casus: Casus, request: FileRequest, version: int, *, by: Any) -> None:
    """Who asked does not want it any more."""
    _must_be(request, version, *rules.OPEN)
    audit.record("file request withdrawn", casus, by=by, record=request)
    request.state, request.done_on = RequestState.WITHDRAWN, clock.today()


def _must_be(request: FileRequest, version: int, *states: RequestState) -> None:
    expect_version(request, version)
    if request.state not in states:
        raise RuleBroken(_("This was done already. Look at the request again."))


# --- item by item


def found_for(casus: Casus, request: FileRequest) -> Found:
    """The items a request is about: of one person, or of everybody."""
    person = queries.subject_of(request)
    return items_about(casus, person) if person else Found(*items_of(casus))


def decide(
    casus: Casus, request: FileRequest, items: Iterable[Item], decision: Decision, because: Because | None = None,
    *, shared_text: str = "", by: Any,
) -> None:  # fmt: skip
    """Decide on these items, as they read now. A decision made before is replaced. Raises RuleBroken."""
    allowed = rules.OF_DELETION if request.kind is RequestKind.DELETION else rules.OF_ACCESS
    chosen = {(one.table, one.id): one for one in items}
    if request.state is not RequestState.OPEN or decision not in allowed:
        raise RuleBroken(_("This was done already. Look at the request again."))
    if not chosen:
        raise RuleBroken(_("Choose at least one item."), field="items")
    if fault := rules.fault_in(decision, because, shared_text):
        raise RuleBroken(fault[1], field=fault[0])
    if decision is Decision.SHARE and (secret := protected_in(casus, chosen.values())):
        said = _("Something protected stands in %(count)s of these (marked). Share a part of it, or withhold it.",
                 count=len(secret))  # fmt: skip
        raise RuleBroken(said, field="items")
    if decision is Decision.PARTLY and find_leaks(shared_text, _secret_terms(casus)):
        raise RuleBroken(_("Something protected stands in this text."), field="shared_text")
    there = queries.decided(request)
    for key, item in chosen.items():
        row = there.get(key) or FileItem(casus_id=casus.id, request_id=request.id, record_type=key[0], record_id=key[1])
        row.created_by_id, row.read_as, row.decision = by.id, item.read_as, decision
        row.because = because if decision in rules.REASONS else None
        row.shared_text = shared_text if decision is Decision.PARTLY else None
        db.session.add(row)
    audit.record(
        "file item decided", casus, by=by, record=request, decision=decision.value,
        because=because.value if because else None, items=sorted(item.key for item in chosen.values()),
    )  # fmt: skip


def protected_in(casus: Casus, items: Iterable[Item]) -> set[str]:
    """The keys of the items in which a protected place, number or word stands: these never go out whole."""
    terms = _secret_terms(casus)
    return {item.key for item in items if find_leaks(" \n ".join(line.text for line in item.lines), terms)}


def _secret_terms(casus: Casus) -> list[Any]:
    return [term for term, group in secret_terms(casus) if group is None]


def to_second_reader(casus: Casus, request: FileRequest, version: int, *, by: Any) -> None:
    """Everything is decided: somebody else reads it. Raises Undecided."""
    _must_be(request, version, RequestState.OPEN)
    _everything_decided(casus, request)
    audit.record("file request to second reader", casus, by=by, record=request)
    request.state, request.prepared_by_id, request.sent_back_why = RequestState.READY, by.id, None


def _everything_decided(casus: Casus, request: FileRequest) -> list[tuple[Item, FileItem]]:
    found, rows = found_for(casus, request), queries.decided(request)
    if left := rules.undecided(found.items, rows):
        raise Undecided(left)
    return [(item, rows[item.table, item.id]) for item in found.items]


def send_back(casus: Casus, request: FileRequest, version: int, *, by: Any, why: str) -> None:
    """The second reader wants something decided otherwise; or something came or changed since it was released."""
    _must_be(request, version, RequestState.READY, RequestState.RELEASED)
    if not why.strip():
        raise RuleBroken(_("Say why, in a sentence."), field="why")
    audit.record("file request sent back", casus, by=by, record=request)
    request.state, request.sent_back_why = RequestState.OPEN, why


def release(casus: Casus, request: FileRequest, version: int, *, by: Any) -> None:
    """The second reader, who decided on none of it, releases. Raises Undecided, or RuleBroken for one of the first."""
    _must_be(request, version, RequestState.READY)
    refuse_the_same(request.prepared_by_id, by)
    for _item, row in _everything_decided(casus, request):
        refuse_the_same(row.created_by_id, by)
    audit.record("file request released", casus, by=by, record=request)
    request.state, request.decided_by_id, request.decided_on = RequestState.RELEASED, by.id, clock.today()


def refuse_who_registered(request: FileRequest, by: Any) -> None:
    """Raise RuleBroken for the colleague who registered it. Who asked through the own link is another person in any case."""
    if request.created_by_id is not None:
        refuse_the_same(request.created_by_id, by)


def refuse(casus: Casus, request: FileRequest, version: int, *, by: Any, why: str) -> None:
    """The whole request is refused, with the reason; who asked can complain or go to the court."""
    _must_be(request, version, RequestState.OPEN, RequestState.READY)
    if not why.strip():
        raise RuleBroken(_("Say why, in a sentence."), field="why")
    refuse_who_registered(request, by)
    audit.record("file request refused", casus, by=by, record=request)
    request.state, request.decision_why, request.decided_by_id = RequestState.REFUSED, why, by.id
    request.decided_on = request.done_on = clock.today()


# --- what goes out


def released_items(casus: Casus, request: FileRequest) -> list[tuple[Item, FileItem]]:
    """The items that go out, whole or in part. Raises Undecided when anything came or changed since it was decided."""
    if request.state not in (RequestState.RELEASED, RequestState.DONE):
        raise RuleBroken(_("A second person has to release this first."))
    return [pair for pair in _everything_decided(casus, request) if pair[1].decision in (Decision.SHARE, Decision.PARTLY)]


def note_extract(casus: Casus, request: FileRequest, content: bytes, form: str, *, by: Any) -> None:
    """An extract was made; the log keeps its fingerprint and not the file."""
    fingerprint = hashlib.sha256(content).hexdigest()
    audit.record("file extract made", casus, by=by, record=request, action="E", form=form, sha256=fingerprint)


def hand_over(
    casus: Casus, request: FileRequest, version: int, *, by: Any, handed_to: str, recognised_how: str, done_on: date
) -> None:
    """The paper was given in person: to whom, and how one saw that it was the right person."""
    _must_be(request, version, RequestState.RELEASED)
    if request.decided_on and not request.decided_on <= done_on <= clock.today():
        raise RuleBroken(_("Choose a day after the release, and not one that is still to come."), field="done_on")
    audit.record("file extract handed over", casus, by=by, record=request)
    request.handed_to, request.recognised_how, request.done_on = handed_to, recognised_how, done_on
    request.state = RequestState.DONE
