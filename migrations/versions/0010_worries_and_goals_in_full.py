"""Worries, goals, bottom lines and numbers keep how they read before; a goal says for which difficult moment it holds."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

ADDED = {
    "danger_statement": (("composed", sa.LargeBinary), ("status_since", sa.Date), ("status_why", sa.LargeBinary)),
    "safety_goal": (("difficult_moment", sa.LargeBinary), ("hold_count", sa.Integer), ("composed", sa.LargeBinary)),
    "bottom_line": (("reached_on", sa.Date), ("reached_why", sa.LargeBinary)),
}
# Table → the table it is the history of, the column that points there, and what it keeps.
KEPT = {
    "earlier_danger": ("danger_statement", "danger_id", (("title", sa.LargeBinary(), False), ("sentence", sa.LargeBinary(), False))),
    "earlier_opinion": ("parent_opinion", "opinion_id", (
        ("opinion", sa.String(length=40), False), ("words", sa.LargeBinary(), True), ("given_on", sa.Date(), False))),
    "earlier_bottom_line": ("bottom_line", "line_id", (("text", sa.LargeBinary(), False), ("reason", sa.LargeBinary(), False))),
    "earlier_rating": ("rating", "rating_id", (
        ("number", sa.Integer(), False), ("reason", sa.LargeBinary(), True), ("next_step", sa.LargeBinary(), True),
        ("rated_on", sa.Date(), False))),
}


def upgrade() -> None:
    for table, columns in ADDED.items():
        with op.batch_alter_table(table, schema=None) as batch_op:
            for name, kind in columns:
                batch_op.add_column(sa.Column(name, kind(), nullable=True))
    for table, (of, owner, columns) in KEPT.items():
        op.create_table(
            table,
            sa.Column(owner, sa.Integer(), nullable=False),
            *(sa.Column(name, kind, nullable=empty) for name, kind, empty in columns),
            sa.Column("id", sa.Integer(), nullable=False),
            sa.Column("casus_id", sa.Integer(), nullable=False),
            sa.Column("why", sa.LargeBinary(), nullable=True),
            sa.Column("replaced_by_id", sa.Integer(), nullable=True),
            sa.Column("replaced_at", sa.DateTime(timezone=True), nullable=False),
            sa.ForeignKeyConstraint(["casus_id"], ["casus.id"], name=op.f(f"fk_{table}_casus_id_casus")),
            sa.ForeignKeyConstraint([owner], [f"{of}.id"], name=op.f(f"fk_{table}_{owner}_{of}")),
            sa.ForeignKeyConstraint(["replaced_by_id"], ["users.id"], name=op.f(f"fk_{table}_replaced_by_id_users")),
            sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
        )
        with op.batch_alter_table(table, schema=None) as batch_op:
            batch_op.create_index(batch_op.f(f"ix_{table}_casus_id"), ["casus_id"], unique=False)
            batch_op.create_index(batch_op.f(f"ix_{table}_{owner}"), [owner], unique=False)


def downgrade() -> None:
    for table in reversed(KEPT):
        op.drop_table(table)
    for table, columns in reversed(ADDED.items()):
        with op.batch_alter_table(table, schema=None) as batch_op:
            for name, _kind in reversed(columns):
                batch_op.drop_column(name)
