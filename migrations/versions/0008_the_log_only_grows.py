"""The database itself refuses to change or remove a row of the log (security.md, threat 20)."""

from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

SAYS = "the log only grows"


def upgrade() -> None:
    if op.get_bind().dialect.name == "sqlite":
        for change in ("UPDATE", "DELETE"):
            op.execute(
                f"CREATE TRIGGER audit_entry_no_{change.lower()} BEFORE {change} ON audit_entry "
                f"BEGIN SELECT RAISE(ABORT, '{SAYS}'); END"
            )
        return
    op.execute(
        "CREATE FUNCTION audit_entry_only_grows() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN RAISE EXCEPTION '{SAYS}'; END $$"
    )
    for name, changes, each in (("row", "UPDATE OR DELETE", "ROW"), ("table", "TRUNCATE", "STATEMENT")):
        op.execute(
            f"CREATE TRIGGER audit_entry_keep_{name} BEFORE {changes} ON audit_entry "
            f"FOR EACH {each} EXECUTE FUNCTION audit_entry_only_grows()"
        )


def downgrade() -> None:
    if op.get_bind().dialect.name == "sqlite":
        for change in ("update", "delete"):
            op.execute(f"DROP TRIGGER audit_entry_no_{change}")
        return
    for name in ("row", "table"):
        op.execute(f"DROP TRIGGER audit_entry_keep_{name} ON audit_entry")
    op.execute("DROP FUNCTION audit_entry_only_grows()")
