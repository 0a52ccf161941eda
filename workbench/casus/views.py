"""The family room: people, homes, relations, and contact points with their protection."""

from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from workbench import clock
from workbench.access import Permission, requires
from workbench.casus import genogram, labels, operations, queries
from workbench.casus.forms import (
    CheckContactForm,
    ContactPointForm,
    FamilyPlanForm,
    HouseholdForm,
    PersonForm,
    RelationForm,
    WhyForm,
)
from workbench.casus.models import Casus, ContactPoint, Person
from workbench.extensions import db
from workbench.web.forms import ConfirmForm

bp = Blueprint("casus", __name__, url_prefix="/casus/<ref:ref>/family")
PERSON_FIELDS = (
    "first_name",
    "last_name",
    "call_name",
    "family_role",
    "described_as",
    "in_family",
    "natural",
    "age",
    "authority",
    "household_id",
    "sub_group_id",
    "side_of_id",
    "organisation",
    "is_danger",
    "language",
    "needs_interpreter",
    "safety_object",
    "protected",
    "protected_why",
)


@bp.route("")
@requires(Permission.SEE_CASUS)
def family(casus: Casus) -> str:
    shown = queries.family_page(casus)
    drawing = genogram.draw(shown.people, shown.relations, shown.households)
    return render_template(
        "casus/family.html", casus=casus, shown=shown, drawing=drawing, labels=labels, day=clock.today(), form=ConfirmForm()
    )


def _offered(form: PersonForm, casus: Casus, person: Person | None = None) -> PersonForm:
    others = [(p.id, p.name) for p in queries.people_of(casus) if person is None or p.id != person.id]
    form.household_id.offer(queries.households_of(casus))
    form.sub_group_id.offer(queries.sub_groups(casus))
    form.side_of_id.offer(others)
    form.safe_people.offer(others)
    return form


def _answers(person: Person) -> dict[str, Any]:
    return {name: getattr(person, name) for name in PERSON_FIELDS} | {
        "born_on": person.day_of_birth,
        "safe_people": queries.safe_people_of(person),
        "version": person.version,
    }


def _back(casus: Casus, anchor: str | None = None) -> ResponseReturnValue:
    flash(_("Saved."))
    return redirect(url_for("casus.family", ref=casus.ref, _anchor=anchor), 303)


@bp.route("/people/new", methods=["GET", "POST"])
@requires(Permission.EDIT_CASUS)
def add_person(casus: Casus) -> ResponseReturnValue:
    form = _offered(PersonForm(data={"side_of_id": request.args.get("side_of", type=int)}), casus)
    if form.validate_on_submit() and form.save(lambda: operations.add_person(casus, by=current_user, **form.answers)):
        return _back(casus)
    return render_template("casus/person.html", casus=casus, form=form, person=None)


@bp.route("/people/<id:person_id>", methods=["GET", "POST"])
@requires(Permission.EDIT_CASUS)
def person(casus: Casus, person_id: int) -> ResponseReturnValue:
    somebody = queries.of_casus(Person, casus, person_id)
    form = _offered(PersonForm(data=_answers(somebody)), casus, somebody)

    def stored() -> tuple[Person, dict[str, Any]]:
        fresh = queries.of_casus(Person, casus, person_id)
        return fresh, _answers(fresh)

    if form.validate_on_submit() and form.save(
        lambda: operations.change_person(casus, somebody, form.made_from, by=current_user, **form.answers),
        stored=stored,
    ):
        return _back(casus, f"person-{person_id}")
    return render_template("casus/person.html", casus=casus, form=form, person=somebody)


@bp.route("/homes/new", methods=["GET", "POST"])
@requires(Permission.EDIT_CASUS)
def add_household(casus: Casus) -> ResponseReturnValue:
    form = HouseholdForm()
    if form.validate_on_submit() and form.save(
        lambda: operations.add_household(casus, by=current_user, **form.answers)
    ):
        return _back(casus)
    return render_template("casus/household.html", casus=casus, form=form)


@bp.route("/relations/new", methods=["GET", "POST"])
@requires(Permission.EDIT_CASUS)
def add_relation(casus: Casus) -> ResponseReturnValue:
    form = RelationForm()
    people = [(p.id, p.name) for p in queries.people_of(casus)]
    form.from_id.offer(people)
    form.to_id.offer(people)
    if form.validate_on_submit() and form.save(lambda: operations.add_relation(casus, by=current_user, **form.answers)):
        return _back(casus)
    return render_template("casus/relation.html", casus=casus, form=form)


@bp.route("/people/<id:person_id>/contact/new", methods=["GET", "POST"])
@requires(Permission.EDIT_CASUS)
def add_contact_point(casus: Casus, person_id: int) -> ResponseReturnValue:
    somebody = queries.of_casus(Person, casus, person_id)
    form = ContactPointForm(data={"protected": somebody.protected})
    if form.validate_on_submit() and form.save(
        lambda: operations.add_contact_point(casus, somebody, by=current_user, **form.answers)
    ):
        return _back(casus, f"person-{person_id}")
    return render_template("casus/contact_point.html", casus=casus, form=form, person=somebody)


@bp.route("/contact/<id:point_id>/check", methods=["GET", "POST"])
@requires(Permission.EDIT_CASUS)
def check_contact_point(casus: Casus, point_id: int) -> ResponseReturnValue:
    """Checked with the person, of this person alone, and when a message is safe."""
    point = queries.of_casus(ContactPoint, casus, point_id)
    form = CheckContactForm(data=_check_of(point))
    if form.validate_on_submit() and form.save(
        lambda: operations.check_contact_point(casus, point, form.made_from, by=current_user, **form.answers),
        stored=lambda: (point, _check_of(point)),
    ):
        return _back(casus, f"person-{point.person_id}")
    return render_template("casus/check_contact.html", casus=casus, form=form, point=point, labels=labels)


def _check_of(point: ContactPoint) -> dict[str, Any]:
    return {
        "only_theirs": point.only_theirs, "checked": point.checked_on is not None, "safe_from": point.safe_from,
        "safe_until": point.safe_until, "do_not_contact": point.do_not_contact or "", "version": point.version,
    }  # fmt: skip


@bp.route("/contact/<id:point_id>/withdraw", methods=["POST"])
@requires(Permission.EDIT_CASUS)
def withdraw_contact_point(casus: Casus, point_id: int) -> ResponseReturnValue:
    point = queries.of_casus(ContactPoint, casus, point_id)
    operations.withdraw_contact_point(casus, point, by=current_user)
    db.session.commit()
    return _back(casus, f"person-{point.person_id}")


@bp.route("/people/<id:person_id>/protected", methods=["GET", "POST"])
@requires(Permission.REVEAL_PROTECTED)
def reveal(casus: Casus, person_id: int) -> ResponseReturnValue:
    """Protected contact data of one person, shown this once, after it was noted who looks, what for and why."""
    somebody = queries.of_casus(Person, casus, person_id)
    form, points = WhyForm(), queries.protected_points_of(somebody)
    if form.validate_on_submit() and form.save(
        lambda: operations.note_reveal(casus, somebody, points, by=current_user, **form.answers)
    ):
        return render_template("casus/reveal.html", casus=casus, person=somebody, points=points, labels=labels)
    title = _("Protected data of %(name)s", name=somebody.full_name)
    back = url_for("casus.family", ref=casus.ref, _anchor=f"person-{person_id}")
    return render_template("casus/why.html", casus=casus, form=form, title=title, back=back)


@bp.route("/family-plan", methods=["GET", "POST"])
@requires(Permission.EDIT_CASUS)
def family_plan(casus: Casus) -> ResponseReturnValue:
    names = ("family_plan_offer", "family_plan_offered_on", "family_plan_reason", "version")
    form = FamilyPlanForm(data={name: getattr(casus, name) for name in names})
    if form.validate_on_submit() and form.save(
        lambda: operations.note_family_plan(casus, form.made_from, by=current_user, **form.answers)
    ):
        return _back(casus, "family-plan")
    return render_template("casus/family_plan.html", casus=casus, form=form)
