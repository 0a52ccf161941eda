"""The living plan in full: a temporary plan made in five minutes, stand-ins, and what makes people look again."""

import sqlalchemy as sa
from alembic import op

import workbench.extensions

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None

MOMENT = workbench.extensions.UtcDateTime
TEXTS = ("stand_in_how", "other_children", "reason", "safe_because", "signals", "visiting")


def upgrade() -> None:
    with op.batch_alter_table("plan", schema=None) as batch_op:
        for name in TEXTS:
            batch_op.add_column(sa.Column(name, sa.LargeBinary(), nullable=True))
        batch_op.add_column(sa.Column("sub_group_id", sa.Integer(), nullable=True))
        batch_op.create_foreign_key(batch_op.f("fk_plan_sub_group_id_sub_group"), "sub_group", ["sub_group_id"], ["id"])
    op.create_table(
        "plan_person",
        sa.Column("casus_id", sa.Integer(), nullable=False),
        sa.Column("plan_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("part", sa.String(length=40), nullable=False),
        sa.PrimaryKeyConstraint("plan_id", "person_id", "part", name=op.f("pk_plan_person")),
        *_points_at("plan_person", casus_id="casus", plan_id="plan", person_id="person"),
    )
    op.create_table(
        "tonight",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("casus_id", sa.Integer(), nullable=False),
        sa.Column("plan_id", sa.Integer(), nullable=False),
        sa.Column("order", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("stays", sa.String(length=40), nullable=True),
        sa.Column("stays_with_id", sa.Integer(), nullable=True),
        sa.Column("sleeps", sa.String(length=40), nullable=True),
        sa.Column("sleeps_with_id", sa.Integer(), nullable=True),
        sa.Column("note", sa.LargeBinary(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_tonight")),
        sa.UniqueConstraint("plan_id", "person_id", name=op.f("uq_tonight_plan_id_person_id")),
        *_points_at("tonight", casus_id="casus", plan_id="plan", person_id="person", stays_with_id="person",
                    sleeps_with_id="person"),
    )  # fmt: skip
    op.create_table(
        "plan_call",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("casus_id", sa.Integer(), nullable=False),
        sa.Column("plan_id", sa.Integer(), nullable=False),
        sa.Column("order", sa.Integer(), nullable=False),
        sa.Column("caller_id", sa.Integer(), nullable=False),
        sa.Column("called_id", sa.Integer(), nullable=True),
        sa.Column("service", sa.String(length=40), nullable=True),
        sa.Column("signal", sa.LargeBinary(), nullable=True),
        sa.Column("agreement_id", sa.Integer(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_plan_call")),
        *_points_at("plan_call", casus_id="casus", plan_id="plan", caller_id="person", called_id="person",
                    agreement_id="agreement"),
    )  # fmt: skip
    op.create_table(
        "plan_trigger",
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("raised_on", sa.Date(), nullable=False),
        sa.Column("reason", sa.LargeBinary(), nullable=True),
        sa.Column("about_type", sa.String(length=200), nullable=True),
        sa.Column("about_id", sa.Integer(), nullable=True),
        sa.Column("looked_on", sa.Date(), nullable=True),
        sa.Column("looked_by_id", sa.Integer(), nullable=True),
        sa.Column("outcome", sa.String(length=40), nullable=True),
        sa.Column("words", sa.LargeBinary(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("casus_id", sa.Integer(), nullable=False),
        sa.Column("created_by_id", sa.Integer(), nullable=True),
        sa.Column("created_at", MOMENT(timezone=True), nullable=False),
        sa.Column("updated_at", MOMENT(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_plan_trigger")),
        *_points_at("plan_trigger", casus_id="casus", created_by_id="users", looked_by_id="users"),
    )
    for table in ("plan_person", "tonight", "plan_call", "plan_trigger"):
        op.create_index(op.f(f"ix_{table}_casus_id"), table, ["casus_id"])
    for table in ("tonight", "plan_call"):
        op.create_index(op.f(f"ix_{table}_plan_id"), table, ["plan_id"])


def _points_at(table: str, **targets: str) -> list[sa.Constraint]:
    """The foreign keys of a new table, with their names."""
    return [
        sa.ForeignKeyConstraint([column], [f"{target}.id"], name=op.f(f"fk_{table}_{column}_{target}"))
        for column, target in targets.items()
    ]


def downgrade() -> None:
    for table in ("plan_trigger", "plan_call", "tonight", "plan_person"):
        op.drop_table(table)
    with op.batch_alter_table("plan", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("fk_plan_sub_group_id_sub_group"), type_="foreignkey")
        batch_op.drop_column("sub_group_id")
        for name in reversed(TEXTS):
            batch_op.drop_column(name)
