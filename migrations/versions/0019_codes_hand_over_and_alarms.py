"""Codes that are sent, the tablet that is handed over, and what is odd about a link (security.md D)."""

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("contact_point", schema=None) as batch_op:
        batch_op.add_column(sa.Column("checked_on", sa.Date(), nullable=True))
        batch_op.add_column(sa.Column("safe_from", sa.Time(), nullable=True))
        batch_op.add_column(sa.Column("safe_until", sa.Time(), nullable=True))
    with op.batch_alter_table("invitation", schema=None) as batch_op:
        batch_op.alter_column("code_hash", existing_type=sa.String(length=200), nullable=True)
        batch_op.add_column(sa.Column("code_until", sa.DateTime(timezone=True), nullable=True))
        batch_op.add_column(sa.Column("code_point_id", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("link_point_id", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("sends_total", sa.Integer(), nullable=False, server_default="0"))
        batch_op.add_column(sa.Column("looked_at", sa.DateTime(timezone=True), nullable=True))
        batch_op.create_foreign_key(
            batch_op.f("fk_invitation_code_point_id_contact_point"), "contact_point", ["code_point_id"], ["id"]
        )
        batch_op.create_foreign_key(
            batch_op.f("fk_invitation_link_point_id_contact_point"), "contact_point", ["link_point_id"], ["id"]
        )
        batch_op.create_check_constraint(
            batch_op.f("ck_invitation_codes_go_somewhere"),
            "channel_code NOT IN ('sms', 'email') OR code_point_id IS NOT NULL",
        )
    with op.batch_alter_table("participant_session", schema=None) as batch_op:
        batch_op.add_column(sa.Column("browser", sa.String(length=32), nullable=False, server_default=""))
        batch_op.add_column(sa.Column("handed_by_id", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("resumes_id", sa.Integer(), nullable=True))
        batch_op.create_foreign_key(
            batch_op.f("fk_participant_session_handed_by_id_users"), "users", ["handed_by_id"], ["id"]
        )
        batch_op.create_foreign_key(
            batch_op.f("fk_participant_session_resumes_id_user_session"), "user_session", ["resumes_id"], ["id"],
            ondelete="SET NULL",
        )  # fmt: skip
    with op.batch_alter_table("outgoing_mail", schema=None) as batch_op:
        batch_op.add_column(sa.Column("way", sa.String(length=40), nullable=False, server_default="mail"))
        batch_op.add_column(sa.Column("secret", sa.LargeBinary(), nullable=True))
        batch_op.add_column(sa.Column("good_until", sa.DateTime(timezone=True), nullable=True))
    op.create_table(
        "unknown_links",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.Column("many", sa.Integer(), nullable=False),
        sa.Column("alarmed_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_unknown_links")),
    )


def downgrade() -> None:
    op.drop_table("unknown_links")
    op.execute("DELETE FROM outgoing_mail WHERE kind IN ('link', 'code')")
    with op.batch_alter_table("outgoing_mail", schema=None) as batch_op:
        batch_op.drop_column("good_until")
        batch_op.drop_column("secret")
        batch_op.drop_column("way")
    with op.batch_alter_table("participant_session", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("fk_participant_session_resumes_id_user_session"), type_="foreignkey")
        batch_op.drop_constraint(batch_op.f("fk_participant_session_handed_by_id_users"), type_="foreignkey")
        batch_op.drop_column("resumes_id")
        batch_op.drop_column("handed_by_id")
        batch_op.drop_column("browser")
    op.execute("UPDATE invitation SET code_hash = '' WHERE code_hash IS NULL")  # opens with no code, as before
    with op.batch_alter_table("invitation", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("ck_invitation_codes_go_somewhere"), type_="check")
        batch_op.drop_constraint(batch_op.f("fk_invitation_link_point_id_contact_point"), type_="foreignkey")
        batch_op.drop_constraint(batch_op.f("fk_invitation_code_point_id_contact_point"), type_="foreignkey")
        batch_op.drop_column("looked_at")
        batch_op.drop_column("sends_total")
        batch_op.drop_column("link_point_id")
        batch_op.drop_column("code_point_id")
        batch_op.drop_column("code_until")
        batch_op.alter_column("code_hash", existing_type=sa.String(length=200), nullable=False)
    with op.batch_alter_table("contact_point", schema=None) as batch_op:
        batch_op.drop_column("safe_until")
        batch_op.drop_column("safe_from")
        batch_op.drop_column("checked_on")
