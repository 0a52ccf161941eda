"""What it is safe to give a child on paper, and why."""

import sqlalchemy as sa
from alembic import op

import workbench.extensions

revision = "0032"
down_revision = "0031"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "child_paper",
        sa.Column("child_id", sa.Integer(), nullable=False),
        sa.Column("takes", sa.Enum("all", "card", "nothing", native_enum=False, length=40), nullable=False),
        sa.Column("why", sa.LargeBinary(), nullable=False),
        sa.Column("noted_on", sa.Date(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("casus_id", sa.Integer(), nullable=False),
        sa.Column("created_by_id", sa.Integer(), nullable=True),
        sa.Column("created_at", workbench.extensions.UtcDateTime(timezone=True), nullable=False),
        sa.Column("updated_at", workbench.extensions.UtcDateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["casus_id"], ["casus.id"], name=op.f("fk_child_paper_casus_id_casus")),
        sa.ForeignKeyConstraint(["child_id"], ["person.id"], name=op.f("fk_child_paper_child_id_person")),
        sa.ForeignKeyConstraint(["created_by_id"], ["users.id"], name=op.f("fk_child_paper_created_by_id_users")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_child_paper")),
        sa.UniqueConstraint("child_id", name=op.f("uq_child_paper_child_id")),
    )
    op.create_index(op.f("ix_child_paper_casus_id"), "child_paper", ["casus_id"])


def downgrade() -> None:
    op.drop_table("child_paper")
