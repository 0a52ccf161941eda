"""Rows of the log go at the end of their term, and only where a checkpoint stands in their place; a seal says what grew."""

import sqlalchemy as sa
from alembic import op

revision = "0038"
down_revision = "0037"
branch_labels = None
depends_on = None

SAYS = "the log only grows"
COVERED = "EXISTS (SELECT 1 FROM audit_checkpoint c WHERE c.chain = OLD.chain AND c.seq >= OLD.seq)"


def upgrade() -> None:
    op.create_table(
        "audit_checkpoint",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("chain", sa.Integer(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("rows", sa.Integer(), nullable=False),
        sa.Column("until", sa.Date(), nullable=False),
        sa.Column("digest", sa.LargeBinary(length=32), nullable=False),
        sa.Column("hash", sa.LargeBinary(length=32), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("key_id", sa.String(length=16), nullable=False),
        sa.Column("mac", sa.LargeBinary(length=32), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_audit_checkpoint")),
    )
    op.create_index(op.f("ix_audit_checkpoint_chain"), "audit_checkpoint", ["chain"])
    op.add_column("daily_seal", sa.Column("grown", sa.JSON(), nullable=True))
    if op.get_bind().dialect.name == "sqlite":
        op.execute("DROP TRIGGER audit_entry_no_delete")
        op.execute(
            f"CREATE TRIGGER audit_entry_no_delete BEFORE DELETE ON audit_entry WHEN NOT {COVERED} "
            f"BEGIN SELECT RAISE(ABORT, '{SAYS}'); END"
        )
        for change in ("UPDATE", "DELETE"):
            op.execute(
                f"CREATE TRIGGER audit_checkpoint_no_{change.lower()} BEFORE {change} ON audit_checkpoint "
                f"BEGIN SELECT RAISE(ABORT, '{SAYS}'); END"
            )
        return
    op.execute(
        "CREATE FUNCTION audit_entry_goes_when_covered() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN IF NOT {COVERED} THEN RAISE EXCEPTION '{SAYS}'; END IF; RETURN OLD; END $$"
    )
    op.execute("DROP TRIGGER audit_entry_keep_row ON audit_entry")
    op.execute(
        "CREATE TRIGGER audit_entry_keep_row BEFORE UPDATE ON audit_entry "
        "FOR EACH ROW EXECUTE FUNCTION audit_entry_only_grows()"
    )
    op.execute(
        "CREATE TRIGGER audit_entry_keep_until_covered BEFORE DELETE ON audit_entry "
        "FOR EACH ROW EXECUTE FUNCTION audit_entry_goes_when_covered()"
    )
    for name, changes, each in (("row", "UPDATE OR DELETE", "ROW"), ("table", "TRUNCATE", "STATEMENT")):
        op.execute(
            f"CREATE TRIGGER audit_checkpoint_keep_{name} BEFORE {changes} ON audit_checkpoint "
            f"FOR EACH {each} EXECUTE FUNCTION audit_entry_only_grows()"
        )


def downgrade() -> None:
    if op.get_bind().dialect.name == "sqlite":
        op.execute("DROP TRIGGER audit_entry_no_delete")
        op.execute(
            "CREATE TRIGGER audit_entry_no_delete BEFORE DELETE ON audit_entry "
            f"BEGIN SELECT RAISE(ABORT, '{SAYS}'); END"
        )
    else:
        op.execute("DROP TRIGGER audit_entry_keep_until_covered ON audit_entry")
        op.execute("DROP TRIGGER audit_entry_keep_row ON audit_entry")
        op.execute("DROP FUNCTION audit_entry_goes_when_covered()")
        op.execute(
            "CREATE TRIGGER audit_entry_keep_row BEFORE UPDATE OR DELETE ON audit_entry "
            "FOR EACH ROW EXECUTE FUNCTION audit_entry_only_grows()"
        )
    op.drop_column("daily_seal", "grown")
    op.drop_index(op.f("ix_audit_checkpoint_chain"), table_name="audit_checkpoint")
    op.drop_table("audit_checkpoint")
