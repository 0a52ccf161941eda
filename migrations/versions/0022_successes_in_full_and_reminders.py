"""A success in EARS steps, for whom, shared with whom and when, withdrawn with a reason; how often a colleague is reminded."""

import sqlalchemy as sa
from alembic import op

import workbench.extensions

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None

SEALED = ("different", "who_noticed", "what_else", "withdrawn_why")
DAYS = ("shared_on", "withdrawn_on")
BETWEEN = ("success_child", "success_told")


def upgrade() -> None:
    with op.batch_alter_table("success") as batch_op:
        for name in SEALED:
            batch_op.add_column(sa.Column(name, sa.LargeBinary(), nullable=True))
        for name in DAYS:
            batch_op.add_column(sa.Column(name, sa.Date(), nullable=True))
        batch_op.add_column(sa.Column("diary_line_id", sa.Integer(), nullable=True))
        batch_op.create_foreign_key(op.f("fk_success_diary_line_id_diary_line"), "diary_line", ["diary_line_id"], ["id"])
    for table in BETWEEN:
        op.create_table(
            table,
            sa.Column("success_id", sa.Integer(), nullable=False),
            sa.Column("person_id", sa.Integer(), nullable=False),
            sa.ForeignKeyConstraint(["success_id"], ["success.id"], name=op.f(f"fk_{table}_success_id_success")),
            sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f(f"fk_{table}_person_id_person")),
            sa.PrimaryKeyConstraint("success_id", "person_id", name=op.f(f"pk_{table}")),
        )
    _run_seen()
    _how_often()


def _run_seen() -> None:
    op.create_table(
        "run_seen",
        sa.Column("agreement_id", sa.Integer(), nullable=False),
        sa.Column("seen_on", sa.Date(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("casus_id", sa.Integer(), nullable=False),
        sa.Column("created_by_id", sa.Integer(), nullable=True),
        sa.Column("created_at", workbench.extensions.UtcDateTime(timezone=True), nullable=False),
        sa.Column("updated_at", workbench.extensions.UtcDateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["agreement_id"], ["agreement.id"], name=op.f("fk_run_seen_agreement_id_agreement")),
        sa.ForeignKeyConstraint(["casus_id"], ["casus.id"], name=op.f("fk_run_seen_casus_id_casus")),
        sa.ForeignKeyConstraint(["created_by_id"], ["users.id"], name=op.f("fk_run_seen_created_by_id_users")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_run_seen")),
    )
    op.create_index(op.f("ix_run_seen_casus_id"), "run_seen", ["casus_id"])


def _how_often() -> None:
    """Everybody was reminded daily before this could be chosen."""
    with op.batch_alter_table("users") as batch_op:
        batch_op.add_column(sa.Column("reminders", sa.String(length=40), nullable=True))
    op.execute("UPDATE users SET reminders = 'daily'")
    with op.batch_alter_table("users") as batch_op:
        batch_op.alter_column("reminders", existing_type=sa.String(length=40), nullable=False)


def downgrade() -> None:
    with op.batch_alter_table("users") as batch_op:
        batch_op.drop_column("reminders")
    op.drop_index(op.f("ix_run_seen_casus_id"), "run_seen")
    op.drop_table("run_seen")
    for table in BETWEEN:
        op.drop_table(table)
    with op.batch_alter_table("success") as batch_op:
        batch_op.drop_constraint(op.f("fk_success_diary_line_id_diary_line"), type_="foreignkey")
        for name in (*SEALED, *DAYS, "diary_line_id"):
            batch_op.drop_column(name)
