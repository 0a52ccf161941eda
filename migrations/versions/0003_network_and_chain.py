"""Safety circles, signals and partners in the chain."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "circle_membership",
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("ring", sa.Integer(), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("knows_danger", sa.Boolean(), nullable=False),
        sa.Column("knows_danger_since", sa.Date(), nullable=True),
        sa.Column("invited", sa.String(length=40), nullable=False),
        sa.Column("why_not", sa.LargeBinary(), nullable=True),
        sa.Column("depends_on_id", sa.Integer(), nullable=True),
        sa.Column("reachable_at_night", sa.Boolean(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("casus_id", sa.Integer(), nullable=False),
        sa.Column("created_by_id", sa.Integer(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("ring BETWEEN 1 AND 3", name=op.f("ck_circle_membership_ring_1_to_3")),
        sa.ForeignKeyConstraint(["casus_id"], ["casus.id"], name=op.f("fk_circle_membership_casus_id_casus")),
        sa.ForeignKeyConstraint(["created_by_id"], ["users.id"], name=op.f("fk_circle_membership_created_by_id_users")),
        sa.ForeignKeyConstraint(
            ["depends_on_id"], ["person.id"], name=op.f("fk_circle_membership_depends_on_id_person")
        ),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_circle_membership_person_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_circle_membership")),
    )
    with op.batch_alter_table("circle_membership", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_circle_membership_casus_id"), ["casus_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_circle_membership_person_id"), ["person_id"], unique=False)

    op.create_table(
        "consent",
        sa.Column("what_for", sa.LargeBinary(), nullable=False),
        sa.Column("to_whom", sa.LargeBinary(), nullable=False),
        sa.Column("given_on", sa.Date(), nullable=False),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column("withdrawn_on", sa.Date(), nullable=True),
        sa.Column("in_writing", sa.Boolean(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("casus_id", sa.Integer(), nullable=False),
        sa.Column("created_by_id", sa.Integer(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["casus_id"], ["casus.id"], name=op.f("fk_consent_casus_id_casus")),
        sa.ForeignKeyConstraint(["created_by_id"], ["users.id"], name=op.f("fk_consent_created_by_id_users")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_consent")),
    )
    with op.batch_alter_table("consent", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_consent_casus_id"), ["casus_id"], unique=False)

    op.create_table(
        "consent_giver",
        sa.Column("consent_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["consent_id"], ["consent.id"], name=op.f("fk_consent_giver_consent_id_consent")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_consent_giver_person_id_person")),
        sa.PrimaryKeyConstraint("consent_id", "person_id", name=op.f("pk_consent_giver")),
    )
    op.create_table(
        "partner",
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("name", sa.LargeBinary(), nullable=False),
        sa.Column("organisation", sa.LargeBinary(), nullable=True),
        sa.Column("role", sa.LargeBinary(), nullable=False),
        sa.Column("task", sa.LargeBinary(), nullable=True),
        sa.Column("ground", sa.String(length=40), nullable=True),
        sa.Column("consent_id", sa.Integer(), nullable=True),
        sa.Column("informed_on", sa.Date(), nullable=True),
        sa.Column("informed_version", sa.Integer(), nullable=True),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("casus_id", sa.Integer(), nullable=False),
        sa.Column("created_by_id", sa.Integer(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["casus_id"], ["casus.id"], name=op.f("fk_partner_casus_id_casus")),
        sa.ForeignKeyConstraint(["consent_id"], ["consent.id"], name=op.f("fk_partner_consent_id_consent")),
        sa.ForeignKeyConstraint(["created_by_id"], ["users.id"], name=op.f("fk_partner_created_by_id_users")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_partner_person_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_partner")),
    )
    with op.batch_alter_table("partner", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_partner_casus_id"), ["casus_id"], unique=False)

    op.create_table(
        "signal",
        sa.Column("received_on", sa.Date(), nullable=False),
        sa.Column("source_id", sa.Integer(), nullable=True),
        sa.Column("source", sa.LargeBinary(), nullable=True),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("discussed_on", sa.Date(), nullable=True),
        sa.Column("discussed_with", sa.LargeBinary(), nullable=True),
        sa.Column("action", sa.LargeBinary(), nullable=True),
        sa.Column("meldcode_step", sa.Integer(), nullable=True),
        sa.Column("outcome", sa.LargeBinary(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("casus_id", sa.Integer(), nullable=False),
        sa.Column("created_by_id", sa.Integer(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("meldcode_step BETWEEN 1 AND 5", name=op.f("ck_signal_meldcode_1_to_5")),
        sa.ForeignKeyConstraint(["casus_id"], ["casus.id"], name=op.f("fk_signal_casus_id_casus")),
        sa.ForeignKeyConstraint(["created_by_id"], ["users.id"], name=op.f("fk_signal_created_by_id_users")),
        sa.ForeignKeyConstraint(["source_id"], ["person.id"], name=op.f("fk_signal_source_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_signal")),
    )
    with op.batch_alter_table("signal", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_signal_casus_id"), ["casus_id"], unique=False)


def downgrade() -> None:
    op.drop_table("signal")
    op.drop_table("partner")
    op.drop_table("consent_giver")
    op.drop_table("consent")
    op.drop_table("circle_membership")
