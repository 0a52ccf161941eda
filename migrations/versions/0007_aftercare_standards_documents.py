"""Aftercare, the ten standards with their evidence, and documents that were made."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "aftercare_contact",
        sa.Column("planned_on", sa.Date(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("with_whom", sa.LargeBinary(), nullable=True),
        sa.Column("done_on", sa.Date(), nullable=True),
        sa.Column("outcome", sa.String(length=40), nullable=True),
        sa.Column("follow_up", sa.LargeBinary(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("casus_id", sa.Integer(), nullable=False),
        sa.Column("created_by_id", sa.Integer(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["casus_id"], ["casus.id"], name=op.f("fk_aftercare_contact_casus_id_casus")),
        sa.ForeignKeyConstraint(["created_by_id"], ["users.id"], name=op.f("fk_aftercare_contact_created_by_id_users")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_aftercare_contact_person_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_aftercare_contact")),
    )
    with op.batch_alter_table("aftercare_contact", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_aftercare_contact_casus_id"), ["casus_id"], unique=False)

    op.create_table(
        "aftercare_need",
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("need", sa.LargeBinary(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("casus_id", sa.Integer(), nullable=False),
        sa.Column("created_by_id", sa.Integer(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["casus_id"], ["casus.id"], name=op.f("fk_aftercare_need_casus_id_casus")),
        sa.ForeignKeyConstraint(["created_by_id"], ["users.id"], name=op.f("fk_aftercare_need_created_by_id_users")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_aftercare_need_person_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_aftercare_need")),
    )
    with op.batch_alter_table("aftercare_need", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_aftercare_need_casus_id"), ["casus_id"], unique=False)

    op.create_table(
        "aftercare_plan",
        sa.Column("casus_id", sa.Integer(), nullable=False),
        sa.Column("signals", sa.LargeBinary(), nullable=False),
        sa.Column("first_help", sa.LargeBinary(), nullable=False),
        sa.Column("who_calls_whom", sa.LargeBinary(), nullable=True),
        sa.Column("starts_on", sa.Date(), nullable=True),
        sa.Column("closes_on", sa.Date(), nullable=True),
        sa.Column("is_concept", sa.Boolean(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("created_by_id", sa.Integer(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["casus_id"], ["casus.id"], name=op.f("fk_aftercare_plan_casus_id_casus")),
        sa.ForeignKeyConstraint(["created_by_id"], ["users.id"], name=op.f("fk_aftercare_plan_created_by_id_users")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_aftercare_plan")),
        sa.UniqueConstraint("casus_id", name=op.f("uq_aftercare_plan_casus_id")),
    )
    op.create_table(
        "coverage",
        sa.Column("casus_id", sa.Integer(), nullable=False),
        sa.Column("team_id", sa.Integer(), nullable=False),
        sa.Column("last_meeting_on", sa.Date(), nullable=True),
        sa.Column("state_1", sa.String(length=40), nullable=True),
        sa.Column("newest_1_on", sa.Date(), nullable=True),
        sa.Column("state_2", sa.String(length=40), nullable=True),
        sa.Column("newest_2_on", sa.Date(), nullable=True),
        sa.Column("state_3", sa.String(length=40), nullable=True),
        sa.Column("newest_3_on", sa.Date(), nullable=True),
        sa.Column("state_4", sa.String(length=40), nullable=True),
        sa.Column("newest_4_on", sa.Date(), nullable=True),
        sa.Column("state_5", sa.String(length=40), nullable=True),
        sa.Column("newest_5_on", sa.Date(), nullable=True),
        sa.Column("state_6", sa.String(length=40), nullable=True),
        sa.Column("newest_6_on", sa.Date(), nullable=True),
        sa.Column("state_7", sa.String(length=40), nullable=True),
        sa.Column("newest_7_on", sa.Date(), nullable=True),
        sa.Column("state_8", sa.String(length=40), nullable=True),
        sa.Column("newest_8_on", sa.Date(), nullable=True),
        sa.Column("state_9", sa.String(length=40), nullable=True),
        sa.Column("newest_9_on", sa.Date(), nullable=True),
        sa.Column("state_10", sa.String(length=40), nullable=True),
        sa.Column("newest_10_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["casus_id"], ["casus.id"], name=op.f("fk_coverage_casus_id_casus")),
        sa.ForeignKeyConstraint(["team_id"], ["team.id"], name=op.f("fk_coverage_team_id_team")),
        sa.PrimaryKeyConstraint("casus_id", name=op.f("pk_coverage")),
    )
    with op.batch_alter_table("coverage", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_coverage_team_id"), ["team_id"], unique=False)

    op.create_table(
        "document_made",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("casus_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=200), nullable=False),
        sa.Column("reader_id", sa.Integer(), nullable=False),
        sa.Column("plan_version_id", sa.Integer(), nullable=True),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("made_by_id", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("leak_check", sa.String(length=200), nullable=False),
        sa.Column("left_out", sa.LargeBinary(), nullable=True),
        sa.ForeignKeyConstraint(["casus_id"], ["casus.id"], name=op.f("fk_document_made_casus_id_casus")),
        sa.ForeignKeyConstraint(["made_by_id"], ["users.id"], name=op.f("fk_document_made_made_by_id_users")),
        sa.ForeignKeyConstraint(
            ["plan_version_id"], ["plan_version.id"], name=op.f("fk_document_made_plan_version_id_plan_version")
        ),
        sa.ForeignKeyConstraint(["reader_id"], ["person.id"], name=op.f("fk_document_made_reader_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_document_made")),
    )
    with op.batch_alter_table("document_made", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_document_made_casus_id"), ["casus_id"], unique=False)

    op.create_table(
        "evidence",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("casus_id", sa.Integer(), nullable=False),
        sa.Column("standard", sa.Integer(), nullable=False),
        sa.Column("record_type", sa.String(length=200), nullable=False),
        sa.Column("record_id", sa.Integer(), nullable=False),
        sa.Column("weight", sa.String(length=40), nullable=False),
        sa.Column("held_on", sa.Date(), nullable=False),
        sa.Column("by_rule", sa.Boolean(), nullable=False),
        sa.Column("reason", sa.LargeBinary(), nullable=True),
        sa.Column("added_by_id", sa.Integer(), nullable=True),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("standard BETWEEN 1 AND 10", name=op.f("ck_evidence_standard_1_to_10")),
        sa.ForeignKeyConstraint(["added_by_id"], ["users.id"], name=op.f("fk_evidence_added_by_id_users")),
        sa.ForeignKeyConstraint(["casus_id"], ["casus.id"], name=op.f("fk_evidence_casus_id_casus")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_evidence")),
        sa.UniqueConstraint(
            "casus_id",
            "standard",
            "record_type",
            "record_id",
            name=op.f("uq_evidence_casus_id_standard_record_type_record_id"),
        ),
    )
    with op.batch_alter_table("evidence", schema=None) as batch_op:
        batch_op.create_index("ix_evidence_record", ["casus_id", "record_type", "record_id"], unique=False)

    op.create_table(
        "judgement",
        sa.Column("standard", sa.Integer(), nullable=False),
        sa.Column("verdict", sa.String(length=40), nullable=False),
        sa.Column("text", sa.LargeBinary(), nullable=True),
        sa.Column("judged_on", sa.Date(), nullable=False),
        sa.Column("superseded_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("casus_id", sa.Integer(), nullable=False),
        sa.Column("created_by_id", sa.Integer(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["casus_id"], ["casus.id"], name=op.f("fk_judgement_casus_id_casus")),
        sa.ForeignKeyConstraint(["created_by_id"], ["users.id"], name=op.f("fk_judgement_created_by_id_users")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_judgement")),
    )
    with op.batch_alter_table("judgement", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_judgement_casus_id"), ["casus_id"], unique=False)

    op.create_table(
        "question",
        sa.Column("standard", sa.Integer(), nullable=False),
        sa.Column("text", sa.LargeBinary(), nullable=False),
        sa.Column("answer", sa.LargeBinary(), nullable=True),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("casus_id", sa.Integer(), nullable=False),
        sa.Column("created_by_id", sa.Integer(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["casus_id"], ["casus.id"], name=op.f("fk_question_casus_id_casus")),
        sa.ForeignKeyConstraint(["created_by_id"], ["users.id"], name=op.f("fk_question_created_by_id_users")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_question")),
    )
    with op.batch_alter_table("question", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_question_casus_id"), ["casus_id"], unique=False)

    op.create_table(
        "reflection",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("worker_id", sa.Integer(), nullable=False),
        sa.Column("casus_id", sa.Integer(), nullable=True),
        sa.Column("standard", sa.Integer(), nullable=False),
        sa.Column("reflected_on", sa.Date(), nullable=False),
        sa.Column("self_level", sa.Integer(), nullable=False),
        sa.Column("example", sa.LargeBinary(), nullable=False),
        sa.Column("need", sa.String(length=40), nullable=False),
        sa.Column("need_reason", sa.LargeBinary(), nullable=True),
        sa.Column("reserved_on", sa.Date(), nullable=True),
        sa.Column("reserved_minutes", sa.Integer(), nullable=True),
        sa.Column("discussed_in", sa.String(length=40), nullable=False),
        sa.Column("discussed_on", sa.Date(), nullable=True),
        sa.Column("agreed_action", sa.LargeBinary(), nullable=True),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("visibility", sa.String(length=40), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("self_level BETWEEN 1 AND 4", name=op.f("ck_reflection_level_1_to_4")),
        sa.ForeignKeyConstraint(["casus_id"], ["casus.id"], name=op.f("fk_reflection_casus_id_casus")),
        sa.ForeignKeyConstraint(["worker_id"], ["users.id"], name=op.f("fk_reflection_worker_id_users")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reflection")),
    )
    with op.batch_alter_table("reflection", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_reflection_casus_id"), ["casus_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_reflection_worker_id"), ["worker_id"], unique=False)

    op.create_table(
        "learning_action",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("worker_id", sa.Integer(), nullable=False),
        sa.Column("reflection_id", sa.Integer(), nullable=True),
        sa.Column("standard", sa.Integer(), nullable=False),
        sa.Column("what", sa.LargeBinary(), nullable=False),
        sa.Column("planned_on", sa.Date(), nullable=False),
        sa.Column("done_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["reflection_id"], ["reflection.id"], name=op.f("fk_learning_action_reflection_id_reflection")
        ),
        sa.ForeignKeyConstraint(["worker_id"], ["users.id"], name=op.f("fk_learning_action_worker_id_users")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_learning_action")),
    )
    with op.batch_alter_table("learning_action", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_learning_action_worker_id"), ["worker_id"], unique=False)

    op.create_table(
        "rights_answer",
        sa.Column("question", sa.Integer(), nullable=False),
        sa.Column("answer", sa.String(length=200), nullable=False),
        sa.Column("where", sa.LargeBinary(), nullable=True),
        sa.Column("answered_on", sa.Date(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("casus_id", sa.Integer(), nullable=False),
        sa.Column("created_by_id", sa.Integer(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["casus_id"], ["casus.id"], name=op.f("fk_rights_answer_casus_id_casus")),
        sa.ForeignKeyConstraint(["created_by_id"], ["users.id"], name=op.f("fk_rights_answer_created_by_id_users")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rights_answer")),
        sa.UniqueConstraint("casus_id", "question", name=op.f("uq_rights_answer_casus_id_question")),
    )
    with op.batch_alter_table("rights_answer", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_rights_answer_casus_id"), ["casus_id"], unique=False)

    op.create_table(
        "supervision_talk",
        sa.Column("held_on", sa.Date(), nullable=False),
        sa.Column("standards", sa.String(length=200), nullable=False),
        sa.Column("agreed", sa.LargeBinary(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("casus_id", sa.Integer(), nullable=False),
        sa.Column("created_by_id", sa.Integer(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["casus_id"], ["casus.id"], name=op.f("fk_supervision_talk_casus_id_casus")),
        sa.ForeignKeyConstraint(["created_by_id"], ["users.id"], name=op.f("fk_supervision_talk_created_by_id_users")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_supervision_talk")),
    )
    with op.batch_alter_table("supervision_talk", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_supervision_talk_casus_id"), ["casus_id"], unique=False)


def downgrade() -> None:
    op.drop_table("supervision_talk")
    op.drop_table("rights_answer")
    op.drop_table("learning_action")
    op.drop_table("reflection")
    op.drop_table("question")
    op.drop_table("judgement")
    op.drop_table("evidence")
    op.drop_table("document_made")
    op.drop_table("coverage")
    op.drop_table("aftercare_plan")
    op.drop_table("aftercare_need")
    op.drop_table("aftercare_contact")
