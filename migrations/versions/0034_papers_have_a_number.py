"""A number on every paper that leaves; papers that two people let out."""

import sqlalchemy as sa
from alembic import op

import workbench.extensions

revision = "0034"
down_revision = "0032"
branch_labels = None
depends_on = None
MOMENT = workbench.extensions.UtcDateTime(timezone=True)


def upgrade() -> None:
    with op.batch_alter_table("document_made") as batch_op:
        batch_op.add_column(sa.Column("number", sa.String(length=20), nullable=True))
        batch_op.create_unique_constraint(op.f("uq_document_made_number"), ["number"])
    op.create_table(
        "let_out",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("casus_id", sa.Integer(), nullable=False),
        sa.Column("plan_version_id", sa.Integer(), nullable=False),
        sa.Column("reader_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("texts", sa.LargeBinary(), nullable=False),
        sa.Column("reason", sa.LargeBinary(), nullable=False),
        sa.Column("asked_at", MOMENT, nullable=False),
        sa.Column("asked_by_id", sa.Integer(), nullable=False),
        sa.Column("decided_at", MOMENT, nullable=True),
        sa.Column("decided_by_id", sa.Integer(), nullable=True),
        sa.Column("granted", sa.Boolean(), nullable=True),
        sa.Column("words", sa.LargeBinary(), nullable=True),
        sa.Column("ends_at", MOMENT, nullable=True),
        sa.Column("used_at", MOMENT, nullable=True),
        sa.ForeignKeyConstraint(["asked_by_id"], ["users.id"], name=op.f("fk_let_out_asked_by_id_users")),
        sa.ForeignKeyConstraint(["casus_id"], ["casus.id"], name=op.f("fk_let_out_casus_id_casus")),
        sa.ForeignKeyConstraint(["decided_by_id"], ["users.id"], name=op.f("fk_let_out_decided_by_id_users")),
        sa.ForeignKeyConstraint(["plan_version_id"], ["plan_version.id"], name=op.f("fk_let_out_plan_version_id_plan_version")),
        sa.ForeignKeyConstraint(["reader_id"], ["person.id"], name=op.f("fk_let_out_reader_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_let_out")),
    )
    with op.batch_alter_table("let_out") as batch_op:
        batch_op.create_index(batch_op.f("ix_let_out_casus_id"), ["casus_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_let_out_plan_version_id"), ["plan_version_id"], unique=False)


def downgrade() -> None:
    op.drop_table("let_out")
    with op.batch_alter_table("document_made") as batch_op:
        batch_op.drop_constraint(op.f("uq_document_made_number"), type_="unique")
        batch_op.drop_column("number")
