"""Answers in full: the text that was read, what was written back, how it was handled, and whose wording was taken over."""

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("answer", schema=None) as batch_op:
        batch_op.add_column(sa.Column("text_shown", sa.LargeBinary(), nullable=True))
        batch_op.add_column(sa.Column("told", sa.LargeBinary(), nullable=True))
        batch_op.add_column(sa.Column("handled_how", sa.String(length=40), nullable=True))
    with op.batch_alter_table("agreement", schema=None) as batch_op:
        batch_op.add_column(sa.Column("wording_of_id", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("wording_on", sa.Date(), nullable=True))
        batch_op.create_foreign_key(batch_op.f("fk_agreement_wording_of_id_person"), "person", ["wording_of_id"], ["id"])


def downgrade() -> None:
    with op.batch_alter_table("agreement", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("fk_agreement_wording_of_id_person"), type_="foreignkey")
        batch_op.drop_column("wording_on")
        batch_op.drop_column("wording_of_id")
    with op.batch_alter_table("answer", schema=None) as batch_op:
        batch_op.drop_column("handled_how")
        batch_op.drop_column("told")
        batch_op.drop_column("text_shown")
