"""What is typed or touched while a meeting runs. Each form is saved by itself and the screen is shown again."""

from typing import Any

from flask import jsonify, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from workbench import clock
from workbench.access import Permission, requires
from workbench.agreements.queries import agreement_of
from workbench.casus.models import Casus, Person
from workbench.casus.queries import of_casus
from workbench.errors import EditConflict, RuleBroken
from workbench.extensions import db
from workbench.goals.models import Rating, SafetyGoal
from workbench.meeting_mode import bp, confirming, operations, queries, rounds
from workbench.meeting_mode.answering import answer, page, screen_of, state
from workbench.meeting_mode.forms import (
    AgreementLine,
    AttendanceForm,
    ConfirmationForm,
    HowForm,
    LineForm,
    NextForm,
    NoteForm,
    NumberForm,
    StepForm,
    SuccessLine,
)
from workbench.meetings.minuting import withdraw_entry
from workbench.meetings.models import AgendaItem, Meeting, MeetingEntry
from workbench.monitoring.operations import add_check
from workbench.web import drafts
from workbench.web.forms import ConfirmForm


def _room(casus: Casus, meeting_id: int) -> queries.Room:
    return queries.room(casus, meeting_id, current_user)


def _people(room: queries.Room) -> list[tuple[int, str]]:
    """Who can say or do something: first who is here."""
    there = set(room.there)
    return sorted(room.names.items(), key=lambda one: one[0] not in there)


@bp.post("/draft")
@requires(Permission.EDIT_PLAN)
def draft(casus: Casus, meeting_id: int) -> ResponseReturnValue:
    """What is being typed in a form of this screen, kept until it is saved."""
    room, place = _room(casus, meeting_id), request.args.get("place", "")
    if not place.startswith(screen_of(room)):
        return jsonify({"errors": []}), 404
    kept = drafts.keep(current_user.id, casus.id, place, list(request.form.items(multi=True)))
    db.session.commit()
    return (jsonify(state(room)), 200) if kept else (jsonify({"errors": []}), 413)


@bp.post("/people/<id:person_id>/attendance")
@requires(Permission.EDIT_PLAN)
def attendance(casus: Casus, meeting_id: int, person_id: int) -> ResponseReturnValue:
    room, person, form = _room(casus, meeting_id), of_casus(Person, casus, person_id), AttendanceForm()
    change = lambda: operations.note_attendance(  # noqa: E731
        casus, room.meeting, room.sitting, person, form.answers["status"], by=current_user, words=form.words.data
    )
    return answer(room, form, change, to=url_for(".screen", ref=casus.ref, meeting_id=meeting_id, **_same_look()))


def _same_look() -> dict[str, Any]:
    return {"look": "people"} if request.args.get("look") == "people" else {}


@bp.post("/items/<id:nr>/notes")
@requires(Permission.EDIT_PLAN)
def note(casus: Casus, meeting_id: int, nr: int) -> ResponseReturnValue:
    """One line of what is said, at an item of the agenda."""
    room = _room(casus, meeting_id)
    form = NoteForm().offer(_people(room))
    item: AgendaItem = next((one for one in room.meeting.agenda if one.order == nr), room.item)
    return answer(room, form, lambda: operations.add_note(casus, room.meeting, item, by=current_user, **form.said))


@bp.route("/notes/<id:entry_id>", methods=["GET", "POST"])
@requires(Permission.EDIT_PLAN)
def change_note(casus: Casus, meeting_id: int, entry_id: int) -> ResponseReturnValue:
    """Mend a line."""
    room = _room(casus, meeting_id)
    entry = queries.entry_of(casus, room.meeting, entry_id)
    if not room.screen.shows(entry.text):
        return page(casus, meeting_id)  # it stays off this screen; the minutes have it
    form = NoteForm(
        data={"text": entry.text, "kind": entry.kind, "said_by": entry.said_by_id, "version": entry.version}
    )
    form.offer(_people(room))
    if request.method == "GET":
        return page(casus, meeting_id, look="note", entry=entry, form=form)
    change = lambda: operations.change_note(casus, room.meeting, entry, form.made_from, by=current_user, **form.said)  # noqa: E731
    again = lambda: {"look": "note", "entry": queries.entry_of(casus, room.meeting, entry_id), "form": form}  # noqa: E731
    return answer(
        room, form, change, stored=lambda: _now(MeetingEntry, casus, entry_id, "text"), field="text", again=again
    )


@bp.post("/notes/<id:entry_id>/withdraw")
@requires(Permission.EDIT_PLAN)
def withdraw_note(casus: Casus, meeting_id: int, entry_id: int) -> ResponseReturnValue:
    room, form = _room(casus, meeting_id), ConfirmForm()
    entry = queries.entry_of(casus, room.meeting, entry_id)
    return answer(room, form, lambda: withdraw_entry(casus, room.meeting, entry, form.made_from, by=current_user))


def _now(kind: Any, casus: Casus, record_id: int, field: str) -> tuple[int, str]:
    """(version, text) of a record as it is in the database now."""
    db.session.expire_all()
    record = of_casus(kind, casus, record_id)
    text = getattr(record, field)
    return record.version, "" if text is None else str(text)


@bp.post("/successes")
@requires(Permission.EDIT_PLAN)
def success(casus: Casus, meeting_id: int) -> ResponseReturnValue:
    room, form = _room(casus, meeting_id), SuccessLine()
    form.people.offer(_people(room))
    people = lambda: [form.people.data] if form.people.data else []  # noqa: E731
    return answer(
        room, form, lambda: operations.add_success(room, by=current_user, what=form.what.data, people=people())
    )


@bp.post("/goals/<id:goal_id>/people/<id:person_id>/number")
@requires(Permission.EDIT_PLAN)
def number(casus: Casus, meeting_id: int, goal_id: int, person_id: int) -> ResponseReturnValue:
    """One person's number; hidden until everybody's is shown."""
    room, goal, form = _room(casus, meeting_id), _goal(casus, meeting_id, goal_id), NumberForm()
    change = lambda: operations.give_number(  # noqa: E731
        casus, room.meeting, goal, _at_table(room, person_id), form.made_from, by=current_user, number=form.answers["number"],
        reason=form.reason.data,
    )  # fmt: skip
    return answer(room, form, change, to=url_for(".screen", ref=casus.ref, meeting_id=meeting_id, goal=goal_id))


def _goal(casus: Casus, meeting_id: int, goal_id: int) -> SafetyGoal:
    return of_casus(SafetyGoal, casus, goal_id)


def _at_table(room: queries.Room, person_id: int) -> int:
    """This person, when he or she may sit at this table; else RuleBroken."""
    if person_id not in room.names:
        raise RuleBroken(operations.OTHER_PART)
    return person_id


@bp.post("/goals/<id:goal_id>/show")
@requires(Permission.EDIT_PLAN)
def show_numbers(casus: Casus, meeting_id: int, goal_id: int) -> ResponseReturnValue:
    room, goal, form = _room(casus, meeting_id), _goal(casus, meeting_id, goal_id), ConfirmForm()
    to = url_for(".screen", ref=casus.ref, meeting_id=meeting_id, goal=goal_id)
    return answer(room, form, lambda: operations.show_numbers(casus, room.meeting, goal, by=current_user), to=to)


@bp.post("/goals/<id:goal_id>/people/<id:person_id>/step")
@requires(Permission.EDIT_PLAN)
def step(casus: Casus, meeting_id: int, goal_id: int, person_id: int) -> ResponseReturnValue:
    """The next small step, according to one person."""
    room, form = _room(casus, meeting_id), StepForm()
    rating = rounds.rating_of(room.meeting, goal_id, person_id)
    rating = of_casus(Rating, casus, rating.id if rating else 0)
    change = lambda: operations.note_step(casus, rating, form.made_from, by=current_user, next_step=form.next_step.data)  # noqa: E731
    to = url_for(".screen", ref=casus.ref, meeting_id=meeting_id, goal=goal_id)
    return answer(
        room, form, change, stored=lambda: _now(Rating, casus, rating.id, "next_step"), field="next_step", to=to
    )


@bp.route("/goals/<id:goal_id>/agreements", methods=["GET", "POST"])
@requires(Permission.EDIT_PLAN)
def new_agreement(casus: Casus, meeting_id: int, goal_id: int) -> ResponseReturnValue:
    """A new agreement, typed once."""
    room, goal = _room(casus, meeting_id), _goal(casus, meeting_id, goal_id)
    form = _filled(room, {})
    if request.method == "GET":
        return page(casus, meeting_id, look="agreement", goal=_shown_goal(room, goal_id), agreement=None, form=form)
    return _agreement(
        room, form, lambda: operations.add_agreement(room, goal, by=current_user, **form.answers), goal_id, None
    )


@bp.route("/agreements/<id:agreement_id>", methods=["GET", "POST"])
@requires(Permission.EDIT_PLAN)
def change_agreement(casus: Casus, meeting_id: int, agreement_id: int) -> ResponseReturnValue:
    """Change an agreement at the table; only one that everybody here may read."""
    room, found = _room(casus, meeting_id), agreement_of(casus, agreement_id)
    if agreement_id not in {one["id"] for one in room.screen.agreements()}:
        return page(casus, meeting_id)
    before = operations.agreements.answers_of(found)
    form = _filled(room, {name: before[name] for name in AgreementLine.names()} | {"version": found.version})
    if request.method == "GET":
        return page(
            casus, meeting_id, look="agreement", goal=_shown_goal(room, found.goal_id), agreement=found, form=form
        )
    change = lambda: operations.change_agreement(room, found, form.made_from, by=current_user, **form.answers)  # noqa: E731
    return _agreement(room, form, change, found.goal_id, agreement_id)


def _filled(room: queries.Room, stored: dict[str, Any]) -> AgreementLine:
    """The form with what was sent, else with what was being typed before the page went away, else with what is stored."""
    draft = room.draft(request.path) if request.method == "GET" else None
    form = AgreementLine(data=stored) if draft is None else AgreementLine(formdata=draft, data=stored)
    return form.offer(_people(room))


def _shown_goal(room: queries.Room, goal_id: int) -> dict[str, Any] | None:
    return next((one for one in room.screen.goals() if one["id"] == goal_id), None)


def _agreement(
    room: queries.Room, form: AgreementLine, change: Any, goal_id: int, agreement_id: int | None
) -> ResponseReturnValue:
    """Save an agreement; a form that cannot be saved stays on the screen, with the text of somebody else beside it."""
    casus, meeting_id = room.casus, room.meeting.id
    theirs: list[str] = []

    def kept() -> None:
        try:
            change()
        except EditConflict as error:
            db.session.rollback()
            now = agreement_of(casus, agreement_id or 0)
            form.version.data, form.version.raw_data = now.version, None
            theirs.append(now.what)
            raise RuleBroken(operations.CLASH) from error

    done = answer(room, form, kept)
    if form.form_errors or form.errors:
        room = _room(casus, meeting_id)
        found = agreement_of(casus, agreement_id) if agreement_id else None
        shown = [text for text in theirs if room.screen.shows(text)]
        goal = _shown_goal(room, goal_id)
        return page(casus, meeting_id, look="agreement", goal=goal, agreement=found, form=form, theirs=shown)
    return done


@bp.post("/agreements/<id:agreement_id>/how")
@requires(Permission.EDIT_PLAN)
def how(casus: Casus, meeting_id: int, agreement_id: int) -> ResponseReturnValue:
    """How an agreement went since last time."""
    room, found, form = _room(casus, meeting_id), agreement_of(casus, agreement_id), HowForm()
    form.person.offer(_people(room))
    change = lambda: add_check(  # noqa: E731
        casus, found, by=current_user, checked_on=min(room.meeting.held_on, clock.today()), outcome=form.answers["outcome"],
        seen=form.seen.data, person_id=form.person.data,
    )  # fmt: skip
    return answer(room, form, change)


@bp.post("/agreements/<id:agreement_id>/bad-day")
@requires(Permission.EDIT_PLAN)
def bad_day(casus: Casus, meeting_id: int, agreement_id: int) -> ResponseReturnValue:
    """What goes wrong with an agreement on a bad day."""
    room, found, form = _room(casus, meeting_id), agreement_of(casus, agreement_id), NoteForm()
    form.offer(_people(room))
    change = lambda: operations.add_note(  # noqa: E731
        casus, room.meeting, room.item, by=current_user, agreement_id=found.id, **form.said
    )
    return answer(room, form, change)


@bp.post("/next")
@requires(Permission.EDIT_PLAN)
def next_date(casus: Casus, meeting_id: int) -> ResponseReturnValue:
    room, form = _room(casus, meeting_id), NextForm()
    change = lambda: operations.note_next(  # noqa: E731
        casus, room.meeting, form.made_from, by=current_user, next_on=form.next_on.data
    )
    return answer(room, form, change, stored=lambda: _now(Meeting, casus, meeting_id, "next_on"), field="next_on")


@bp.post("/people/<id:person_id>/takes-home")
@requires(Permission.EDIT_PLAN)
def takes_home(casus: Casus, meeting_id: int, person_id: int) -> ResponseReturnValue:
    """What somebody takes home, saved while it is typed."""
    room, form = _room(casus, meeting_id), LineForm()
    line = lambda: queries.takes_home(_room(casus, meeting_id)).get(person_id)  # noqa: E731
    change = lambda: operations.takes_home(  # noqa: E731
        room, _at_table(room, person_id), form.text.data, form.made_from, by=current_user
    )
    stored = lambda: (one.version, one.text) if (one := line()) else (0, "")  # noqa: E731
    return answer(room, form, change, stored=stored, field="text")


@bp.post("/agreements/<id:agreement_id>/people/<id:person_id>/answer")
@requires(Permission.EDIT_PLAN)
def confirm(casus: Casus, meeting_id: int, agreement_id: int, person_id: int) -> ResponseReturnValue:
    """What somebody at the table says of the agreement that was read back."""
    room, form = _room(casus, meeting_id), ConfirmationForm()
    change = lambda: confirming.confirm(  # noqa: E731
        room, agreement_id, person_id, by=current_user, outcome=form.chosen, words=form.change.data,
        text_sha256=form.text_sha256.data or "",
    )  # fmt: skip
    return answer(room, form, change)
