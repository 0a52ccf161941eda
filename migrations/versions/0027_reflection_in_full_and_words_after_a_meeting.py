"""Reflection in full, how often something was put off, prompts somebody put away, and what people say after a meeting."""

import sqlalchemy as sa
from alembic import op

import workbench.extensions

revision = "0027"
down_revision = "0026"
branch_labels = None
depends_on = None

POSTPONED = ("map_item", "meeting", "learning_action")


def upgrade() -> None:
    with op.batch_alter_table("reflection") as batch_op:
        batch_op.add_column(sa.Column("with_id", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("reserved_at", sa.Time(), nullable=True))
        batch_op.add_column(sa.Column("calendar_uid", sa.String(length=200), nullable=True))
        batch_op.create_foreign_key(op.f("fk_reflection_with_id_users"), "users", ["with_id"], ["id"])
    for table in POSTPONED:
        _counted(table, "postponed", 0)
    _counted("learning_action", "version", 1)
    _put_away()
    _feedback()


def _counted(table: str, name: str, first: int) -> None:
    """A number everything has, with what it is for what is there already."""
    with op.batch_alter_table(table) as batch_op:
        batch_op.add_column(sa.Column(name, sa.Integer(), nullable=True))
    op.execute(sa.table(table, sa.column(name, sa.Integer())).update().values({name: first}))
    with op.batch_alter_table(table) as batch_op:
        batch_op.alter_column(name, existing_type=sa.Integer(), nullable=False)


def _put_away() -> None:
    op.create_table(
        "prompt_put_away",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("casus_id", sa.Integer(), nullable=True),
        sa.Column("worker_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("record_id", sa.Integer(), nullable=False),
        sa.Column("times", sa.Integer(), nullable=False),
        sa.Column("until", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(["casus_id"], ["casus.id"], name=op.f("fk_prompt_put_away_casus_id_casus")),
        sa.ForeignKeyConstraint(["worker_id"], ["users.id"], name=op.f("fk_prompt_put_away_worker_id_users")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_prompt_put_away")),
        sa.UniqueConstraint("worker_id", "kind", "record_id", name=op.f("uq_prompt_put_away_worker_id_kind_record_id")),
    )
    op.create_index(op.f("ix_prompt_put_away_casus_id"), "prompt_put_away", ["casus_id"])


def _feedback() -> None:
    op.create_table(
        "meeting_feedback",
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("heard", sa.String(length=40), nullable=True),
        sa.Column("went_well", sa.LargeBinary(), nullable=True),
        sa.Column("next_time", sa.LargeBinary(), nullable=True),
        sa.Column("given_on", sa.Date(), nullable=False),
        sa.Column("via", sa.String(length=40), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("casus_id", sa.Integer(), nullable=False),
        sa.Column("created_by_id", sa.Integer(), nullable=True),
        sa.Column("created_at", workbench.extensions.UtcDateTime(timezone=True), nullable=False),
        sa.Column("updated_at", workbench.extensions.UtcDateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["casus_id"], ["casus.id"], name=op.f("fk_meeting_feedback_casus_id_casus")),
        sa.ForeignKeyConstraint(["created_by_id"], ["users.id"], name=op.f("fk_meeting_feedback_created_by_id_users")),
        sa.ForeignKeyConstraint(["meeting_id"], ["meeting.id"], name=op.f("fk_meeting_feedback_meeting_id_meeting")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_meeting_feedback_person_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_meeting_feedback")),
        sa.UniqueConstraint("meeting_id", "person_id", name=op.f("uq_meeting_feedback_meeting_id_person_id")),
    )
    op.create_index(op.f("ix_meeting_feedback_casus_id"), "meeting_feedback", ["casus_id"])


def downgrade() -> None:
    op.drop_index(op.f("ix_meeting_feedback_casus_id"), "meeting_feedback")
    op.drop_table("meeting_feedback")
    op.drop_index(op.f("ix_prompt_put_away_casus_id"), "prompt_put_away")
    op.drop_table("prompt_put_away")
    with op.batch_alter_table("learning_action") as batch_op:
        batch_op.drop_column("version")
    for table in reversed(POSTPONED):
        with op.batch_alter_table(table) as batch_op:
            batch_op.drop_column("postponed")
    with op.batch_alter_table("reflection") as batch_op:
        batch_op.drop_constraint(op.f("fk_reflection_with_id_users"), type_="foreignkey")
        for name in ("calendar_uid", "reserved_at", "with_id"):
            batch_op.drop_column(name)
