"""Agreements in full: when and how often, the meeting they come from, how they read before, who has to hear; examples."""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None

ADDED = (
    ("repeats", sa.String(length=40)), ("repeat_days", sa.String(length=7)), ("repeat_every", sa.Integer()),
    ("repeat_at", sa.Time()), ("nothing_before", sa.LargeBinary()), ("meeting_id", sa.Integer()), ("status_why", sa.LargeBinary()),
)  # fmt: skip
MEETING = "fk_agreement_meeting_id_meeting"


def upgrade() -> None:
    with op.batch_alter_table("agreement", schema=None) as batch_op:
        for name, kind in ADDED:
            batch_op.add_column(sa.Column(name, kind, nullable=True))
        batch_op.create_foreign_key(batch_op.f(MEETING), "meeting", ["meeting_id"], ["id"])
    _earlier()
    _notices()
    op.create_table(
        "example_change",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=40), nullable=False),
        sa.Column("step", sa.String(length=40), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=True),
        sa.Column("reason", sa.LargeBinary(), nullable=False),
        sa.Column("set_by_id", sa.Integer(), nullable=True),
        sa.Column("set_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["set_by_id"], ["users.id"], name=op.f("fk_example_change_set_by_id_users")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_example_change")),
    )
    with op.batch_alter_table("example_change", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_example_change_key"), ["key"], unique=False)


def _earlier() -> None:
    op.create_table(
        "earlier_agreement",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("casus_id", sa.Integer(), nullable=False),
        sa.Column("agreement_id", sa.Integer(), nullable=False),
        sa.Column("who", sa.LargeBinary(), nullable=True),
        sa.Column("what", sa.LargeBinary(), nullable=False),
        sa.Column("when", sa.LargeBinary(), nullable=False),
        sa.Column("what_if", sa.LargeBinary(), nullable=True),
        sa.Column("why", sa.LargeBinary(), nullable=True),
        sa.Column("meeting_id", sa.Integer(), nullable=True),
        sa.Column("replaced_by_id", sa.Integer(), nullable=True),
        sa.Column("replaced_at", sa.DateTime(timezone=True), nullable=False),
        *_points_at("earlier_agreement", casus_id="casus", agreement_id="agreement", meeting_id="meeting", replaced_by_id="users"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_earlier_agreement")),
    )
    _found_by("earlier_agreement", "casus_id", "agreement_id")


def _notices() -> None:
    op.create_table(
        "agreement_notice",
        sa.Column("agreement_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("way", sa.String(length=40), nullable=False),
        sa.Column("told_on", sa.Date(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("casus_id", sa.Integer(), nullable=False),
        sa.Column("created_by_id", sa.Integer(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        *_points_at("agreement_notice", agreement_id="agreement", person_id="person", casus_id="casus", created_by_id="users"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_agreement_notice")),
    )
    _found_by("agreement_notice", "casus_id", "agreement_id")


def _points_at(table: str, **columns: str) -> list[sa.ForeignKeyConstraint]:
    return [
        sa.ForeignKeyConstraint([name], [f"{of}.id"], name=op.f(f"fk_{table}_{name}_{of}")) for name, of in columns.items()
    ]


def _found_by(table: str, *columns: str) -> None:
    with op.batch_alter_table(table, schema=None) as batch_op:
        for name in columns:
            batch_op.create_index(batch_op.f(f"ix_{table}_{name}"), [name], unique=False)


def downgrade() -> None:
    for table in ("example_change", "agreement_notice", "earlier_agreement"):
        op.drop_table(table)
    with op.batch_alter_table("agreement", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f(MEETING), type_="foreignkey")
        for name, _kind in reversed(ADDED):
            batch_op.drop_column(name)
