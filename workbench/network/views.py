"""The network room: safety circles, who knows what, and what the network can do, in plain sentences."""

from types import SimpleNamespace
from typing import Any

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from workbench import clock
from workbench.access import Permission, requires
from workbench.accounts.settings import setting
from workbench.casus.models import Casus
from workbench.casus.queries import people_of
from workbench.network import circles, operations, queries, rules
from workbench.network.forms import INVITED, CircleForm
from workbench.network.models import CircleMembership

bp = Blueprint("network", __name__, url_prefix="/casus/<ref:ref>/network")
CARRIED = (
    "ring", "knows_danger", "knows_danger_since", "knows_what", "told_by_id",
    "reachable_at_night", "depends_on_id", "invited", "why_not",
)  # fmt: skip


@bp.route("")
@requires(Permission.SEE_CASUS)
def index(casus: Casus) -> str:
    room = queries.room(casus)
    part = request.args.get("part", type=int)
    parts = [group for group in room.groups if part in (None, group.id)] or [None]
    shown = room.people if part is None or parts == [None] else _of_part(room.people, parts[0])
    known = rules.days(room.moves, shown)
    start, end = rules.between(known, request.args.get("from"), request.args.get("to"))
    now = rules.standings(shown, room.moves)
    fewest = setting("network.fewest_members")
    return render_template(
        "network/index.html", casus=casus, known=known, start=start, end=end, now=now, groups=room.groups, part=part,
        sides=[_side(group, room, start, end) for group in parts], invited=INVITED,
        families=rules.family_sides(shown, now), fewest=fewest, too_few=rules.too_few(room.goals, room.tasks, now, fewest),
        unexplained=rules.unexplained(now), not_placed=rules.not_placed(now),
        names={person.id: person.name for person in shown},
        children=[person.name for person in room.people if person.family_role == "child" and not person.deceased],
    )  # fmt: skip


def _of_part(people: list[Any], group: Any) -> list[Any]:
    """Who belongs to one part of a separated network, or to both."""
    return [one for one in people if one.sub_group_id in (None, group.id)]


def _side(group: Any, room: queries.Room, start: Any, end: Any) -> dict[str, Any]:
    """One part of a separated network (GA6), or all of it: the picture, who stands where, and what it can do now."""
    people = room.people if group is None else _of_part(room.people, group)
    start = max([start, *rules.days(room.moves, people)[:1]]) if start else None  # its own first day may be later
    start = min(start, end) if start else None
    standing, now = rules.standings(people, room.moves, start, end), rules.standings(people, room.moves)
    return {
        "name": group.name if group else None, "id": group.id if group else 0, "dots": circles.draw(standing), "start": start,
        "standing": standing, "now": now, "strength": rules.strength(now),
        "goals": rules.helpers(room.goals, room.tasks, now), "families": rules.family_sides(people, now),
    }  # fmt: skip


@bp.route("/people/<id:person_id>")
@requires(Permission.SEE_CASUS)
def member(casus: Casus, person_id: int) -> str:
    """Every step of one person, and what was noted with it."""
    people = people_of(casus)
    somebody = next((one for one in people if one.id == person_id), None) or abort(404)
    history = queries.history_of(casus, person_id)
    names = {person.id: person.name for person in people}
    return render_template(
        "network/member.html", casus=casus, person=somebody, history=history, names=names, invited=INVITED
    )


@bp.route("/place", methods=["GET", "POST"])
@requires(Permission.EDIT_PLAN)
def place(casus: Casus) -> ResponseReturnValue:
    people = people_of(casus)
    form = _form(casus, people)

    def stored() -> tuple[Any, dict[str, Any]]:
        last = queries.last_move(casus, form.person_id.data or 0)
        assert last is not None  # only a move made meanwhile is a conflict
        record = SimpleNamespace(id=last.id, version=last.id, __tablename__=CircleMembership.__tablename__)
        return record, _answers(last) | {"since": last.since}

    if form.validate_on_submit() and form.save(
        lambda: operations.place(casus, form.made_from, by=current_user, **form.answers), stored=stored
    ):
        flash(_("Saved."))
        return redirect(url_for("network.index", ref=casus.ref, _anchor=f"stands-{form.person_id.data}"), 303)
    chosen = next((one for one in people if one.id == form.person_id.data), None)
    return render_template("network/place.html", casus=casus, form=form, person=chosen)


def _answers(move: CircleMembership) -> dict[str, Any]:
    return {name: getattr(move, name) for name in CARRIED}


def _form(casus: Casus, people: list[Any]) -> CircleForm:
    """Filled with what was noted last of this person, so that nothing has to be said twice."""
    somebody = request.args.get("person", type=int)
    moves = queries.moves_of(casus)
    own = [move for move in moves if move.person_id == somebody]
    form = CircleForm(
        data={"person_id": somebody, "since": clock.today(), "version": max((move.id for move in moves), default=0)}
        | (_answers(own[-1]) if own else {})
    )
    form.person_id.offer([(one.id, one.name) for one in people if one.family_role != "child"])
    form.depends_on_id.offer([(one.id, one.name) for one in people if one.family_role != "child"])
    form.told_by_id.offer([(one.id, one.name) for one in people])
    return form
