"""How the screen of a meeting answers what is sent to it: a page for a browser without script, a few facts for one with it.

Nothing typed is lost: a form that cannot be saved comes back as it was, with what somebody else wrote beside it; a form that is
sent again because the connection dropped adds nothing twice.
"""

import secrets
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from flask import jsonify, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from workbench import clock
from workbench.casus.models import Casus
from workbench.errors import EditConflict, RuleBroken
from workbench.extensions import db
from workbench.meeting_mode import labels, queries, reading_back, rounds, rules
from workbench.meetings.models import AgendaKind
from workbench.successes.queries import KeptRun, kept_runs
from workbench.web import drafts
from workbench.web.forms import Form

Stored = Callable[[], tuple[int, str]]


class Clash(RuleBroken):
    """Somebody else wrote in this field meanwhile. `theirs` is what stands there now, as far as this screen may show it."""

    def __init__(self, field: str, version: int, theirs: str) -> None:
        said = _(
            "Somebody else wrote here meanwhile: “%(text)s”. Save again to put yours in its place.", text=theirs or "–"
        )
        super().__init__(said, field=field)
        self.version, self.theirs = version, theirs


def answer(
    room: queries.Room,
    form: Form,
    change: Callable[[], Any],
    *,
    stored: Stored | None = None,
    field: str = "",
    to: str = "",
    again: Callable[[], dict[str, Any]] = dict,
) -> ResponseReturnValue:
    """Save one form and show the screen again (or `to`). `stored` gives (version, text) of the record as it is now.

    A form that was saved already, and is sent again because nobody heard back, is not saved twice. `again` says what the screen
    shows when something has to be said of the form.
    """
    clash: list[Clash] = []
    if form.validate_on_submit() and (
        _was_saved(room) or form.save(lambda: _change(room, change, stored, field, clash))
    ):
        return jsonify(state(room, *_now(stored))) if keeps() else redirect(to or screen_of(room), 303)
    if keeps() and clash:
        return jsonify({"theirs": clash[0].theirs, "version": clash[0].version}), 409
    if keeps():
        return jsonify({"errors": said_of(form)}), 422
    if clash:
        form.version.data, form.version.raw_data = clash[0].version, None
    return page(room.casus, room.meeting.id, wrong=(request.path, form), **again())


def keeps() -> bool:
    """Whether the script of the page asks, which saves while people type."""
    return "X-Keep" in request.headers


def _was_saved(room: queries.Room) -> bool:
    once = request.form.get("once")
    return bool(once) and once == room.sitting.last_once


def _change(
    room: queries.Room, change: Callable[[], Any], stored: Stored | None, field: str, clash: list[Clash]
) -> None:
    try:
        change()
    except EditConflict as error:
        if stored is None:
            raise
        db.session.rollback()
        version, text = stored()
        clash.append(Clash(field, version, text if room.screen.shows(text) else _("this stays off the screen")))
        raise clash[0] from error
    if once := request.form.get("once"):
        room.sitting.last_once = once[:40]
    drafts.discard(current_user.id, request.path)


def _now(stored: Stored | None) -> tuple[int, str]:
    return stored() if stored is not None else (0, "")


def state(room: queries.Room, version: int = 0, text: str = "") -> dict[str, Any]:
    """What the script needs to know after something was kept: when, the new version, and whether it stays off the screen."""
    at = f"{clock.dutch_time(clock.now()):%H.%M}"
    return {"at": at, "version": version, "hidden": not room.screen.shows(text, *request.form.values())}


def said_of(form: Form) -> list[str]:
    """Everything that has to be said of a form."""
    return [
        str(one) for one in (*form.form_errors, *(error for errors in form.errors.values() for error in errors)) if one
    ]


def screen_of(room: queries.Room) -> str:
    """The address of the screen."""
    return url_for("meeting_mode.screen", ref=room.casus.ref, meeting_id=room.meeting.id)


def page(casus: Casus, meeting_id: int, *, wrong: tuple[str, Form] | None = None, **more: Any) -> str:
    """The screen as it is now; `wrong` is a form about which something has to be said."""
    room = queries.room(casus, meeting_id, current_user)
    room.wrong = wrong
    return draw(room, **more)


def draw(room: queries.Room, **more: Any) -> str:
    """The page of a room."""
    values: dict[str, Any] = {"look": "item", **OF_ITEM.get(room.item.kind, _nothing)(room), **more}
    return render_template(
        "meeting_mode/screen.html",
        room=room,
        casus=room.casus,
        labels=labels,
        rules=rules,
        title_of=queries.title_of,
        dutch=clock.dutch_time,
        once=secrets.token_urlsafe(12),
        **values,
    )


def _nothing(room: queries.Room) -> dict[str, Any]:
    return {}


def _scale(room: queries.Room) -> dict[str, Any]:
    """One goal at a time: the one that was asked for, else the first of which the numbers are not shown yet."""
    all_rounds = rounds.scale_rounds(room)
    sent = request.view_args or {}
    asked = request.args.get("goal", sent.get("goal_id"), type=int)
    now = next((one for one in all_rounds if one.goal["id"] == asked), None) or next(
        (one for one in all_rounds if not one.shown), None
    )
    now = now or (all_rounds[-1] if all_rounds else None)
    turn = request.args.get("person", sent.get("person_id"), type=int)
    turn = turn if now and turn in room.there else (now.turn if now else None)
    return {"rounds": all_rounds, "round": now, "turn": turn, "busy": any(not one.shown for one in all_rounds)}


def _read_back(room: queries.Room) -> dict[str, Any]:
    lines = reading_back.read_back(room)
    at = min(max(room.sitting.reading, 1), max(len(lines), 1))
    return {
        "lines": lines,
        "at": at,
        "line": lines[at - 1] if lines else None,
        "changed": reading_back.changed_since(room),
        "busy": at < len(lines),
    }


def _well(room: queries.Room) -> dict[str, Any]:
    """What worked: first what is new since last time."""
    since, everything = queries.last_time(room.meeting), room.screen.common(lambda chapter: chapter.successes())
    new = [one for one in everything if since is None or (one.day and one.day > since)]
    return {"new": new[::-1], "older": [one for one in everything if one not in new][::-1], "runs": _runs(room)}


def _runs(room: queries.Room) -> list[KeptRun]:
    """What was kept several times in a row, of the agreements and by the people everybody here may know of."""
    seen, known = {one["id"] for one in room.screen.agreements()}, set(room.names.values())
    runs = (run for run in kept_runs(Casus.id == room.casus.id) if run.agreement_id in seen)
    return [replace(run, names=tuple(name for name in run.names if name in known)) for run in runs]


def _child_words(room: queries.Room) -> dict[str, Any]:
    """What children said and want to share with everybody here."""
    return {"child_words": room.screen.common(lambda chapter: chapter.child_words())}


def _bottom_lines(room: queries.Room) -> dict[str, Any]:
    return {"bottom_lines": room.screen.common(lambda chapter: chapter.bottom_lines())}


OF_ITEM: dict[AgendaKind, Callable[[queries.Room], dict[str, Any]]] = {
    AgendaKind.SCALE: _scale,
    AgendaKind.READ_BACK: _read_back,
    AgendaKind.WELL: _well,
    AgendaKind.CHILD_VOICE: _child_words,
    AgendaKind.BOTTOM_LINES: _bottom_lines,
    AgendaKind.AGREEMENTS: lambda room: {"since": queries.last_time(room.meeting)},
    AgendaKind.CLOSING: lambda room: {"takes_home": queries.takes_home(room)},
}
