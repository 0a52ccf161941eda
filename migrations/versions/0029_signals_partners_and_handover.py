"""Steps of the reporting code, consent by age, who was told what, who keeps sight, and families that are handed over."""

from typing import Any

import sqlalchemy as sa
from alembic import op

import workbench.extensions

revision = "0029"
down_revision = "0028"
branch_labels = None
depends_on = None

STEPS = sa.table("meldcode_step", *(sa.column(name) for name in (
    "casus_id", "meldcode_id", "step", "done_on", "created_by_id", "created_at", "updated_at", "version")))  # fmt: skip


def _column(name: str, kind: Any, *, needed: bool = False) -> sa.Column[Any]:
    return sa.Column(name, kind, nullable=not needed)


def _sealed(name: str, *, needed: bool = False) -> sa.Column[Any]:
    return _column(name, sa.LargeBinary(), needed=needed)


def _points(table: str, column: str, to: str) -> Any:
    return sa.ForeignKeyConstraint([column], [f"{to}.id"], name=op.f(f"fk_{table}_{column}_{to}"))


def _record(table: str, *parts: Any, indexes: tuple[str, ...] = ()) -> None:
    """A table of records: what every record has, and these columns and constraints."""
    op.create_table(
        table,
        *(part for part in parts if isinstance(part, sa.Column)),
        _column("id", sa.Integer(), needed=True),
        _column("casus_id", sa.Integer(), needed=True),
        _column("created_by_id", sa.Integer()),
        *(_column(name, workbench.extensions.UtcDateTime(timezone=True), needed=True) for name in ("created_at", "updated_at")),
        _column("version", sa.Integer(), needed=True),
        *(part for part in parts if not isinstance(part, sa.Column)),
        _points(table, "casus_id", "casus"), _points(table, "created_by_id", "users"),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
    )  # fmt: skip
    for column in ("casus_id", *indexes):
        op.create_index(op.f(f"ix_{table}_{column}"), table, [column])


def _part(table: str, owner: str, of: str, *parts: Any) -> None:
    """A table of what hangs on a record."""
    op.create_table(
        table,
        *(_column(name, sa.Integer(), needed=True) for name in ("id", "casus_id", owner)),
        *parts,
        _points(table, "casus_id", "casus"), _points(table, owner, of),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
    )  # fmt: skip
    for column in ("casus_id", owner):
        op.create_index(op.f(f"ix_{table}_{column}"), table, [column])


def _between(table: str, one: tuple[str, str], other: tuple[str, str], *more: Any) -> None:
    op.create_table(
        table,
        *(_column(column, sa.Integer(), needed=True) for column, _to in (one, other)),
        *(_points(table, column, to) for column, to in (one, other)), *more,
        sa.PrimaryKeyConstraint(one[0], other[0], name=op.f(f"pk_{table}")),
    )  # fmt: skip


def upgrade() -> None:
    _signals()
    _keep_steps()
    with op.batch_alter_table("signal") as batch_op:
        batch_op.drop_constraint(op.f("ck_signal_meldcode_1_to_5"), type_="check")
        batch_op.drop_column("meldcode_step")
        batch_op.add_column(_column("withdrawn_on", sa.Date()))
        batch_op.add_column(_sealed("withdrawn_why"))
    _partners()
    _handover()
    op.create_table(
        "incoming_file",
        _column("id", sa.Integer(), needed=True),
        _column("user_id", sa.Integer(), needed=True),
        _sealed("content", needed=True),
        _column("made_at", workbench.extensions.UtcDateTime(timezone=True), needed=True),
        _points("incoming_file", "user_id", "users"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_incoming_file")),
        sa.UniqueConstraint("user_id", name=op.f("uq_incoming_file_user_id")),
    )


def _signals() -> None:
    _record(
        "meldcode", _column("started_on", sa.Date(), needed=True), _column("reported_on", sa.Date()),
        _column("receipt_on", sa.Date()), _column("answered_on", sa.Date()), _sealed("answer"), _sealed("following"),
        _column("closed_on", sa.Date()),
    )  # fmt: skip
    _between("meldcode_signal", ("meldcode_id", "meldcode"), ("signal_id", "signal"))
    _record(
        "meldcode_step", _column("meldcode_id", sa.Integer(), needed=True), _column("step", sa.Integer(), needed=True),
        _column("done_on", sa.Date(), needed=True), _sealed("by_whom"), _sealed("with_whom"),
        _column("expert", sa.String(length=40)), _sealed("outcome"), _sealed("order_why"),
        _column("decision", sa.String(length=40)), _sealed("decision_why"),
        _points("meldcode_step", "meldcode_id", "meldcode"),
        sa.UniqueConstraint("meldcode_id", "step", name=op.f("uq_meldcode_step_meldcode_id_step")),
        sa.CheckConstraint("step BETWEEN 1 AND 5", name=op.f("ck_meldcode_step_step_1_to_5")), indexes=("meldcode_id",),
    )  # fmt: skip
    _part(
        "meldcode_talk", "step_id", "meldcode_step", _column("person_id", sa.Integer(), needed=True),
        _column("talked_on", sa.Date()), _sealed("why_not"), _points("meldcode_talk", "person_id", "person"),
    )  # fmt: skip
    _part(
        "consideration", "step_id", "meldcode_step", _column("nr", sa.Integer(), needed=True),
        _column("answer", sa.Boolean(), needed=True), _sealed("words"),
        sa.UniqueConstraint("step_id", "nr", name=op.f("uq_consideration_step_id_nr")),
        sa.CheckConstraint("nr BETWEEN 1 AND 5", name=op.f("ck_consideration_nr_1_to_5")),
    )  # fmt: skip


def _keep_steps() -> None:
    """The step that stood on a signal becomes a step that was taken: on the day it was discussed, else when it came in.

    What came of it stays where it is, on the signal: sealed texts belong to their own column.
    """
    here = op.get_bind()
    found = here.execute(sa.text(
        "SELECT id, casus_id, meldcode_step, received_on, discussed_on, created_by_id, created_at, updated_at FROM signal "
        "WHERE meldcode_step IS NOT NULL ORDER BY id"
    )).mappings().all()  # fmt: skip
    for one in found:
        here.execute(sa.text(
            "INSERT INTO meldcode (casus_id, created_by_id, created_at, updated_at, version, started_on) "
            "VALUES (:casus_id, :created_by_id, :created_at, :updated_at, 1, :received_on)"
        ), dict(one))  # fmt: skip
        made = here.execute(sa.text("SELECT max(id) FROM meldcode")).scalar_one()
        here.execute(
            sa.text("INSERT INTO meldcode_signal (meldcode_id, signal_id) VALUES (:made, :id)"), {"made": made, "id": one["id"]}
        )
        here.execute(STEPS.insert().values(
            casus_id=one["casus_id"], meldcode_id=made, step=one["meldcode_step"],
            done_on=one["discussed_on"] or one["received_on"], created_by_id=one["created_by_id"],
            created_at=one["created_at"], updated_at=one["updated_at"], version=1,
        ))  # fmt: skip


def _partners() -> None:
    with op.batch_alter_table("consent") as batch_op:
        batch_op.add_column(_sealed("withdrawn_why"))
        batch_op.add_column(_column("ask_again_on", sa.Date()))
    _between("consent_about", ("consent_id", "consent"), ("person_id", "person"))
    with op.batch_alter_table("partner") as batch_op:
        batch_op.add_column(_sealed("ground_why"))
        batch_op.add_column(_sealed("ended_why"))
        batch_op.add_column(_column("sub_group_id", sa.Integer()))
        batch_op.create_foreign_key(op.f("fk_partner_sub_group_id_sub_group"), "sub_group", ["sub_group_id"], ["id"])
    _part("partner_told", "partner_id", "partner", _column("number", sa.Integer(), needed=True),
          _column("told_on", sa.Date(), needed=True))  # fmt: skip
    _record(
        "safety_keeper", _column("person_id", sa.Integer(), needed=True), _column("since", sa.Date(), needed=True),
        _sealed("reason", needed=True), _points("safety_keeper", "person_id", "person"),
    )  # fmt: skip


def _handover() -> None:
    _record(
        "handover", _column("kind", sa.String(length=40), needed=True), _sealed("organisation", needed=True), _sealed("contact"),
        _column("received_on", sa.Date(), needed=True), _sealed("assessment"), _sealed("keeps_sight"),
        _column("from_file", sa.Boolean(), needed=True),
    )  # fmt: skip
    _between("handover_condition", ("handover_id", "handover"), ("bottom_line_id", "bottom_line"),
             sa.UniqueConstraint("bottom_line_id", name=op.f("uq_handover_condition_bottom_line_id")))  # fmt: skip
    _record(
        "reporter_told", _column("handover_id", sa.Integer(), needed=True), _sealed("name", needed=True), _sealed("role", needed=True),
        _column("told_on", sa.Date(), needed=True), _points("reporter_told", "handover_id", "handover"), indexes=("handover_id",),
    )  # fmt: skip
    _record(
        "look_back", _column("handover_id", sa.Integer(), needed=True), _column("planned_on", sa.Date(), needed=True), _column("done_on", sa.Date()),
        _sealed("outcome"), _points("look_back", "handover_id", "handover"), indexes=("handover_id",),
    )  # fmt: skip


def downgrade() -> None:
    for table in ("incoming_file", "look_back", "reporter_told", "handover_condition", "handover", "safety_keeper",
                  "partner_told", "consent_about"):  # fmt: skip
        op.drop_table(table)
    with op.batch_alter_table("partner") as batch_op:
        batch_op.drop_constraint(op.f("fk_partner_sub_group_id_sub_group"), type_="foreignkey")
        for name in ("sub_group_id", "ended_why", "ground_why"):
            batch_op.drop_column(name)
    with op.batch_alter_table("consent") as batch_op:
        for name in ("ask_again_on", "withdrawn_why"):
            batch_op.drop_column(name)
    with op.batch_alter_table("signal") as batch_op:
        for name in ("withdrawn_why", "withdrawn_on"):
            batch_op.drop_column(name)
        batch_op.add_column(_column("meldcode_step", sa.Integer()))
        batch_op.create_check_constraint(op.f("ck_signal_meldcode_1_to_5"), "meldcode_step BETWEEN 1 AND 5")
    op.execute(
        "UPDATE signal SET meldcode_step = (SELECT max(s.step) FROM meldcode_step s "
        "JOIN meldcode_signal l ON l.meldcode_id = s.meldcode_id WHERE l.signal_id = signal.id)"
    )
    for table in ("consideration", "meldcode_talk", "meldcode_step", "meldcode_signal", "meldcode"):
        op.drop_table(table)
