"""Meetings are prepared and minuted: agenda items with a clock, who is asked how, what was said, corrections; the outbox."""

import sqlalchemy as sa
from alembic import op

import workbench.crypto
import workbench.extensions

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

SEALED, MOMENT, WORD = workbench.crypto.EncryptedText, workbench.extensions.UtcDateTime, sa.String(length=40)
OF_MEETING = ("cancel_reason", "cancelled_on", "minutes_concept_on", "invited_on", "inviter_id", "share", "bring", "purpose")
OF_ITEM = ("opened_at", "spent_seconds", "planned_minutes", "kind")
OF_ATTENDANCE = ("place_in_calendar", "calendar_item", "invite_by")


def upgrade() -> None:
    with op.batch_alter_table("meeting") as batch_op:
        for name in ("purpose", "bring", "share"):
            batch_op.add_column(sa.Column(name, SEALED(), nullable=True))
        batch_op.add_column(sa.Column("inviter_id", sa.Integer(), nullable=True))
        for name in ("invited_on", "minutes_concept_on", "cancelled_on"):
            batch_op.add_column(sa.Column(name, sa.Date(), nullable=True))
        batch_op.add_column(sa.Column("cancel_reason", SEALED(), nullable=True))
        batch_op.create_foreign_key(op.f("fk_meeting_inviter_id_person"), "person", ["inviter_id"], ["id"])
    with op.batch_alter_table("agenda_item") as batch_op:
        batch_op.add_column(sa.Column("kind", WORD, nullable=False, server_default="own"))
        batch_op.add_column(sa.Column("planned_minutes", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("spent_seconds", sa.Integer(), nullable=False, server_default="0"))
        batch_op.add_column(sa.Column("opened_at", MOMENT(timezone=True), nullable=True))
    with op.batch_alter_table("attendance") as batch_op:
        batch_op.add_column(sa.Column("invite_by", WORD, nullable=True))
        for name in ("calendar_item", "place_in_calendar"):
            batch_op.add_column(sa.Column(name, sa.Boolean(), nullable=False, server_default=sa.false()))
    with op.batch_alter_table("document_made") as batch_op:
        batch_op.add_column(sa.Column("meeting_id", sa.Integer(), nullable=True))
        batch_op.create_foreign_key(op.f("fk_document_made_meeting_id_meeting"), "meeting", ["meeting_id"], ["id"])
    _entries()
    _corrections()
    _outbox()


def _record() -> list[sa.Column]:
    """The columns every record has."""
    return [
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("casus_id", sa.Integer(), nullable=False),
        sa.Column("created_by_id", sa.Integer(), nullable=True),
        sa.Column("created_at", MOMENT(timezone=True), nullable=False),
        sa.Column("updated_at", MOMENT(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
    ]


def _points_at(table: str, **targets: str) -> list[sa.Constraint]:
    return [
        sa.ForeignKeyConstraint([name], [f"{target}.id"], name=op.f(f"fk_{table}_{name}_{target}"))
        for name, target in targets.items()
    ] + [sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}"))]


def _entries() -> None:
    op.create_table(
        "meeting_entry",
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.Column("agenda_item_id", sa.Integer(), nullable=True),
        sa.Column("order", sa.Integer(), nullable=False),
        sa.Column("kind", WORD, nullable=False),
        sa.Column("text", SEALED(), nullable=False),
        sa.Column("said_by_id", sa.Integer(), nullable=True),
        sa.Column("goal_id", sa.Integer(), nullable=True),
        sa.Column("agreement_id", sa.Integer(), nullable=True),
        sa.Column("agreement_change", WORD, nullable=True),
        sa.Column("withdrawn", sa.Boolean(), nullable=False),
        *_record(),
        *_points_at("meeting_entry", casus_id="casus", created_by_id="users", meeting_id="meeting", agenda_item_id="agenda_item",
                    said_by_id="person", goal_id="safety_goal", agreement_id="agreement"),
    )  # fmt: skip
    for name in ("casus_id", "meeting_id"):
        op.create_index(op.f(f"ix_meeting_entry_{name}"), "meeting_entry", [name])


def _corrections() -> None:
    op.create_table(
        "minutes_correction",
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.Column("entry_id", sa.Integer(), nullable=True),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("text", SEALED(), nullable=False),
        sa.Column("given_on", sa.Date(), nullable=False),
        *_record(),
        *_points_at("minutes_correction", casus_id="casus", created_by_id="users", meeting_id="meeting",
                    entry_id="meeting_entry", person_id="person"),
    )  # fmt: skip
    for name in ("casus_id", "meeting_id"):
        op.create_index(op.f(f"ix_minutes_correction_{name}"), "minutes_correction", [name])


def _outbox() -> None:
    op.create_table(
        "outgoing_mail",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=200), nullable=False),
        sa.Column("kind", WORD, nullable=False),
        sa.Column("state", WORD, nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=True),
        sa.Column("casus_id", sa.Integer(), nullable=True),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("contact_point_id", sa.Integer(), nullable=True),
        sa.Column("address", SEALED(), nullable=True),
        sa.Column("locale", sa.String(length=200), nullable=False),
        sa.Column("message_id", sa.String(length=200), nullable=False),
        sa.Column("created_at", MOMENT(timezone=True), nullable=False),
        sa.Column("next_at", MOMENT(timezone=True), nullable=False),
        sa.Column("claimed_at", MOMENT(timezone=True), nullable=True),
        sa.Column("sent_at", MOMENT(timezone=True), nullable=True),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("problem", sa.String(length=200), nullable=True),
        sa.UniqueConstraint("key", name=op.f("uq_outgoing_mail_key")),
        *_points_at("outgoing_mail", user_id="users", casus_id="casus", person_id="person", contact_point_id="contact_point"),
    )
    op.create_index(op.f("ix_outgoing_mail_casus_id"), "outgoing_mail", ["casus_id"])
    op.create_index("ix_outgoing_mail_state_next_at", "outgoing_mail", ["state", "next_at"])


def downgrade() -> None:
    for table in ("outgoing_mail", "minutes_correction", "meeting_entry"):
        op.drop_table(table)
    with op.batch_alter_table("document_made") as batch_op:
        batch_op.drop_constraint(op.f("fk_document_made_meeting_id_meeting"), type_="foreignkey")
        batch_op.drop_column("meeting_id")
    with op.batch_alter_table("meeting") as batch_op:
        batch_op.drop_constraint(op.f("fk_meeting_inviter_id_person"), type_="foreignkey")
        for name in OF_MEETING:
            batch_op.drop_column(name)
    for table, names in (("agenda_item", OF_ITEM), ("attendance", OF_ATTENDANCE)):
        with op.batch_alter_table(table) as batch_op:
            for name in names:
                batch_op.drop_column(name)
