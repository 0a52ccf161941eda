"""The screen of a meeting: beginning, going from item to item, reading back, the end. What is typed: saving_views."""

from typing import Any

import segno
from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from workbench import clock
from workbench.access import Permission, requires
from workbench.casus.models import Casus, Person
from workbench.casus.queries import of_casus, people_of
from workbench.meeting_mode import bp, confirming, operations, queries, reading_back, rules, saving_views
from workbench.meeting_mode.answering import answer, draw, page
from workbench.meeting_mode.forms import GoForm, LookForm
from workbench.meetings.rules import may_attend
from workbench.web.forms import ConfirmForm

__all__ = ["bp", "saving_views"]


@bp.get("/")
@requires(Permission.EDIT_PLAN)
def screen(casus: Casus, meeting_id: int) -> ResponseReturnValue:
    """What is before the people now; before the beginning: how to begin."""
    meeting = queries.meeting_of(casus, meeting_id)
    sitting = queries.sitting_of(meeting)
    if sitting is None:
        return _start_page(casus, meeting)
    if sitting.ended_at is not None:
        return redirect(url_for(".ready", ref=casus.ref, meeting_id=meeting_id), 303)
    look = request.args.get("look", "item")
    return page(casus, meeting_id, look=look if look in ("item", "people") else "item")


def _start_page(casus: Casus, meeting: Any, form: ConfirmForm | None = None) -> str:
    return render_template(
        "meeting_mode/start.html", casus=casus, meeting=meeting, form=form or ConfirmForm(),
        may_begin=rules.may_begin(meeting.held_on, clock.today()), cards=len(queries.cards_of(meeting)),
    )  # fmt: skip


@bp.post("/begin")
@requires(Permission.EDIT_PLAN)
def begin(casus: Casus, meeting_id: int) -> ResponseReturnValue:
    """Put the meeting on the screen."""
    meeting, form = queries.meeting_of(casus, meeting_id), ConfirmForm()
    if form.validate_on_submit() and form.save(lambda: operations.begin(casus, meeting, by=current_user)):
        return redirect(url_for(".screen", ref=casus.ref, meeting_id=meeting_id), 303)
    return _start_page(casus, queries.meeting_of(casus, meeting_id), form)


@bp.post("/go")
@requires(Permission.EDIT_PLAN)
def go(casus: Casus, meeting_id: int) -> ResponseReturnValue:
    """To another item of the agenda."""
    room, form = queries.room(casus, meeting_id, current_user), GoForm()
    change = lambda: operations.go_to(casus, room.meeting, room.sitting, form.answers["nr"], by=current_user)  # noqa: E731
    return answer(room, form, change)


@bp.post("/round")
@requires(Permission.EDIT_PLAN)
def side(casus: Casus, meeting_id: int) -> ResponseReturnValue:
    """In a meeting of two rounds: who is before the screen now."""
    room, form = queries.room(casus, meeting_id, current_user), GoForm()
    change = lambda: operations.choose_round(casus, room.meeting, room.sitting, form.answers["nr"], by=current_user)  # noqa: E731
    return answer(room, form, change)


@bp.post("/look")
@requires(Permission.EDIT_PLAN)
def look(casus: Casus, meeting_id: int) -> ResponseReturnValue:
    """Larger letters, or more contrast; and back."""
    room, form = queries.room(casus, meeting_id, current_user), LookForm()
    change = lambda: operations.change_look(room.sitting, form.answers["what"])  # noqa: E731
    return answer(room, form, change)


@bp.post("/reading")
@requires(Permission.EDIT_PLAN)
def reading(casus: Casus, meeting_id: int) -> ResponseReturnValue:
    """To another agreement that is read back."""
    room, form = queries.room(casus, meeting_id, current_user), GoForm()
    return answer(room, form, lambda: setattr(room.sitting, "reading", form.nr.data))


@bp.post("/write-down")
@requires(Permission.FREEZE_PLAN)
def write_down(casus: Casus, meeting_id: int) -> ResponseReturnValue:
    """This is how it stands now: a version of the plan, made here."""
    room = queries.room(casus, meeting_id, current_user)
    return answer(room, ConfirmForm(), lambda: confirming.write_down(room, by=current_user))


@bp.post("/people/<id:person_id>/link")
@requires(Permission.INVITE)
def link(casus: Casus, meeting_id: int, person_id: int) -> ResponseReturnValue:
    """The QR code of one person's own page, on the screen, once; the code is on that person's card."""
    room, person = queries.room(casus, meeting_id, current_user), of_casus(Person, casus, person_id)
    form, made = ConfirmForm(), []
    if form.validate_on_submit() and form.save(lambda: made.append(confirming.link_for(room, person, by=current_user))):
        invitation, token = made[0]
        address = url_for("reviews.welcome", token=token, _external=True)
        picture = segno.make(address, error="m").svg_data_uri(scale=5, border=2, dark="#16202a")
        return draw(room, qr=(person, picture, invitation.expires_at))
    return page(casus, meeting_id, wrong=(request.path, form))


@bp.route("/cards", methods=["GET", "POST"])
@requires(Permission.INVITE)
def cards(casus: Casus, meeting_id: int) -> ResponseReturnValue:
    """Cards with a code, for before the meeting: printed, and handed out one to each."""
    meeting, form = queries.meeting_of(casus, meeting_id), ConfirmForm()
    group = meeting.sub_group_id
    asked = {one.person_id for one in meeting.attendance if one.status in rules.IN_THE_ROOM}
    people = [one for one in people_of(casus) if may_attend(one, group) and (one.id in asked or not asked)]
    made: list[tuple[Person, str]] = []
    if form.validate_on_submit():
        form.save(lambda: made.extend(confirming.make_cards(casus, meeting, people, by=current_user)))
    known = queries.cards_of(meeting)
    return render_template(
        "meeting_mode/cards.html", casus=casus, meeting=meeting, form=form, people=people, known=known, made=made
    )


@bp.post("/end")
@requires(Permission.EDIT_PLAN)
def end(casus: Casus, meeting_id: int) -> ResponseReturnValue:
    """Everybody goes home."""
    room = queries.room(casus, meeting_id, current_user)
    return answer(room, ConfirmForm(), lambda: _end(room), to=url_for(".ready", ref=casus.ref, meeting_id=meeting_id))


def _end(room: queries.Room) -> None:
    confirming.settle(room, by=current_user)
    operations.end(room.casus, room.meeting, room.sitting, by=current_user)


@bp.get("/ready")
@requires(Permission.EDIT_PLAN)
def ready(casus: Casus, meeting_id: int) -> ResponseReturnValue:
    """After the end: the minutes, the plan in Word, what is left to do; and the way back into the meeting."""
    meeting = queries.meeting_of(casus, meeting_id)
    if queries.sitting_of(meeting) is None:
        return redirect(url_for(".screen", ref=casus.ref, meeting_id=meeting_id), 303)
    version = queries.frozen_at(meeting)
    return render_template("meeting_mode/ready.html", casus=casus, meeting=meeting, version=version, form=ConfirmForm(),
                           count=queries.count_of(meeting))  # fmt: skip


@bp.post("/pulse")
@requires(Permission.EDIT_PLAN)
def pulse(casus: Casus, meeting_id: int) -> ResponseReturnValue:
    """Asked by the page that is on the screen, whether it still shows what is: where the meeting is, and who confirmed."""
    room = queries.room(casus, meeting_id, current_user)
    said = [f"{one.person}:{one.agrees:d}" for line in reading_back.read_back(room) for one in line.people]
    return {"item": room.item.order, "said": ",".join(said), "side": room.sitting.sub_group_id}
