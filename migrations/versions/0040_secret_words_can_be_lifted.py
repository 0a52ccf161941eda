"""A secret word that two people lifted keeps when, and who was the second of them."""

import sqlalchemy as sa
from alembic import op

revision = "0040"
down_revision = "0039"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("protected_term") as batch_op:
        batch_op.add_column(sa.Column("lifted_on", sa.Date(), nullable=True))
        batch_op.add_column(sa.Column("lifted_by_id", sa.Integer(), nullable=True))
        batch_op.create_foreign_key(op.f("fk_protected_term_lifted_by_id_users"), "users", ["lifted_by_id"], ["id"])


def downgrade() -> None:
    with op.batch_alter_table("protected_term") as batch_op:
        batch_op.drop_constraint(op.f("fk_protected_term_lifted_by_id_users"), type_="foreignkey")
        batch_op.drop_column("lifted_by_id")
        batch_op.drop_column("lifted_on")
