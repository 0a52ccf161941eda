"""Learning meetings of a team: agenda, positions in boxes, what people take away, actions, young people who looked along."""

import sqlalchemy as sa
from alembic import op

import workbench.extensions

revision = "0026"
down_revision = "0025"
branch_labels = None
depends_on = None

MEETING, POINT, USERS = "learning_meeting", "learning_point", "users"
ACTION_POINTS_AT = "fk_learning_action_learning_meeting_id_learning_meeting"


def upgrade() -> None:
    _of_team(
        MEETING, {"led_by_id": USERS},
        sa.Column("held_on", sa.Date(), nullable=False), sa.Column("starts_at", sa.Time(), nullable=True),
        sa.Column("minutes", sa.Integer(), nullable=False), sa.Column("place", sa.LargeBinary(), nullable=True),
        sa.Column("led_by_id", sa.Integer(), nullable=False), sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("opened_on", sa.Date(), nullable=True), sa.Column("took_part", sa.Integer(), nullable=True),
        sa.Column("ics_uid", sa.String(length=40), nullable=False), sa.Column("ics_sequence", sa.Integer(), nullable=False),
    )  # fmt: skip
    _of_team(
        POINT, {"meeting_id": MEETING, "offered_by_id": USERS},
        sa.Column("meeting_id", sa.Integer(), nullable=False), sa.Column("order", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False), sa.Column("key", sa.String(length=40), nullable=True),
        sa.Column("title", sa.LargeBinary(), nullable=True), sa.Column("text", sa.LargeBinary(), nullable=True),
        sa.Column("minutes", sa.Integer(), nullable=False), sa.Column("offered_by_id", sa.Integer(), nullable=True),
        sa.Column("said", sa.LargeBinary(), nullable=True), indexed=("meeting_id",),
    )  # fmt: skip
    _positions()
    _of_team(
        "take_away", {"meeting_id": MEETING, "owner_id": USERS},
        sa.Column("meeting_id", sa.Integer(), nullable=False), sa.Column("owner_id", sa.Integer(), nullable=False),
        sa.Column("text", sa.LargeBinary(), nullable=False), sa.Column("seen_by", sa.String(length=40), nullable=False),
        indexed=("meeting_id", "owner_id"),
    )  # fmt: skip
    _of_team(
        "team_action", {"meeting_id": MEETING, "owner_id": USERS},
        sa.Column("meeting_id", sa.Integer(), nullable=False), sa.Column("owner_id", sa.Integer(), nullable=False),
        sa.Column("what", sa.LargeBinary(), nullable=False), sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("done_on", sa.Date(), nullable=True), indexed=("meeting_id", "owner_id"),
    )  # fmt: skip
    _of_team(
        "panel_look", {}, sa.Column("seen_on", sa.Date(), nullable=False),
        *(sa.Column(name, sa.LargeBinary(), nullable=name == "changed") for name in ("who", "looked_at", "said", "changed")),
    )  # fmt: skip
    with op.batch_alter_table("learning_action") as batch_op:
        batch_op.add_column(sa.Column("learning_meeting_id", sa.Integer(), nullable=True))
        batch_op.create_foreign_key(op.f(ACTION_POINTS_AT), MEETING, ["learning_meeting_id"], ["id"])


def _of_team(table: str, points_at: dict[str, str], *columns: sa.Column, indexed: tuple[str, ...] = ()) -> None:
    """A table of a team: with whose it is, who made it and when, and its version."""
    keys = {"team_id": "team", "created_by_id": USERS} | points_at
    op.create_table(
        table,
        *columns,
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("team_id", sa.Integer(), nullable=False),
        sa.Column("created_by_id", sa.Integer(), nullable=True),
        sa.Column("created_at", workbench.extensions.UtcDateTime(timezone=True), nullable=False),
        sa.Column("updated_at", workbench.extensions.UtcDateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        *(_key(table, name, to) for name, to in keys.items()),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
    )
    for name in ("team_id", *indexed):
        op.create_index(op.f(f"ix_{table}_{name}"), table, [name])


def _key(table: str, name: str, to: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([name], [f"{to}.id"], name=op.f(f"fk_{table}_{name}_{to}"))


def _positions() -> None:
    """What was said, without a person or a moment; and that somebody took part, without what was said."""
    op.create_table(
        "position_box",
        sa.Column("point_id", sa.Integer(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        _key("position_box", "point_id", POINT),
        sa.PrimaryKeyConstraint("point_id", name=op.f("pk_position_box")),
    )
    op.create_table(
        "took_part",
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        _key("took_part", "meeting_id", MEETING),
        _key("took_part", "user_id", USERS),
        sa.PrimaryKeyConstraint("meeting_id", "user_id", name=op.f("pk_took_part")),
    )


def downgrade() -> None:
    with op.batch_alter_table("learning_action") as batch_op:
        batch_op.drop_constraint(op.f(ACTION_POINTS_AT), type_="foreignkey")
        batch_op.drop_column("learning_meeting_id")
    for table in ("panel_look", "team_action", "take_away", "took_part", "position_box", POINT, MEETING):
        op.drop_table(table)
