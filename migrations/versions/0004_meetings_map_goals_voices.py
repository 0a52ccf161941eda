"""Meetings, the map, dangers with their goals, and the child's voice."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "child_voice",
        sa.Column("child_id", sa.Integer(), nullable=False),
        sa.Column("heard_on", sa.Date(), nullable=False),
        sa.Column("heard_by", sa.LargeBinary(), nullable=False),
        sa.Column("form", sa.String(length=40), nullable=False),
        sa.Column("why_form", sa.LargeBinary(), nullable=True),
        sa.Column("done_with_it", sa.LargeBinary(), nullable=True),
        sa.Column("told_back_on", sa.Date(), nullable=True),
        sa.Column("parents_consent", sa.LargeBinary(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("casus_id", sa.Integer(), nullable=False),
        sa.Column("created_by_id", sa.Integer(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["casus_id"], ["casus.id"], name=op.f("fk_child_voice_casus_id_casus")),
        sa.ForeignKeyConstraint(["child_id"], ["person.id"], name=op.f("fk_child_voice_child_id_person")),
        sa.ForeignKeyConstraint(["created_by_id"], ["users.id"], name=op.f("fk_child_voice_created_by_id_users")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_child_voice")),
    )
    with op.batch_alter_table("child_voice", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_child_voice_casus_id"), ["casus_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_child_voice_child_id"), ["child_id"], unique=False)

    op.create_table(
        "danger_statement",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("title", sa.LargeBinary(), nullable=False),
        sa.Column("about", sa.LargeBinary(), nullable=False),
        sa.Column("impact_now", sa.LargeBinary(), nullable=False),
        sa.Column("impact_later", sa.LargeBinary(), nullable=True),
        sa.Column("acknowledgement", sa.LargeBinary(), nullable=True),
        sa.Column("sentence", sa.LargeBinary(), nullable=False),
        sa.Column("threat_without_harm", sa.LargeBinary(), nullable=True),
        sa.Column("status", sa.String(length=40), nullable=False),
        sa.Column("sub_group_id", sa.Integer(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("casus_id", sa.Integer(), nullable=False),
        sa.Column("created_by_id", sa.Integer(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["casus_id"], ["casus.id"], name=op.f("fk_danger_statement_casus_id_casus")),
        sa.ForeignKeyConstraint(["created_by_id"], ["users.id"], name=op.f("fk_danger_statement_created_by_id_users")),
        sa.ForeignKeyConstraint(
            ["sub_group_id"], ["sub_group.id"], name=op.f("fk_danger_statement_sub_group_id_sub_group")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_danger_statement")),
        sa.UniqueConstraint("casus_id", "number", name=op.f("uq_danger_statement_casus_id_number")),
    )
    with op.batch_alter_table("danger_statement", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_danger_statement_casus_id"), ["casus_id"], unique=False)

    op.create_table(
        "bottom_line",
        sa.Column("text", sa.LargeBinary(), nullable=False),
        sa.Column("set_by", sa.LargeBinary(), nullable=False),
        sa.Column("ground", sa.String(length=40), nullable=False),
        sa.Column("set_on", sa.Date(), nullable=False),
        sa.Column("reason", sa.LargeBinary(), nullable=False),
        sa.Column("danger_id", sa.Integer(), nullable=True),
        sa.Column("sub_group_id", sa.Integer(), nullable=True),
        sa.Column("status", sa.String(length=40), nullable=False),
        sa.Column("withdrawn_on", sa.Date(), nullable=True),
        sa.Column("withdrawn_why", sa.LargeBinary(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("casus_id", sa.Integer(), nullable=False),
        sa.Column("created_by_id", sa.Integer(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["casus_id"], ["casus.id"], name=op.f("fk_bottom_line_casus_id_casus")),
        sa.ForeignKeyConstraint(["created_by_id"], ["users.id"], name=op.f("fk_bottom_line_created_by_id_users")),
        sa.ForeignKeyConstraint(
            ["danger_id"], ["danger_statement.id"], name=op.f("fk_bottom_line_danger_id_danger_statement")
        ),
        sa.ForeignKeyConstraint(["sub_group_id"], ["sub_group.id"], name=op.f("fk_bottom_line_sub_group_id_sub_group")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_bottom_line")),
    )
    with op.batch_alter_table("bottom_line", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_bottom_line_casus_id"), ["casus_id"], unique=False)

    op.create_table(
        "danger_child",
        sa.Column("danger_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["danger_id"], ["danger_statement.id"], name=op.f("fk_danger_child_danger_id_danger_statement")
        ),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_danger_child_person_id_person")),
        sa.PrimaryKeyConstraint("danger_id", "person_id", name=op.f("pk_danger_child")),
    )
    op.create_table(
        "danger_worried",
        sa.Column("danger_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["danger_id"], ["danger_statement.id"], name=op.f("fk_danger_worried_danger_id_danger_statement")
        ),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_danger_worried_person_id_person")),
        sa.PrimaryKeyConstraint("danger_id", "person_id", name=op.f("pk_danger_worried")),
    )
    op.create_table(
        "map_item",
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("label", sa.String(length=200), nullable=True),
        sa.Column("text", sa.LargeBinary(), nullable=False),
        sa.Column("happened_on", sa.Date(), nullable=True),
        sa.Column("period", sa.LargeBinary(), nullable=True),
        sa.Column("source_id", sa.Integer(), nullable=True),
        sa.Column("source", sa.LargeBinary(), nullable=True),
        sa.Column("source_kind", sa.String(length=40), nullable=True),
        sa.Column("severity", sa.Integer(), nullable=True),
        sa.Column("frequency", sa.String(length=40), nullable=True),
        sa.Column("is_first", sa.Boolean(), nullable=False),
        sa.Column("is_worst", sa.Boolean(), nullable=False),
        sa.Column("is_last", sa.Boolean(), nullable=False),
        sa.Column("danger_id", sa.Integer(), nullable=True),
        sa.Column("actor", sa.LargeBinary(), nullable=True),
        sa.Column("other_view", sa.LargeBinary(), nullable=True),
        sa.Column("by_professionals", sa.Boolean(), nullable=False),
        sa.Column("sub_group_id", sa.Integer(), nullable=True),
        sa.Column("withdrawn_on", sa.Date(), nullable=True),
        sa.Column("withdrawn_why", sa.LargeBinary(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("casus_id", sa.Integer(), nullable=False),
        sa.Column("created_by_id", sa.Integer(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("severity BETWEEN 0 AND 3", name=op.f("ck_map_item_severity_0_to_3")),
        sa.ForeignKeyConstraint(["casus_id"], ["casus.id"], name=op.f("fk_map_item_casus_id_casus")),
        sa.ForeignKeyConstraint(["created_by_id"], ["users.id"], name=op.f("fk_map_item_created_by_id_users")),
        sa.ForeignKeyConstraint(["danger_id"], ["danger_statement.id"], name="fk_map_item_danger_id_danger_statement"),
        sa.ForeignKeyConstraint(["source_id"], ["person.id"], name=op.f("fk_map_item_source_id_person")),
        sa.ForeignKeyConstraint(["sub_group_id"], ["sub_group.id"], name=op.f("fk_map_item_sub_group_id_sub_group")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_map_item")),
    )
    with op.batch_alter_table("map_item", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_map_item_casus_id"), ["casus_id"], unique=False)

    op.create_table(
        "danger_example",
        sa.Column("danger_id", sa.Integer(), nullable=False),
        sa.Column("item_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["danger_id"], ["danger_statement.id"], name=op.f("fk_danger_example_danger_id_danger_statement")
        ),
        sa.ForeignKeyConstraint(["item_id"], ["map_item.id"], name=op.f("fk_danger_example_item_id_map_item")),
        sa.PrimaryKeyConstraint("danger_id", "item_id", name=op.f("pk_danger_example")),
    )
    op.create_table(
        "map_item_child",
        sa.Column("item_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["item_id"], ["map_item.id"], name=op.f("fk_map_item_child_item_id_map_item")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_map_item_child_person_id_person")),
        sa.PrimaryKeyConstraint("item_id", "person_id", name=op.f("pk_map_item_child")),
    )
    op.create_table(
        "map_item_dispute",
        sa.Column("item_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["item_id"], ["map_item.id"], name=op.f("fk_map_item_dispute_item_id_map_item")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_map_item_dispute_person_id_person")),
        sa.PrimaryKeyConstraint("item_id", "person_id", name=op.f("pk_map_item_dispute")),
    )
    op.create_table(
        "meeting",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("title", sa.LargeBinary(), nullable=True),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("status", sa.String(length=40), nullable=False),
        sa.Column("held_on", sa.Date(), nullable=False),
        sa.Column("starts_at", sa.Time(), nullable=True),
        sa.Column("ends_at", sa.Time(), nullable=True),
        sa.Column("place", sa.LargeBinary(), nullable=True),
        sa.Column("place_protected", sa.Boolean(), nullable=False),
        sa.Column("online", sa.Boolean(), nullable=False),
        sa.Column("chair_id", sa.Integer(), nullable=True),
        sa.Column("minute_taker_id", sa.Integer(), nullable=True),
        sa.Column("sub_group_id", sa.Integer(), nullable=True),
        sa.Column("minutes", sa.LargeBinary(), nullable=True),
        sa.Column("family_time_minutes", sa.Integer(), nullable=True),
        sa.Column("next_on", sa.Date(), nullable=True),
        sa.Column("minutes_sent_on", sa.Date(), nullable=True),
        sa.Column("ics_uid", sa.String(length=200), nullable=True),
        sa.Column("ics_sequence", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("casus_id", sa.Integer(), nullable=False),
        sa.Column("created_by_id", sa.Integer(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["casus_id"], ["casus.id"], name=op.f("fk_meeting_casus_id_casus")),
        sa.ForeignKeyConstraint(["chair_id"], ["person.id"], name=op.f("fk_meeting_chair_id_person")),
        sa.ForeignKeyConstraint(["created_by_id"], ["users.id"], name=op.f("fk_meeting_created_by_id_users")),
        sa.ForeignKeyConstraint(["minute_taker_id"], ["person.id"], name=op.f("fk_meeting_minute_taker_id_person")),
        sa.ForeignKeyConstraint(["sub_group_id"], ["sub_group.id"], name=op.f("fk_meeting_sub_group_id_sub_group")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_meeting")),
        sa.UniqueConstraint("casus_id", "number", name=op.f("uq_meeting_casus_id_number")),
    )
    with op.batch_alter_table("meeting", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_meeting_casus_id"), ["casus_id"], unique=False)

    op.create_table(
        "agenda_item",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.Column("order", sa.Integer(), nullable=False),
        sa.Column("title", sa.LargeBinary(), nullable=False),
        sa.Column("notes", sa.LargeBinary(), nullable=True),
        sa.ForeignKeyConstraint(["meeting_id"], ["meeting.id"], name=op.f("fk_agenda_item_meeting_id_meeting")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_agenda_item")),
    )
    with op.batch_alter_table("agenda_item", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_agenda_item_meeting_id"), ["meeting_id"], unique=False)

    op.create_table(
        "attendance",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("casus_id", sa.Integer(), nullable=False),
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("invited_on", sa.Date(), nullable=True),
        sa.Column("status", sa.String(length=40), nullable=False),
        sa.Column("represented_by", sa.LargeBinary(), nullable=True),
        sa.Column("part_of_it", sa.LargeBinary(), nullable=True),
        sa.Column("gets_minutes", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["casus_id"], ["casus.id"], name=op.f("fk_attendance_casus_id_casus")),
        sa.ForeignKeyConstraint(["meeting_id"], ["meeting.id"], name=op.f("fk_attendance_meeting_id_meeting")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_attendance_person_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_attendance")),
        sa.UniqueConstraint("meeting_id", "person_id", name=op.f("uq_attendance_meeting_id_person_id")),
    )
    with op.batch_alter_table("attendance", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_attendance_casus_id"), ["casus_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_attendance_meeting_id"), ["meeting_id"], unique=False)

    op.create_table(
        "parent_opinion",
        sa.Column("danger_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("opinion", sa.String(length=40), nullable=False),
        sa.Column("words", sa.LargeBinary(), nullable=True),
        sa.Column("given_on", sa.Date(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("casus_id", sa.Integer(), nullable=False),
        sa.Column("created_by_id", sa.Integer(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["casus_id"], ["casus.id"], name=op.f("fk_parent_opinion_casus_id_casus")),
        sa.ForeignKeyConstraint(["created_by_id"], ["users.id"], name=op.f("fk_parent_opinion_created_by_id_users")),
        sa.ForeignKeyConstraint(
            ["danger_id"], ["danger_statement.id"], name=op.f("fk_parent_opinion_danger_id_danger_statement")
        ),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_parent_opinion_person_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_parent_opinion")),
        sa.UniqueConstraint("danger_id", "person_id", name=op.f("uq_parent_opinion_danger_id_person_id")),
    )
    with op.batch_alter_table("parent_opinion", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_parent_opinion_casus_id"), ["casus_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_parent_opinion_danger_id"), ["danger_id"], unique=False)

    op.create_table(
        "safety_goal",
        sa.Column("danger_id", sa.Integer(), nullable=False),
        sa.Column("origin", sa.String(length=40), nullable=False),
        sa.Column("behaviour", sa.LargeBinary(), nullable=False),
        sa.Column("child_notices", sa.LargeBinary(), nullable=False),
        sa.Column("professional_sees", sa.LargeBinary(), nullable=True),
        sa.Column("hold_for", sa.Integer(), nullable=True),
        sa.Column("hold_unit", sa.String(length=40), nullable=False),
        sa.Column("hold_since", sa.Date(), nullable=True),
        sa.Column("good_enough", sa.Integer(), nullable=False),
        sa.Column("sentence", sa.LargeBinary(), nullable=False),
        sa.Column("family_text", sa.LargeBinary(), nullable=True),
        sa.Column("status", sa.String(length=40), nullable=False),
        sa.Column("status_since", sa.Date(), nullable=True),
        sa.Column("change_reason", sa.LargeBinary(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("casus_id", sa.Integer(), nullable=False),
        sa.Column("created_by_id", sa.Integer(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("good_enough BETWEEN 0 AND 10", name=op.f("ck_safety_goal_good_enough_0_to_10")),
        sa.ForeignKeyConstraint(["casus_id"], ["casus.id"], name=op.f("fk_safety_goal_casus_id_casus")),
        sa.ForeignKeyConstraint(["created_by_id"], ["users.id"], name=op.f("fk_safety_goal_created_by_id_users")),
        sa.ForeignKeyConstraint(
            ["danger_id"], ["danger_statement.id"], name=op.f("fk_safety_goal_danger_id_danger_statement")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_safety_goal")),
        sa.UniqueConstraint("danger_id", name=op.f("uq_safety_goal_danger_id")),
    )
    with op.batch_alter_table("safety_goal", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_safety_goal_casus_id"), ["casus_id"], unique=False)

    op.create_table(
        "earlier_goal",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("casus_id", sa.Integer(), nullable=False),
        sa.Column("goal_id", sa.Integer(), nullable=False),
        sa.Column("sentence", sa.LargeBinary(), nullable=False),
        sa.Column("hold_for", sa.Integer(), nullable=True),
        sa.Column("hold_unit", sa.String(length=40), nullable=False),
        sa.Column("good_enough", sa.Integer(), nullable=False),
        sa.Column("why", sa.LargeBinary(), nullable=False),
        sa.Column("replaced_by_id", sa.Integer(), nullable=True),
        sa.Column("replaced_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["casus_id"], ["casus.id"], name=op.f("fk_earlier_goal_casus_id_casus")),
        sa.ForeignKeyConstraint(["goal_id"], ["safety_goal.id"], name=op.f("fk_earlier_goal_goal_id_safety_goal")),
        sa.ForeignKeyConstraint(["replaced_by_id"], ["users.id"], name=op.f("fk_earlier_goal_replaced_by_id_users")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_earlier_goal")),
    )
    with op.batch_alter_table("earlier_goal", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_earlier_goal_casus_id"), ["casus_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_earlier_goal_goal_id"), ["goal_id"], unique=False)

    op.create_table(
        "goal_person",
        sa.Column("goal_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("part", sa.String(length=40), nullable=False),
        sa.ForeignKeyConstraint(["goal_id"], ["safety_goal.id"], name=op.f("fk_goal_person_goal_id_safety_goal")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_goal_person_person_id_person")),
        sa.PrimaryKeyConstraint("goal_id", "person_id", "part", name=op.f("pk_goal_person")),
    )
    op.create_table(
        "rating",
        sa.Column("goal_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("reason", sa.LargeBinary(), nullable=True),
        sa.Column("next_step", sa.LargeBinary(), nullable=True),
        sa.Column("rated_on", sa.Date(), nullable=False),
        sa.Column("meeting_id", sa.Integer(), nullable=True),
        sa.Column("proxy_id", sa.Integer(), nullable=True),
        sa.Column("form", sa.String(length=40), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("casus_id", sa.Integer(), nullable=False),
        sa.Column("created_by_id", sa.Integer(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("number BETWEEN 0 AND 10", name=op.f("ck_rating_number_0_to_10")),
        sa.ForeignKeyConstraint(["casus_id"], ["casus.id"], name=op.f("fk_rating_casus_id_casus")),
        sa.ForeignKeyConstraint(["created_by_id"], ["users.id"], name=op.f("fk_rating_created_by_id_users")),
        sa.ForeignKeyConstraint(["goal_id"], ["safety_goal.id"], name=op.f("fk_rating_goal_id_safety_goal")),
        sa.ForeignKeyConstraint(["meeting_id"], ["meeting.id"], name=op.f("fk_rating_meeting_id_meeting")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_rating_person_id_person")),
        sa.ForeignKeyConstraint(["proxy_id"], ["person.id"], name=op.f("fk_rating_proxy_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rating")),
    )
    with op.batch_alter_table("rating", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_rating_casus_id"), ["casus_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_rating_goal_id"), ["goal_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_rating_meeting_id"), ["meeting_id"], unique=False)

    op.create_table(
        "voice_item",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("voice_id", sa.Integer(), nullable=False),
        sa.Column("order", sa.Integer(), nullable=False),
        sa.Column("part", sa.String(length=200), nullable=True),
        sa.Column("words", sa.LargeBinary(), nullable=False),
        sa.Column("may_share", sa.String(length=40), nullable=False),
        sa.ForeignKeyConstraint(["voice_id"], ["child_voice.id"], name=op.f("fk_voice_item_voice_id_child_voice")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_voice_item")),
    )
    with op.batch_alter_table("voice_item", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_voice_item_voice_id"), ["voice_id"], unique=False)

    op.create_table(
        "words_and_pictures",
        sa.Column("child_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=200), nullable=False),
        sa.Column("told_by", sa.LargeBinary(), nullable=True),
        sa.Column("told_on", sa.Date(), nullable=True),
        sa.Column("present", sa.LargeBinary(), nullable=True),
        sa.Column("do_not_hand_out", sa.Boolean(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("casus_id", sa.Integer(), nullable=False),
        sa.Column("created_by_id", sa.Integer(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["casus_id"], ["casus.id"], name=op.f("fk_words_and_pictures_casus_id_casus")),
        sa.ForeignKeyConstraint(["child_id"], ["person.id"], name=op.f("fk_words_and_pictures_child_id_person")),
        sa.ForeignKeyConstraint(
            ["created_by_id"], ["users.id"], name=op.f("fk_words_and_pictures_created_by_id_users")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_words_and_pictures")),
    )
    with op.batch_alter_table("words_and_pictures", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_words_and_pictures_casus_id"), ["casus_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_words_and_pictures_child_id"), ["child_id"], unique=False)

    op.create_table(
        "panel",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("story_id", sa.Integer(), nullable=False),
        sa.Column("order", sa.Integer(), nullable=False),
        sa.Column("words", sa.LargeBinary(), nullable=False),
        sa.Column("picture", sa.LargeBinary(), nullable=True),
        sa.Column("alt", sa.LargeBinary(), nullable=True),
        sa.ForeignKeyConstraint(
            ["story_id"], ["words_and_pictures.id"], name=op.f("fk_panel_story_id_words_and_pictures")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_panel")),
    )
    with op.batch_alter_table("panel", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_panel_story_id"), ["story_id"], unique=False)

    op.create_table(
        "panel_approval",
        sa.Column("story_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("approved_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_panel_approval_person_id_person")),
        sa.ForeignKeyConstraint(
            ["story_id"], ["words_and_pictures.id"], name=op.f("fk_panel_approval_story_id_words_and_pictures")
        ),
        sa.PrimaryKeyConstraint("story_id", "person_id", name=op.f("pk_panel_approval")),
    )


def downgrade() -> None:
    op.drop_table("panel_approval")
    op.drop_table("panel")
    op.drop_table("words_and_pictures")
    op.drop_table("voice_item")
    op.drop_table("rating")
    op.drop_table("goal_person")
    op.drop_table("earlier_goal")
    op.drop_table("safety_goal")
    op.drop_table("parent_opinion")
    op.drop_table("attendance")
    op.drop_table("agenda_item")
    op.drop_table("meeting")
    op.drop_table("map_item_dispute")
    op.drop_table("map_item_child")
    op.drop_table("danger_example")
    op.drop_table("map_item")
    op.drop_table("danger_worried")
    op.drop_table("danger_child")
    op.drop_table("bottom_line")
    op.drop_table("danger_statement")
    op.drop_table("child_voice")
