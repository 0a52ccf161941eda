"""Agreements, successes, and how it goes: checks, rehearsals, diary."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "agreement",
        sa.Column("key", sa.String(length=200), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("label", sa.String(length=200), nullable=True),
        sa.Column("goal_id", sa.Integer(), nullable=False),
        sa.Column("phase", sa.String(length=40), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("what", sa.LargeBinary(), nullable=False),
        sa.Column("when", sa.LargeBinary(), nullable=False),
        sa.Column("trigger", sa.LargeBinary(), nullable=True),
        sa.Column("early_signal", sa.LargeBinary(), nullable=True),
        sa.Column("what_if", sa.LargeBinary(), nullable=True),
        sa.Column("backup_id", sa.Integer(), nullable=True),
        sa.Column("checker_id", sa.Integer(), nullable=True),
        sa.Column("second_checker_id", sa.Integer(), nullable=True),
        sa.Column("check_how", sa.LargeBinary(), nullable=True),
        sa.Column("check_every_days", sa.Integer(), nullable=True),
        sa.Column("based_on_item_id", sa.Integer(), nullable=True),
        sa.Column("based_on_success_id", sa.Integer(), nullable=True),
        sa.Column("starts_on", sa.Date(), nullable=True),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column("status", sa.String(length=40), nullable=False),
        sa.Column("status_since", sa.Date(), nullable=True),
        sa.Column("rehearsed_on", sa.Date(), nullable=True),
        sa.Column("last_check_on", sa.Date(), nullable=True),
        sa.Column("last_outcome", sa.String(length=200), nullable=True),
        sa.Column("audience", sa.String(length=40), nullable=False),
        sa.Column("sub_group_id", sa.Integer(), nullable=True),
        sa.Column("unsafe_to_hand_out", sa.Boolean(), nullable=False),
        sa.Column("ended_why", sa.LargeBinary(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("casus_id", sa.Integer(), nullable=False),
        sa.Column("created_by_id", sa.Integer(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["backup_id"], ["person.id"], name=op.f("fk_agreement_backup_id_person")),
        sa.ForeignKeyConstraint(
            ["based_on_item_id"], ["map_item.id"], name=op.f("fk_agreement_based_on_item_id_map_item")
        ),
        sa.ForeignKeyConstraint(["casus_id"], ["casus.id"], name=op.f("fk_agreement_casus_id_casus")),
        sa.ForeignKeyConstraint(["checker_id"], ["person.id"], name=op.f("fk_agreement_checker_id_person")),
        sa.ForeignKeyConstraint(["created_by_id"], ["users.id"], name=op.f("fk_agreement_created_by_id_users")),
        sa.ForeignKeyConstraint(["goal_id"], ["safety_goal.id"], name=op.f("fk_agreement_goal_id_safety_goal")),
        sa.ForeignKeyConstraint(
            ["second_checker_id"], ["person.id"], name=op.f("fk_agreement_second_checker_id_person")
        ),
        sa.ForeignKeyConstraint(["sub_group_id"], ["sub_group.id"], name=op.f("fk_agreement_sub_group_id_sub_group")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_agreement")),
        sa.UniqueConstraint("casus_id", "number", name=op.f("uq_agreement_casus_id_number")),
    )
    with op.batch_alter_table("agreement", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_agreement_casus_id"), ["casus_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_agreement_goal_id"), ["goal_id"], unique=False)

    op.create_table(
        "agreement_bottom_line",
        sa.Column("agreement_id", sa.Integer(), nullable=False),
        sa.Column("bottom_line_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["agreement_id"], ["agreement.id"], name=op.f("fk_agreement_bottom_line_agreement_id_agreement")
        ),
        sa.ForeignKeyConstraint(
            ["bottom_line_id"], ["bottom_line.id"], name=op.f("fk_agreement_bottom_line_bottom_line_id_bottom_line")
        ),
        sa.PrimaryKeyConstraint("agreement_id", "bottom_line_id", name=op.f("pk_agreement_bottom_line")),
    )
    op.create_table(
        "agreement_person",
        sa.Column("agreement_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("part", sa.String(length=40), nullable=False),
        sa.Column("order", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["agreement_id"], ["agreement.id"], name=op.f("fk_agreement_person_agreement_id_agreement")
        ),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_agreement_person_person_id_person")),
        sa.PrimaryKeyConstraint("agreement_id", "person_id", "part", name=op.f("pk_agreement_person")),
    )
    op.create_table(
        "check_record",
        sa.Column("agreement_id", sa.Integer(), nullable=False),
        sa.Column("checked_on", sa.Date(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("outcome", sa.String(length=40), nullable=False),
        sa.Column("seen", sa.LargeBinary(), nullable=True),
        sa.Column("follow_up", sa.LargeBinary(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("casus_id", sa.Integer(), nullable=False),
        sa.Column("created_by_id", sa.Integer(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["agreement_id"], ["agreement.id"], name=op.f("fk_check_record_agreement_id_agreement")
        ),
        sa.ForeignKeyConstraint(["casus_id"], ["casus.id"], name=op.f("fk_check_record_casus_id_casus")),
        sa.ForeignKeyConstraint(["created_by_id"], ["users.id"], name=op.f("fk_check_record_created_by_id_users")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_check_record_person_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_check_record")),
    )
    with op.batch_alter_table("check_record", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_check_record_agreement_id"), ["agreement_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_check_record_casus_id"), ["casus_id"], unique=False)

    op.create_table(
        "diary_line",
        sa.Column("written_on", sa.Date(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("text", sa.LargeBinary(), nullable=False),
        sa.Column("agreement_id", sa.Integer(), nullable=True),
        sa.Column("child_id", sa.Integer(), nullable=True),
        sa.Column("is_success", sa.Boolean(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("casus_id", sa.Integer(), nullable=False),
        sa.Column("created_by_id", sa.Integer(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["agreement_id"], ["agreement.id"], name=op.f("fk_diary_line_agreement_id_agreement")),
        sa.ForeignKeyConstraint(["casus_id"], ["casus.id"], name=op.f("fk_diary_line_casus_id_casus")),
        sa.ForeignKeyConstraint(["child_id"], ["person.id"], name=op.f("fk_diary_line_child_id_person")),
        sa.ForeignKeyConstraint(["created_by_id"], ["users.id"], name=op.f("fk_diary_line_created_by_id_users")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_diary_line_person_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_diary_line")),
    )
    with op.batch_alter_table("diary_line", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_diary_line_casus_id"), ["casus_id"], unique=False)

    op.create_table(
        "rehearsal",
        sa.Column("rehearsed_on", sa.Date(), nullable=False),
        sa.Column("scenario", sa.LargeBinary(), nullable=False),
        sa.Column("went_well", sa.LargeBinary(), nullable=True),
        sa.Column("went_wrong", sa.LargeBinary(), nullable=True),
        sa.Column("changed", sa.LargeBinary(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("casus_id", sa.Integer(), nullable=False),
        sa.Column("created_by_id", sa.Integer(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["casus_id"], ["casus.id"], name=op.f("fk_rehearsal_casus_id_casus")),
        sa.ForeignKeyConstraint(["created_by_id"], ["users.id"], name=op.f("fk_rehearsal_created_by_id_users")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rehearsal")),
    )
    with op.batch_alter_table("rehearsal", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_rehearsal_casus_id"), ["casus_id"], unique=False)

    op.create_table(
        "rehearsal_agreement",
        sa.Column("rehearsal_id", sa.Integer(), nullable=False),
        sa.Column("agreement_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["agreement_id"], ["agreement.id"], name=op.f("fk_rehearsal_agreement_agreement_id_agreement")
        ),
        sa.ForeignKeyConstraint(
            ["rehearsal_id"], ["rehearsal.id"], name=op.f("fk_rehearsal_agreement_rehearsal_id_rehearsal")
        ),
        sa.PrimaryKeyConstraint("rehearsal_id", "agreement_id", name=op.f("pk_rehearsal_agreement")),
    )
    op.create_table(
        "rehearsal_person",
        sa.Column("rehearsal_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_rehearsal_person_person_id_person")),
        sa.ForeignKeyConstraint(
            ["rehearsal_id"], ["rehearsal.id"], name=op.f("fk_rehearsal_person_rehearsal_id_rehearsal")
        ),
        sa.PrimaryKeyConstraint("rehearsal_id", "person_id", name=op.f("pk_rehearsal_person")),
    )
    op.create_table(
        "success",
        sa.Column("happened_on", sa.Date(), nullable=False),
        sa.Column("what", sa.LargeBinary(), nullable=False),
        sa.Column("how", sa.LargeBinary(), nullable=True),
        sa.Column("for_child", sa.LargeBinary(), nullable=True),
        sa.Column("celebrated", sa.LargeBinary(), nullable=True),
        sa.Column("celebrated_on", sa.Date(), nullable=True),
        sa.Column("shared_with_family", sa.Boolean(), nullable=False),
        sa.Column("shared_with", sa.LargeBinary(), nullable=True),
        sa.Column("agreement_id", sa.Integer(), nullable=True),
        sa.Column("sub_group_id", sa.Integer(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("casus_id", sa.Integer(), nullable=False),
        sa.Column("created_by_id", sa.Integer(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["agreement_id"], ["agreement.id"], name=op.f("fk_success_agreement_id_agreement")),
        sa.ForeignKeyConstraint(["casus_id"], ["casus.id"], name=op.f("fk_success_casus_id_casus")),
        sa.ForeignKeyConstraint(["created_by_id"], ["users.id"], name=op.f("fk_success_created_by_id_users")),
        sa.ForeignKeyConstraint(["sub_group_id"], ["sub_group.id"], name=op.f("fk_success_sub_group_id_sub_group")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_success")),
    )
    with op.batch_alter_table("success", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_success_casus_id"), ["casus_id"], unique=False)

    op.create_table(
        "success_person",
        sa.Column("success_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_success_person_person_id_person")),
        sa.ForeignKeyConstraint(["success_id"], ["success.id"], name=op.f("fk_success_person_success_id_success")),
        sa.PrimaryKeyConstraint("success_id", "person_id", name=op.f("pk_success_person")),
    )
    with op.batch_alter_table("agreement", schema=None) as batch_op:
        batch_op.create_foreign_key(
            batch_op.f("fk_agreement_based_on_success_id_success"), "success", ["based_on_success_id"], ["id"]
        )


def downgrade() -> None:
    with op.batch_alter_table("agreement", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("fk_agreement_based_on_success_id_success"), type_="foreignkey")

    op.drop_table("success_person")
    op.drop_table("success")
    op.drop_table("rehearsal_person")
    op.drop_table("rehearsal_agreement")
    op.drop_table("rehearsal")
    op.drop_table("diary_line")
    op.drop_table("check_record")
    op.drop_table("agreement_person")
    op.drop_table("agreement_bottom_line")
    op.drop_table("agreement")
