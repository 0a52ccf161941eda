"""The floors: the least that would do the same, in bare Flask on the same database, without guard, log or look."""

from flask import Flask, render_template_string
from sqlalchemy import select
from sqlalchemy.orm import selectinload

from workbench.agreements.models import Agreement, AgreementPerson
from workbench.casus.models import Casus, Person
from workbench.extensions import db
from workbench.goals.models import BottomLine, DangerStatement, ParentOpinion, Rating, SafetyGoal
from workbench.meetings.models import Meeting
from workbench.plans.models import PlanVersion
from workbench.reviews.models import Answer
from workbench.standards.models import Coverage
from workbench.successes.models import Success

ROWS = """<!doctype html><title>x</title>{% for name, rows in tables.items() %}<h2>{{ name }}</h2><table>{% for row in rows %}
<tr>{% for cell in row %}<td>{{ cell }}</td>{% endfor %}</tr>{% endfor %}</table>{% endfor %}"""

# What the overview of a casus shows: model, the collections under it, and the fields that are printed.
OVERVIEW = (
    (Casus, (), ("name", "phase", "status", "framework")),
    (Person, (), ("first_name", "call_name", "family_role", "in_family")),
    (DangerStatement, (DangerStatement.opinions,), ("number", "title", "sentence", "about", "status")),
    (SafetyGoal, (SafetyGoal.ratings,), ("sentence", "hold_for", "hold_unit", "good_enough", "status")),
    (Agreement, (Agreement.people,), ("number", "what", "when", "status", "last_check_on", "last_outcome")),
    (BottomLine, (), ("text", "set_by", "set_on")),
    (Meeting, (), ("number", "status", "held_on", "starts_at")),
    (Success, (), ("happened_on", "what", "celebrated")),
    (PlanVersion, (), ("number", "status", "frozen_at")),
    (Answer, (), ("outcome", "words", "answered_at")),
    (Coverage, (), tuple(f"state_{number}" for number in range(1, 11))),
)
UNDER = (
    (ParentOpinion.__table__, ParentOpinion.danger_id, DangerStatement, ("person_id", "opinion", "words")),
    (Rating.__table__, Rating.goal_id, SafetyGoal, ("person_id", "number", "rated_on")),
    (AgreementPerson.__table__, AgreementPerson.agreement_id, Agreement, ("person_id", "part")),
)


def bare_app(database_url: str, keyring: object) -> Flask:
    """Flask and SQLAlchemy and nothing else, on the product's database."""
    app = Flask("bench.bare")
    app.config["SQLALCHEMY_DATABASE_URI"] = database_url
    app.extensions["keyring"] = keyring
    db.init_app(app)
    app.add_url_rule("/orm/<int:casus_id>", view_func=overview_orm)
    app.add_url_rule("/core/<int:casus_id>", view_func=overview_core)
    app.add_url_rule("/team/<int:team_id>", view_func=team)
    app.add_url_rule("/participant/<int:version_id>/<int:person_id>", view_func=participant)
    return app


def participant(version_id: int, person_id: int) -> str:
    """The agreements of one person in a frozen plan version, in a template."""
    body = db.session.scalars(select(PlanVersion.body).where(PlanVersion.id == version_id)).one()
    own = [one for one in body["agreements"] if person_id in (link["person"] for link in one["people"])]
    return render_template_string(
        ROWS, tables={"agreements": [(one["number"], one["what"], one["when"]) for one in own]}
    )


def overview_orm(casus_id: int) -> str:
    """The rows of the overview by the ORM, collections with selectinload."""
    tables = {}
    for model, collections, fields in OVERVIEW:
        wanted = select(model).options(*map(selectinload, collections)).where(_casus_column(model) == casus_id)
        tables[model.__name__] = [[getattr(row, field) for field in fields] for row in db.session.scalars(wanted)]
    return render_template_string(ROWS, tables=tables)


def overview_core(casus_id: int) -> str:
    """The same rows by Core selects: only the columns that are printed."""
    tables = {}
    for model, _collections, fields in OVERVIEW:
        columns = [model.__table__.c[field] for field in fields]
        tables[model.__name__] = db.session.execute(select(*columns).where(_casus_column(model) == casus_id)).all()
    for table, link, parent, fields in UNDER:
        wanted = select(*(table.c[field] for field in fields)).join(parent.__table__, parent.__table__.c.id == link)
        tables[table.name] = db.session.execute(wanted.where(parent.__table__.c.casus_id == casus_id)).all()
    return render_template_string(ROWS, tables=tables)


def _casus_column(model: type):
    return model.id if model is Casus else model.casus_id


def team(team_id: int) -> str:
    """The team's overview: one select and string drawing."""
    wanted = (
        select(Casus.ref, Casus.name, Coverage)
        .join(Coverage, Coverage.casus_id == Casus.id)
        .where(Casus.team_id == team_id)
    )
    states = [f"state_{number}" for number in range(1, 11)]
    columns = [Casus.ref, Casus.name, *(Coverage.__table__.c[state] for state in states)]
    rows = db.session.execute(wanted.with_only_columns(*columns)).all()
    return "<table>" + "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in rows) + "</table>"
