"""When somebody last showed who it is, the browsers that are known, and until when a start code works."""

from datetime import UTC, datetime, timedelta

import sqlalchemy as sa
from alembic import op

revision = "0035"
down_revision = "0034"
branch_labels = None
depends_on = None

GRACE = timedelta(days=7)  # for start passwords that were given before they had an end


def upgrade() -> None:
    with op.batch_alter_table("user_session", schema=None) as batch_op:
        batch_op.add_column(sa.Column("proved_at", sa.DateTime(timezone=True), nullable=True))
    op.execute("UPDATE user_session SET proved_at = created_at")
    with op.batch_alter_table("user_session", schema=None) as batch_op:
        batch_op.alter_column("proved_at", existing_type=sa.DateTime(timezone=True), nullable=False)
    with op.batch_alter_table("users", schema=None) as batch_op:
        batch_op.add_column(sa.Column("start_code_until", sa.DateTime(timezone=True), nullable=True))
    users = sa.table("users", sa.column("must_change_password", sa.Boolean()), sa.column("start_code_until", sa.DateTime(timezone=True)))
    op.execute(users.update().where(users.c.must_change_password.is_(sa.true())).values(start_code_until=datetime.now(UTC) + GRACE))
    op.create_table(
        "known_browser",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name=op.f("fk_known_browser_user_id_users"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_known_browser")),
        sa.UniqueConstraint("user_id", "token_hash", name=op.f("uq_known_browser_user_id_token_hash")),
    )


def downgrade() -> None:
    op.drop_table("known_browser")
    with op.batch_alter_table("users", schema=None) as batch_op:
        batch_op.drop_column("start_code_until")
    with op.batch_alter_table("user_session", schema=None) as batch_op:
        batch_op.drop_column("proved_at")
