"""Checks and diary lines by people themselves, and what was done when an agreement was not kept."""

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None

WORD = sa.String(length=40)


def upgrade() -> None:
    with op.batch_alter_table("check_record", schema=None) as batch_op:
        batch_op.add_column(sa.Column("via", WORD, nullable=True))
        batch_op.add_column(sa.Column("text_sha256", sa.String(length=64), nullable=True))
        batch_op.add_column(sa.Column("private", sa.Boolean(), server_default=sa.false(), nullable=False))
        batch_op.add_column(sa.Column("what_if_used", WORD, nullable=True))
        batch_op.add_column(sa.Column("what_if_how", sa.LargeBinary(), nullable=True))
        batch_op.add_column(sa.Column("decision", WORD, nullable=True))
        batch_op.add_column(sa.Column("decision_why", sa.LargeBinary(), nullable=True))
        batch_op.add_column(sa.Column("handled_on", sa.Date(), nullable=True))
        batch_op.add_column(sa.Column("handled_by_id", sa.Integer(), nullable=True))
        batch_op.create_foreign_key(batch_op.f("fk_check_record_handled_by_id_users"), "users", ["handled_by_id"], ["id"])
    with op.batch_alter_table("rehearsal", schema=None) as batch_op:
        batch_op.add_column(sa.Column("changed_agreement_id", sa.Integer(), nullable=True))
        batch_op.create_foreign_key(
            batch_op.f("fk_rehearsal_changed_agreement_id_agreement"), "agreement", ["changed_agreement_id"], ["id"]
        )
    with op.batch_alter_table("diary_line", schema=None) as batch_op:
        batch_op.add_column(sa.Column("via", WORD, nullable=True))
        batch_op.add_column(sa.Column("private", sa.Boolean(), server_default=sa.false(), nullable=False))


def downgrade() -> None:
    with op.batch_alter_table("diary_line", schema=None) as batch_op:
        for name in ("private", "via"):
            batch_op.drop_column(name)
    with op.batch_alter_table("rehearsal", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("fk_rehearsal_changed_agreement_id_agreement"), type_="foreignkey")
        batch_op.drop_column("changed_agreement_id")
    with op.batch_alter_table("check_record", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("fk_check_record_handled_by_id_users"), type_="foreignkey")
        for name in (
            "handled_by_id", "handled_on", "decision_why", "decision", "what_if_how", "what_if_used", "private",
            "text_sha256", "via",
        ):  # fmt: skip
            batch_op.drop_column(name)
