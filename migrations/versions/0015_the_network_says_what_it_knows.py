"""The network says what it knows: which part of the danger somebody was told, and by whom."""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("circle_membership", schema=None) as batch_op:
        batch_op.add_column(sa.Column("knows_what", sa.LargeBinary(), nullable=True))
        batch_op.add_column(sa.Column("told_by_id", sa.Integer(), nullable=True))
        batch_op.create_foreign_key(
            batch_op.f("fk_circle_membership_told_by_id_person"), "person", ["told_by_id"], ["id"]
        )


def downgrade() -> None:
    with op.batch_alter_table("circle_membership", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("fk_circle_membership_told_by_id_person"), type_="foreignkey")
        batch_op.drop_column("told_by_id")
        batch_op.drop_column("knows_what")
