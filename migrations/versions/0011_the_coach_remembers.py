"""The coach remembers: points left with a reason, and the organisation's own words."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "coach_dismissal",
        sa.Column("finding", sa.String(length=8), nullable=False),
        sa.Column("kind", sa.String(length=12), nullable=False),
        sa.Column("words", sa.LargeBinary(), nullable=False),
        sa.Column("sentence", sa.LargeBinary(), nullable=False),
        sa.Column("reason", sa.LargeBinary(), nullable=False),
        sa.Column("withdrawn_on", sa.Date(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("casus_id", sa.Integer(), nullable=False),
        sa.Column("created_by_id", sa.Integer(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["casus_id"], ["casus.id"], name=op.f("fk_coach_dismissal_casus_id_casus")),
        sa.ForeignKeyConstraint(["created_by_id"], ["users.id"], name=op.f("fk_coach_dismissal_created_by_id_users")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_coach_dismissal")),
    )
    with op.batch_alter_table("coach_dismissal", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_coach_dismissal_casus_id"), ["casus_id"], unique=False)

    op.create_table(
        "word_list_change",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("list_name", sa.String(length=40), nullable=False),
        sa.Column("entry", sa.String(length=200), nullable=False),
        sa.Column("change", sa.String(length=40), nullable=False),
        sa.Column("undoes_id", sa.Integer(), nullable=True),
        sa.Column("reason", sa.LargeBinary(), nullable=False),
        sa.Column("set_by_id", sa.Integer(), nullable=True),
        sa.Column("set_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["set_by_id"], ["users.id"], name=op.f("fk_word_list_change_set_by_id_users")),
        sa.ForeignKeyConstraint(
            ["undoes_id"], ["word_list_change.id"], name=op.f("fk_word_list_change_undoes_id_word_list_change")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_word_list_change")),
    )


def downgrade() -> None:
    op.drop_table("word_list_change")
    with op.batch_alter_table("coach_dismissal", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_coach_dismissal_casus_id"))
    op.drop_table("coach_dismissal")
