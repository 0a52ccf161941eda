"""Requests about a file and what is decided of each item, what people added, holds, and what was erased."""

import sqlalchemy as sa
from alembic import op

revision = "0037"
down_revision = "0036"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table("erasure",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("of_casus", sa.Integer(), nullable=False),
        sa.Column("ref", sa.String(length=20), nullable=False),
        sa.Column("of_person", sa.Integer(), nullable=True),
        sa.Column("team_id", sa.Integer(), nullable=True),
        sa.Column("term", sa.String(length=40), nullable=True),
        sa.Column("framework", sa.String(length=40), nullable=True),
        sa.Column("closed_on", sa.Date(), nullable=True),
        sa.Column("keep_until", sa.Date(), nullable=True),
        sa.Column("asked_by_id", sa.Integer(), nullable=True),
        sa.Column("decided_by_id", sa.Integer(), nullable=True),
        sa.Column("carried_out_by_id", sa.Integer(), nullable=True),
        sa.Column("asked_on", sa.Date(), nullable=True),
        sa.Column("done_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("counts", sa.JSON(), nullable=False),
        sa.Column("rows", sa.JSON(), nullable=False),
        sa.Column("replayed", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["asked_by_id"], ["users.id"], name=op.f("fk_erasure_asked_by_id_users")),
        sa.ForeignKeyConstraint(["carried_out_by_id"], ["users.id"], name=op.f("fk_erasure_carried_out_by_id_users")),
        sa.ForeignKeyConstraint(["decided_by_id"], ["users.id"], name=op.f("fk_erasure_decided_by_id_users")),
        sa.ForeignKeyConstraint(["team_id"], ["team.id"], name=op.f("fk_erasure_team_id_team")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_erasure")),
    )
    with op.batch_alter_table("erasure") as batch_op:
        batch_op.create_index(batch_op.f("ix_erasure_ref"), ["ref"], unique=False)

    op.create_table("destruction",
        sa.Column("why", sa.LargeBinary(), nullable=False),
        sa.Column("asked_on", sa.Date(), nullable=False),
        sa.Column("refused_by_id", sa.Integer(), nullable=True),
        sa.Column("refused_on", sa.Date(), nullable=True),
        sa.Column("refused_why", sa.LargeBinary(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("casus_id", sa.Integer(), nullable=False),
        sa.Column("created_by_id", sa.Integer(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["casus_id"], ["casus.id"], name=op.f("fk_destruction_casus_id_casus")),
        sa.ForeignKeyConstraint(["created_by_id"], ["users.id"], name=op.f("fk_destruction_created_by_id_users")),
        sa.ForeignKeyConstraint(["refused_by_id"], ["users.id"], name=op.f("fk_destruction_refused_by_id_users")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_destruction")),
    )
    with op.batch_alter_table("destruction") as batch_op:
        batch_op.create_index(batch_op.f("ix_destruction_casus_id"), ["casus_id"], unique=False)

    op.create_table("legal_hold",
        sa.Column("reason", sa.LargeBinary(), nullable=False),
        sa.Column("until", sa.Date(), nullable=False),
        sa.Column("confirmed_by_id", sa.Integer(), nullable=True),
        sa.Column("lift_asked_by_id", sa.Integer(), nullable=True),
        sa.Column("lift_why", sa.LargeBinary(), nullable=True),
        sa.Column("lifted_by_id", sa.Integer(), nullable=True),
        sa.Column("lifted_on", sa.Date(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("casus_id", sa.Integer(), nullable=False),
        sa.Column("created_by_id", sa.Integer(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["casus_id"], ["casus.id"], name=op.f("fk_legal_hold_casus_id_casus")),
        sa.ForeignKeyConstraint(["confirmed_by_id"], ["users.id"], name=op.f("fk_legal_hold_confirmed_by_id_users")),
        sa.ForeignKeyConstraint(["created_by_id"], ["users.id"], name=op.f("fk_legal_hold_created_by_id_users")),
        sa.ForeignKeyConstraint(["lift_asked_by_id"], ["users.id"], name=op.f("fk_legal_hold_lift_asked_by_id_users")),
        sa.ForeignKeyConstraint(["lifted_by_id"], ["users.id"], name=op.f("fk_legal_hold_lifted_by_id_users")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_legal_hold")),
    )
    with op.batch_alter_table("legal_hold") as batch_op:
        batch_op.create_index(batch_op.f("ix_legal_hold_casus_id"), ["casus_id"], unique=False)

    op.create_table("file_request",
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("asked_by_id", sa.Integer(), nullable=True),
        sa.Column("asked_by_name", sa.LargeBinary(), nullable=True),
        sa.Column("ground", sa.String(length=40), nullable=False),
        sa.Column("wish", sa.LargeBinary(), nullable=True),
        sa.Column("received_on", sa.Date(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("prepared_by_id", sa.Integer(), nullable=True),
        sa.Column("sent_back_why", sa.LargeBinary(), nullable=True),
        sa.Column("decided_by_id", sa.Integer(), nullable=True),
        sa.Column("decided_on", sa.Date(), nullable=True),
        sa.Column("decision_why", sa.LargeBinary(), nullable=True),
        sa.Column("done_on", sa.Date(), nullable=True),
        sa.Column("handed_to", sa.LargeBinary(), nullable=True),
        sa.Column("recognised_how", sa.LargeBinary(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("casus_id", sa.Integer(), nullable=False),
        sa.Column("created_by_id", sa.Integer(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["asked_by_id"], ["person.id"], name=op.f("fk_file_request_asked_by_id_person")),
        sa.ForeignKeyConstraint(["casus_id"], ["casus.id"], name=op.f("fk_file_request_casus_id_casus")),
        sa.ForeignKeyConstraint(["created_by_id"], ["users.id"], name=op.f("fk_file_request_created_by_id_users")),
        sa.ForeignKeyConstraint(["decided_by_id"], ["users.id"], name=op.f("fk_file_request_decided_by_id_users")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_file_request_person_id_person")),
        sa.ForeignKeyConstraint(["prepared_by_id"], ["users.id"], name=op.f("fk_file_request_prepared_by_id_users")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_file_request")),
    )
    with op.batch_alter_table("file_request") as batch_op:
        batch_op.create_index(batch_op.f("ix_file_request_casus_id"), ["casus_id"], unique=False)

    op.create_table("file_item",
        sa.Column("request_id", sa.Integer(), nullable=False),
        sa.Column("record_type", sa.String(length=40), nullable=False),
        sa.Column("record_id", sa.Integer(), nullable=False),
        sa.Column("read_as", sa.String(length=64), nullable=False),
        sa.Column("decision", sa.String(length=40), nullable=False),
        sa.Column("because", sa.String(length=40), nullable=True),
        sa.Column("shared_text", sa.LargeBinary(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("casus_id", sa.Integer(), nullable=False),
        sa.Column("created_by_id", sa.Integer(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["casus_id"], ["casus.id"], name=op.f("fk_file_item_casus_id_casus")),
        sa.ForeignKeyConstraint(["created_by_id"], ["users.id"], name=op.f("fk_file_item_created_by_id_users")),
        sa.ForeignKeyConstraint(["request_id"], ["file_request.id"], name=op.f("fk_file_item_request_id_file_request")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_file_item")),
        sa.UniqueConstraint("request_id", "record_type", "record_id", name=op.f("uq_file_item_request_id_record_type_record_id")),
    )
    with op.batch_alter_table("file_item") as batch_op:
        batch_op.create_index(batch_op.f("ix_file_item_casus_id"), ["casus_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_file_item_request_id"), ["request_id"], unique=False)

    op.create_table("file_statement",
        sa.Column("request_id", sa.Integer(), nullable=True),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("record_type", sa.String(length=40), nullable=True),
        sa.Column("record_id", sa.Integer(), nullable=True),
        sa.Column("field", sa.String(length=40), nullable=True),
        sa.Column("was", sa.LargeBinary(), nullable=True),
        sa.Column("text", sa.LargeBinary(), nullable=False),
        sa.Column("added_on", sa.Date(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("casus_id", sa.Integer(), nullable=False),
        sa.Column("created_by_id", sa.Integer(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["casus_id"], ["casus.id"], name=op.f("fk_file_statement_casus_id_casus")),
        sa.ForeignKeyConstraint(["created_by_id"], ["users.id"], name=op.f("fk_file_statement_created_by_id_users")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_file_statement_person_id_person")),
        sa.ForeignKeyConstraint(["request_id"], ["file_request.id"], name=op.f("fk_file_statement_request_id_file_request")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_file_statement")),
    )
    with op.batch_alter_table("file_statement") as batch_op:
        batch_op.create_index(batch_op.f("ix_file_statement_casus_id"), ["casus_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_file_statement_request_id"), ["request_id"], unique=False)


def downgrade() -> None:
    with op.batch_alter_table("file_statement") as batch_op:
        batch_op.drop_index(batch_op.f("ix_file_statement_request_id"))
        batch_op.drop_index(batch_op.f("ix_file_statement_casus_id"))

    op.drop_table("file_statement")
    with op.batch_alter_table("file_item") as batch_op:
        batch_op.drop_index(batch_op.f("ix_file_item_request_id"))
        batch_op.drop_index(batch_op.f("ix_file_item_casus_id"))

    op.drop_table("file_item")
    with op.batch_alter_table("file_request") as batch_op:
        batch_op.drop_index(batch_op.f("ix_file_request_casus_id"))

    op.drop_table("file_request")
    with op.batch_alter_table("legal_hold") as batch_op:
        batch_op.drop_index(batch_op.f("ix_legal_hold_casus_id"))

    op.drop_table("legal_hold")
    with op.batch_alter_table("destruction") as batch_op:
        batch_op.drop_index(batch_op.f("ix_destruction_casus_id"))

    op.drop_table("destruction")
    with op.batch_alter_table("erasure") as batch_op:
        batch_op.drop_index(batch_op.f("ix_erasure_ref"))

    op.drop_table("erasure")
