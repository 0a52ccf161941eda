"""Emergency access and what two people say of it; why somebody looked at what is secret; steps of two people; months of the log."""

import sqlalchemy as sa
from alembic import op

revision = "0036"
down_revision = "0035"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "emergency_access",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("casus_id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("purpose", sa.String(length=40), nullable=False),
        sa.Column("reason", sa.LargeBinary(), nullable=False),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("until", sa.DateTime(timezone=True), nullable=False),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["casus_id"], ["casus.id"], name=op.f("fk_emergency_access_casus_id_casus")),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name=op.f("fk_emergency_access_user_id_users")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_emergency_access")),
    )
    op.create_index(op.f("ix_emergency_access_casus_id"), "emergency_access", ["casus_id"])
    op.create_index(op.f("ix_emergency_access_user_id"), "emergency_access", ["user_id"])
    op.create_table(
        "emergency_look",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("casus_id", sa.Integer(), nullable=False),
        sa.Column("access_id", sa.Integer(), nullable=False),
        sa.Column("seat", sa.String(length=40), nullable=False),
        sa.Column("judgement", sa.String(length=40), nullable=False),
        sa.Column("remark", sa.LargeBinary(), nullable=True),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["casus_id"], ["casus.id"], name=op.f("fk_emergency_look_casus_id_casus")),
        sa.ForeignKeyConstraint(["access_id"], ["emergency_access.id"], name=op.f("fk_emergency_look_access_id_emergency_access")),
        sa.ForeignKeyConstraint(["by_id"], ["users.id"], name=op.f("fk_emergency_look_by_id_users")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_emergency_look")),
        sa.UniqueConstraint("access_id", "seat", name=op.f("uq_emergency_look_access_id_seat")),
    )
    op.create_index(op.f("ix_emergency_look_casus_id"), "emergency_look", ["casus_id"])
    op.create_table(
        "reveal",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("casus_id", sa.Integer(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("purpose", sa.String(length=40), nullable=False),
        sa.Column("reason", sa.LargeBinary(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["casus_id"], ["casus.id"], name=op.f("fk_reveal_casus_id_casus")),
        sa.ForeignKeyConstraint(["by_id"], ["users.id"], name=op.f("fk_reveal_by_id_users")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_reveal_person_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reveal")),
    )
    op.create_index(op.f("ix_reveal_casus_id"), "reveal", ["casus_id"])
    op.create_table(
        "second_look",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("step", sa.String(length=40), nullable=False),
        sa.Column("casus_id", sa.Integer(), nullable=True),
        sa.Column("about_id", sa.Integer(), nullable=True),
        sa.Column("team_id", sa.Integer(), nullable=True),
        sa.Column("what", sa.LargeBinary(), nullable=False),
        sa.Column("reason", sa.LargeBinary(), nullable=False),
        sa.Column("asked_by_id", sa.Integer(), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("until", sa.DateTime(timezone=True), nullable=False),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("decided_by_id", sa.Integer(), nullable=True),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("remark", sa.LargeBinary(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["casus_id"], ["casus.id"], name=op.f("fk_second_look_casus_id_casus")),
        sa.ForeignKeyConstraint(["about_id"], ["users.id"], name=op.f("fk_second_look_about_id_users")),
        sa.ForeignKeyConstraint(["team_id"], ["team.id"], name=op.f("fk_second_look_team_id_team")),
        sa.ForeignKeyConstraint(["asked_by_id"], ["users.id"], name=op.f("fk_second_look_asked_by_id_users")),
        sa.ForeignKeyConstraint(["decided_by_id"], ["users.id"], name=op.f("fk_second_look_decided_by_id_users")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_second_look")),
    )
    op.create_index(op.f("ix_second_look_casus_id"), "second_look", ["casus_id"])
    op.create_table(
        "log_review",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("team_id", sa.Integer(), nullable=False),
        sa.Column("month", sa.Date(), nullable=False),
        sa.Column("seat", sa.String(length=40), nullable=False),
        sa.Column("lines", sa.Integer(), nullable=False),
        sa.Column("hits", sa.Integer(), nullable=False),
        sa.Column("remark", sa.LargeBinary(), nullable=True),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["team_id"], ["team.id"], name=op.f("fk_log_review_team_id_team")),
        sa.ForeignKeyConstraint(["by_id"], ["users.id"], name=op.f("fk_log_review_by_id_users")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_log_review")),
    )
    op.create_index(op.f("ix_log_review_team_id"), "log_review", ["team_id"])


def downgrade() -> None:
    op.drop_table("log_review")
    op.drop_table("second_look")
    op.drop_table("reveal")
    op.drop_table("emergency_look")
    op.drop_table("emergency_access")
