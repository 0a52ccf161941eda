"""A meeting can be run on a screen: where it is, which numbers are shown, which code cards were made."""

import sqlalchemy as sa
from alembic import op

import workbench.extensions

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None

MOMENT = workbench.extensions.UtcDateTime


def upgrade() -> None:
    op.create_table(
        "sitting",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("casus_id", sa.Integer(), nullable=False),
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.Column("started_at", MOMENT(timezone=True), nullable=False),
        sa.Column("ended_at", MOMENT(timezone=True), nullable=True),
        sa.Column("item_id", sa.Integer(), nullable=True),
        sa.Column("sub_group_id", sa.Integer(), nullable=True),
        sa.Column("reading", sa.Integer(), nullable=False),
        sa.Column("large", sa.Boolean(), nullable=False),
        sa.Column("contrast", sa.Boolean(), nullable=False),
        sa.Column("last_once", sa.String(length=40), nullable=True),
        sa.UniqueConstraint("meeting_id", name=op.f("uq_sitting_meeting_id")),
        *_points_at("sitting", casus_id="casus", meeting_id="meeting", item_id="agenda_item", sub_group_id="sub_group"),
    )
    op.create_index(op.f("ix_sitting_casus_id"), "sitting", ["casus_id"])
    op.create_table(
        "rating_round",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("casus_id", sa.Integer(), nullable=False),
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.Column("goal_id", sa.Integer(), nullable=False),
        sa.Column("shown_at", MOMENT(timezone=True), nullable=True),
        sa.UniqueConstraint("meeting_id", "goal_id", name=op.f("uq_rating_round_meeting_id_goal_id")),
        *_points_at("rating_round", casus_id="casus", meeting_id="meeting", goal_id="safety_goal"),
    )
    op.create_table(
        "code_card",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("casus_id", sa.Integer(), nullable=False),
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("code_hash", sa.String(length=200), nullable=False),
        sa.Column("made_at", MOMENT(timezone=True), nullable=False),
        sa.UniqueConstraint("meeting_id", "person_id", name=op.f("uq_code_card_meeting_id_person_id")),
        *_points_at("code_card", casus_id="casus", meeting_id="meeting", person_id="person"),
    )
    for table in ("rating_round", "code_card"):
        for name in ("casus_id", "meeting_id"):
            op.create_index(op.f(f"ix_{table}_{name}"), table, [name])


def _points_at(table: str, **targets: str) -> list[sa.Constraint]:
    return [
        sa.ForeignKeyConstraint([name], [f"{target}.id"], name=op.f(f"fk_{table}_{name}_{target}"))
        for name, target in targets.items()
    ] + [sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}"))]


def downgrade() -> None:
    for table in ("code_card", "rating_round", "sitting"):
        op.drop_table(table)
