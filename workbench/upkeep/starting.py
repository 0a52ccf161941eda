"""The self-test at the start: in production nobody is served while what families tell could be lost or shown (security.md F)."""

import click
from flask import Flask
from flask_babel import force_locale
from sqlalchemy.exc import OperationalError

from workbench import database
from workbench.extensions import db


def refuse_when_unsafe(app: Flask) -> None:
    """End the process with what is wrong, before it answers anybody. Commands still run: they are how it is mended."""
    context = click.get_current_context(silent=True)
    if app.config.get("DEMO") or app.testing or (context is not None and context.info_name != "run"):
        return
    if wrong := what_is_wrong(app):
        raise SystemExit("The workbench does not serve on this machine:\n- " + "\n- ".join(wrong))


def what_is_wrong(app: Flask) -> list[str]:
    """The hard faults, in words; none when it may serve."""
    from workbench.upkeep.doctor import hard

    with app.app_context(), database.reading(), force_locale("en"):
        try:
            found = [finding.text for finding in hard() if finding.hard and not finding.well]
        except OperationalError as error:
            found = [f"the database cannot be reached, or holds no workbench ({type(error.orig).__name__})"]
        finally:
            db.session.remove()
            db.engine.dispose()  # a server that forks must not share what was opened here
    return found
