"""The network room: safety circles and what the network can do, in plain sentences."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from workbench import clock
from workbench.access import Permission, requires
from workbench.casus.models import Casus
from workbench.casus.queries import people_of, sub_groups
from workbench.network import operations, queries, rules
from workbench.network.forms import INVITED, CircleForm

bp = Blueprint("network", __name__, url_prefix="/casus/<ref:ref>/network")


@bp.route("")
@requires(Permission.SEE_CASUS)
def index(casus: Casus) -> str:
    people, moves = people_of(casus), queries.moves_of(casus)
    standing = rules.standings(people, moves)
    groups = [
        (name, [person.name for person in people if person.sub_group_id == group])
        for group, name in (sub_groups(casus) if casus.separate_networks else ())
    ]
    children = [person.name for person in people if person.family_role == "child"]
    return render_template(
        "network/index.html", casus=casus, standing=standing, strength=rules.strength(standing, moves), children=children,
        names={person.id: person.name for person in people}, invited=INVITED, groups=groups,
    )  # fmt: skip


@bp.route("/place", methods=["GET", "POST"])
@requires(Permission.EDIT_PLAN)
def place(casus: Casus) -> ResponseReturnValue:
    people = [(person.id, person.name) for person in people_of(casus) if person.family_role != "child"]
    form = CircleForm(data={"person_id": request.args.get("person", type=int), "since": clock.today()})
    form.person_id.offer(people)
    form.depends_on_id.offer(people)
    if form.validate_on_submit() and form.save(lambda: operations.place(casus, by=current_user, **form.answers)):
        flash(_("Saved."))
        return redirect(url_for("network.index", ref=casus.ref), 303)
    return render_template("network/place.html", casus=casus, form=form)
