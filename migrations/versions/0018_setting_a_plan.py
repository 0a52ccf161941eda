"""Setting a plan: exceptions and objections it was set with, withdrawing a version, approval by the supervisor."""

import sqlalchemy as sa
from alembic import op

import workbench.extensions

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("plan_version", schema=None) as batch_op:
        batch_op.add_column(sa.Column("set_with", sa.LargeBinary(), nullable=True))
        batch_op.add_column(sa.Column("withdrawn_at", workbench.extensions.UtcDateTime(timezone=True), nullable=True))
        batch_op.add_column(sa.Column("withdrawn_by_id", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("withdrawn_why", sa.LargeBinary(), nullable=True))
        batch_op.create_foreign_key(
            batch_op.f("fk_plan_version_withdrawn_by_id_users"), "users", ["withdrawn_by_id"], ["id"]
        )
    op.create_table(
        "plan_approval",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("casus_id", sa.Integer(), nullable=False),
        sa.Column("plan_version_id", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("asked_at", workbench.extensions.UtcDateTime(timezone=True), nullable=False),
        sa.Column("asked_by_id", sa.Integer(), nullable=True),
        sa.Column("decided_at", workbench.extensions.UtcDateTime(timezone=True), nullable=True),
        sa.Column("decided_by_id", sa.Integer(), nullable=True),
        sa.Column("approved", sa.Boolean(), nullable=True),
        sa.Column("words", sa.LargeBinary(), nullable=True),
        sa.ForeignKeyConstraint(["asked_by_id"], ["users.id"], name=op.f("fk_plan_approval_asked_by_id_users")),
        sa.ForeignKeyConstraint(["casus_id"], ["casus.id"], name=op.f("fk_plan_approval_casus_id_casus")),
        sa.ForeignKeyConstraint(["decided_by_id"], ["users.id"], name=op.f("fk_plan_approval_decided_by_id_users")),
        sa.ForeignKeyConstraint(
            ["plan_version_id"], ["plan_version.id"], name=op.f("fk_plan_approval_plan_version_id_plan_version")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_plan_approval")),
    )
    with op.batch_alter_table("plan_approval", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_plan_approval_casus_id"), ["casus_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_plan_approval_plan_version_id"), ["plan_version_id"], unique=False)


def downgrade() -> None:
    with op.batch_alter_table("plan_approval", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_plan_approval_plan_version_id"))
        batch_op.drop_index(batch_op.f("ix_plan_approval_casus_id"))
    op.drop_table("plan_approval")
    with op.batch_alter_table("plan_version", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("fk_plan_version_withdrawn_by_id_users"), type_="foreignkey")
        batch_op.drop_column("withdrawn_why")
        batch_op.drop_column("withdrawn_by_id")
        batch_op.drop_column("withdrawn_at")
        batch_op.drop_column("set_with")
