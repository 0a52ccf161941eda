"""Goals keep what they were; coverage knows the day of the last meeting."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "earlier_goal",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("casus_id", sa.Integer(), nullable=False),
        sa.Column("goal_id", sa.Integer(), nullable=False),
        sa.Column("sentence", sa.LargeBinary(), nullable=False),
        sa.Column("hold_for", sa.Integer(), nullable=True),
        sa.Column(
            "hold_unit", sa.Enum("weeks", "visits", name="holdunit", native_enum=False, length=40), nullable=False
        ),
        sa.Column("good_enough", sa.Integer(), nullable=False),
        sa.Column("why", sa.LargeBinary(), nullable=False),
        sa.Column("replaced_by_id", sa.Integer(), nullable=True),
        sa.Column("replaced_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["casus_id"], ["casus.id"], name=op.f("fk_earlier_goal_casus_id_casus")),
        sa.ForeignKeyConstraint(["goal_id"], ["safety_goal.id"], name=op.f("fk_earlier_goal_goal_id_safety_goal")),
        sa.ForeignKeyConstraint(["replaced_by_id"], ["users.id"], name=op.f("fk_earlier_goal_replaced_by_id_users")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_earlier_goal")),
    )
    with op.batch_alter_table("earlier_goal", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_earlier_goal_casus_id"), ["casus_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_earlier_goal_goal_id"), ["goal_id"], unique=False)

    with op.batch_alter_table("coverage", schema=None) as batch_op:
        batch_op.add_column(sa.Column("last_meeting_on", sa.Date(), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("coverage", schema=None) as batch_op:
        batch_op.drop_column("last_meeting_on")

    with op.batch_alter_table("earlier_goal", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_earlier_goal_goal_id"))
        batch_op.drop_index(batch_op.f("ix_earlier_goal_casus_id"))

    op.drop_table("earlier_goal")
