"""The casus, the people in it, and drafts of what is being typed."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "casus",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("ref", sa.String(length=200), nullable=False),
        sa.Column("name", sa.LargeBinary(), nullable=False),
        sa.Column("team_id", sa.Integer(), nullable=False),
        sa.Column("worker_id", sa.Integer(), nullable=False),
        sa.Column("deputy_id", sa.Integer(), nullable=True),
        sa.Column("supervisor_id", sa.Integer(), nullable=True),
        sa.Column("behavioural_scientist_id", sa.Integer(), nullable=True),
        sa.Column("eyes_on_safety_id", sa.Integer(), nullable=True),
        sa.Column("framework", sa.String(length=40), nullable=False),
        sa.Column("framework_since", sa.Date(), nullable=True),
        sa.Column("framework_until", sa.Date(), nullable=True),
        sa.Column("started_on", sa.Date(), nullable=False),
        sa.Column("phase", sa.String(length=40), nullable=False),
        sa.Column("phase_since", sa.Date(), nullable=True),
        sa.Column("phase_reason", sa.LargeBinary(), nullable=True),
        sa.Column("status", sa.String(length=40), nullable=False),
        sa.Column("separate_networks", sa.Boolean(), nullable=False),
        sa.Column("family_plan_offer", sa.String(length=40), nullable=False),
        sa.Column("family_plan_offered_on", sa.Date(), nullable=True),
        sa.Column("family_plan_reason", sa.LargeBinary(), nullable=True),
        sa.Column("placement_considered", sa.Boolean(), nullable=False),
        sa.Column("housing_note", sa.LargeBinary(), nullable=True),
        sa.Column("closed_on", sa.Date(), nullable=True),
        sa.Column("close_reason", sa.LargeBinary(), nullable=True),
        sa.Column("keep_until", sa.Date(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["behavioural_scientist_id"], ["users.id"], name=op.f("fk_casus_behavioural_scientist_id_users")
        ),
        sa.ForeignKeyConstraint(["deputy_id"], ["users.id"], name=op.f("fk_casus_deputy_id_users")),
        sa.ForeignKeyConstraint(["supervisor_id"], ["users.id"], name=op.f("fk_casus_supervisor_id_users")),
        sa.ForeignKeyConstraint(["team_id"], ["team.id"], name=op.f("fk_casus_team_id_team")),
        sa.ForeignKeyConstraint(["worker_id"], ["users.id"], name=op.f("fk_casus_worker_id_users")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_casus")),
        sa.UniqueConstraint("ref", name=op.f("uq_casus_ref")),
    )
    with op.batch_alter_table("casus", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_casus_deputy_id"), ["deputy_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_casus_team_id"), ["team_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_casus_worker_id"), ["worker_id"], unique=False)

    op.create_table(
        "draft",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("casus_id", sa.Integer(), nullable=True),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("place", sa.Text(), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.Column("saved_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["casus_id"], ["casus.id"], name=op.f("fk_draft_casus_id_casus")),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name=op.f("fk_draft_user_id_users")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_draft")),
        sa.UniqueConstraint("user_id", "place", name=op.f("uq_draft_user_id_place")),
    )
    with op.batch_alter_table("draft", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_draft_casus_id"), ["casus_id"], unique=False)

    op.create_table(
        "household",
        sa.Column("name", sa.LargeBinary(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("protected", sa.Boolean(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("casus_id", sa.Integer(), nullable=False),
        sa.Column("created_by_id", sa.Integer(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["casus_id"], ["casus.id"], name=op.f("fk_household_casus_id_casus")),
        sa.ForeignKeyConstraint(["created_by_id"], ["users.id"], name=op.f("fk_household_created_by_id_users")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_household")),
    )
    with op.batch_alter_table("household", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_household_casus_id"), ["casus_id"], unique=False)

    op.create_table(
        "sub_group",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("casus_id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=200), nullable=False),
        sa.Column("name", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["casus_id"], ["casus.id"], name=op.f("fk_sub_group_casus_id_casus")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sub_group")),
        sa.UniqueConstraint("casus_id", "key", name=op.f("uq_sub_group_casus_id_key")),
    )
    with op.batch_alter_table("sub_group", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_sub_group_casus_id"), ["casus_id"], unique=False)

    op.create_table(
        "person",
        sa.Column("first_name", sa.LargeBinary(), nullable=False),
        sa.Column("last_name", sa.LargeBinary(), nullable=True),
        sa.Column("call_name", sa.LargeBinary(), nullable=True),
        sa.Column("family_role", sa.String(length=40), nullable=False),
        sa.Column("described_as", sa.LargeBinary(), nullable=True),
        sa.Column("born_on", sa.LargeBinary(), nullable=True),
        sa.Column("age", sa.Integer(), nullable=True),
        sa.Column("authority", sa.String(length=40), nullable=False),
        sa.Column("household_id", sa.Integer(), nullable=True),
        sa.Column("sub_group_id", sa.Integer(), nullable=True),
        sa.Column("in_family", sa.Boolean(), nullable=False),
        sa.Column("natural", sa.Boolean(), nullable=False),
        sa.Column("side_of_id", sa.Integer(), nullable=True),
        sa.Column("organisation", sa.LargeBinary(), nullable=True),
        sa.Column("protected", sa.Boolean(), nullable=False),
        sa.Column("protected_why", sa.LargeBinary(), nullable=True),
        sa.Column("is_danger", sa.Boolean(), nullable=False),
        sa.Column("language", sa.String(length=200), nullable=True),
        sa.Column("needs_interpreter", sa.Boolean(), nullable=False),
        sa.Column("reading_level", sa.String(length=200), nullable=True),
        sa.Column("safety_object", sa.LargeBinary(), nullable=True),
        sa.Column("deceased", sa.Boolean(), nullable=False),
        sa.Column("out_of_contact", sa.Boolean(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=True),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("casus_id", sa.Integer(), nullable=False),
        sa.Column("created_by_id", sa.Integer(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["casus_id"], ["casus.id"], name=op.f("fk_person_casus_id_casus")),
        sa.ForeignKeyConstraint(["created_by_id"], ["users.id"], name=op.f("fk_person_created_by_id_users")),
        sa.ForeignKeyConstraint(["household_id"], ["household.id"], name=op.f("fk_person_household_id_household")),
        sa.ForeignKeyConstraint(["side_of_id"], ["person.id"], name=op.f("fk_person_side_of_id_person")),
        sa.ForeignKeyConstraint(["sub_group_id"], ["sub_group.id"], name=op.f("fk_person_sub_group_id_sub_group")),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name=op.f("fk_person_user_id_users")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_person")),
    )
    with op.batch_alter_table("person", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_person_casus_id"), ["casus_id"], unique=False)

    op.create_table(
        "contact_point",
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("household_id", sa.Integer(), nullable=True),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("value", sa.LargeBinary(), nullable=False),
        sa.Column("visibility", sa.String(length=40), nullable=False),
        sa.Column("protected", sa.Boolean(), nullable=False),
        sa.Column("only_theirs", sa.Boolean(), nullable=False),
        sa.Column("do_not_contact", sa.LargeBinary(), nullable=True),
        sa.Column("withdrawn_on", sa.Date(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("casus_id", sa.Integer(), nullable=False),
        sa.Column("created_by_id", sa.Integer(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "person_id IS NOT NULL OR household_id IS NOT NULL", name=op.f("ck_contact_point_belongs_to_someone")
        ),
        sa.ForeignKeyConstraint(["casus_id"], ["casus.id"], name=op.f("fk_contact_point_casus_id_casus")),
        sa.ForeignKeyConstraint(["created_by_id"], ["users.id"], name=op.f("fk_contact_point_created_by_id_users")),
        sa.ForeignKeyConstraint(
            ["household_id"], ["household.id"], name=op.f("fk_contact_point_household_id_household")
        ),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_contact_point_person_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_contact_point")),
    )
    with op.batch_alter_table("contact_point", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_contact_point_casus_id"), ["casus_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_contact_point_household_id"), ["household_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_contact_point_person_id"), ["person_id"], unique=False)

    op.create_table(
        "protected_term",
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("text", sa.LargeBinary(), nullable=False),
        sa.Column("sub_group_id", sa.Integer(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("casus_id", sa.Integer(), nullable=False),
        sa.Column("created_by_id", sa.Integer(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["casus_id"], ["casus.id"], name=op.f("fk_protected_term_casus_id_casus")),
        sa.ForeignKeyConstraint(["created_by_id"], ["users.id"], name=op.f("fk_protected_term_created_by_id_users")),
        sa.ForeignKeyConstraint(
            ["sub_group_id"], ["sub_group.id"], name=op.f("fk_protected_term_sub_group_id_sub_group")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_protected_term")),
    )
    with op.batch_alter_table("protected_term", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_protected_term_casus_id"), ["casus_id"], unique=False)

    op.create_table(
        "relation",
        sa.Column("from_id", sa.Integer(), nullable=False),
        sa.Column("to_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("safe", sa.String(length=40), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("casus_id", sa.Integer(), nullable=False),
        sa.Column("created_by_id", sa.Integer(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["casus_id"], ["casus.id"], name=op.f("fk_relation_casus_id_casus")),
        sa.ForeignKeyConstraint(["created_by_id"], ["users.id"], name=op.f("fk_relation_created_by_id_users")),
        sa.ForeignKeyConstraint(["from_id"], ["person.id"], name=op.f("fk_relation_from_id_person")),
        sa.ForeignKeyConstraint(["to_id"], ["person.id"], name=op.f("fk_relation_to_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_relation")),
    )
    with op.batch_alter_table("relation", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_relation_casus_id"), ["casus_id"], unique=False)

    op.create_table(
        "safe_person",
        sa.Column("casus_id", sa.Integer(), nullable=False),
        sa.Column("child_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["casus_id"], ["casus.id"], name=op.f("fk_safe_person_casus_id_casus")),
        sa.ForeignKeyConstraint(["child_id"], ["person.id"], name=op.f("fk_safe_person_child_id_person")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_safe_person_person_id_person")),
        sa.PrimaryKeyConstraint("child_id", "person_id", name=op.f("pk_safe_person")),
    )
    with op.batch_alter_table("safe_person", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_safe_person_casus_id"), ["casus_id"], unique=False)

    op.create_table(
        "trajectory_step",
        sa.Column("step", sa.Integer(), nullable=False),
        sa.Column("planned_on", sa.Date(), nullable=True),
        sa.Column("done_on", sa.Date(), nullable=True),
        sa.Column("remark", sa.LargeBinary(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("casus_id", sa.Integer(), nullable=False),
        sa.Column("created_by_id", sa.Integer(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("step BETWEEN 1 AND 12", name=op.f("ck_trajectory_step_step_1_to_12")),
        sa.ForeignKeyConstraint(["casus_id"], ["casus.id"], name=op.f("fk_trajectory_step_casus_id_casus")),
        sa.ForeignKeyConstraint(["created_by_id"], ["users.id"], name=op.f("fk_trajectory_step_created_by_id_users")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_trajectory_step")),
        sa.UniqueConstraint("casus_id", "step", name=op.f("uq_trajectory_step_casus_id_step")),
    )
    with op.batch_alter_table("trajectory_step", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_trajectory_step_casus_id"), ["casus_id"], unique=False)

    with op.batch_alter_table("casus", schema=None) as batch_op:
        batch_op.create_foreign_key("fk_casus_eyes_on_safety_id_person", "person", ["eyes_on_safety_id"], ["id"])


def downgrade() -> None:
    with op.batch_alter_table("casus", schema=None) as batch_op:
        batch_op.drop_constraint("fk_casus_eyes_on_safety_id_person", type_="foreignkey")

    op.drop_table("trajectory_step")
    op.drop_table("safe_person")
    op.drop_table("relation")
    op.drop_table("protected_term")
    op.drop_table("contact_point")
    op.drop_table("person")
    op.drop_table("sub_group")
    op.drop_table("household")
    op.drop_table("draft")
    op.drop_table("casus")
