"""Runs migrations with the app's own engine and metadata (Flask-Migrate)."""

from alembic import context
from flask import current_app

from workbench.crypto import EncryptedText
from workbench.extensions import UtcDateTime, db


def render_item(kind, thing, autogen_context):
    """Write our own column types as what they are in the database: migrations stand on their own."""
    if kind == "type" and isinstance(thing, EncryptedText):
        return "sa.LargeBinary()"
    if kind == "type" and isinstance(thing, UtcDateTime):
        return "sa.DateTime(timezone=True)"
    return False


def run() -> None:
    engine = current_app.extensions["migrate"].db.engine
    with engine.connect() as connection:
        context.configure(
            connection=connection, target_metadata=db.metadata, render_as_batch=True, render_item=render_item,
            compare_type=True, transaction_per_migration=True,
        )
        with context.begin_transaction():
            context.run_migrations()


run()
