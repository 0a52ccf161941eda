"""Runs migrations with the app's own engine and metadata (Flask-Migrate).

Each migration is one transaction, on SQLite too: one that is interrupted leaves everything as it was. SQLite rebuilds a
table to change it; the keys that point at it are looked at when it stands again, before the commit.
"""

from alembic import context
from flask import current_app
from sqlalchemy import text

from workbench.crypto import EncryptedText
from workbench.extensions import UtcDateTime, db


def render_item(kind, thing, autogen_context):
    """Write our own column types as what they are in the database: migrations stand on their own."""
    if kind == "type" and isinstance(thing, EncryptedText):
        return "sa.LargeBinary()"
    if kind == "type" and isinstance(thing, UtcDateTime):
        return "sa.DateTime(timezone=True)"
    return False


def keys_hold(ctx, **_values) -> None:
    """Refuse the migration when a row points at one that is gone."""
    if ctx.dialect.name == "sqlite" and ctx.connection.execute(text("PRAGMA foreign_key_check")).first():
        raise RuntimeError("After this migration a row would point at one that is gone; nothing was changed.")


def run() -> None:
    engine = current_app.extensions["migrate"].db.engine
    with engine.connect() as connection:
        own = connection.connection.dbapi_connection
        sqlite = engine.dialect.name == "sqlite"
        if sqlite:
            own.execute("PRAGMA foreign_keys=OFF")  # has no effect once a transaction has begun
        try:
            context.configure(
                connection=connection, target_metadata=db.metadata, render_as_batch=True, render_item=render_item,
                compare_type=True, transaction_per_migration=True, on_version_apply=keys_hold,
            )  # fmt: skip
            with context.begin_transaction():
                context.run_migrations()
        finally:
            connection.rollback()
            if sqlite:
                own.execute("PRAGMA foreign_keys=ON")


run()
