"""Before it answers anybody: in production nobody is served while what families tell could be lost or shown (security.md F)."""

import gc

import click
from flask import Flask
from flask_babel import force_locale
from sqlalchemy.exc import OperationalError

from workbench import database
from workbench.extensions import db

# New objects before the collector looks; with Python's own 700 it looks several times while one page is drawn.
BETWEEN_COLLECTIONS = 20_000


def make_ready(app: Flask) -> None:
    """In production: end the process with what is wrong, or settle. Commands still run: they are how it is mended."""
    context = click.get_current_context(silent=True)
    if app.config.get("DEMO") or app.testing or (context is not None and context.info_name != "run"):
        return
    if wrong := what_is_wrong(app):
        raise SystemExit("The workbench does not serve on this machine:\n- " + "\n- ".join(wrong))
    settle(app)


def settle(app: Flask) -> None:
    """Compile every template, and let the garbage collector leave alone what stays for ever; a server forks after this.

    Otherwise the first people of the day wait for the compiler, once in each process, and the collector walks through the whole
    product during every few answers (security.md F.9).
    """
    for name in app.jinja_env.list_templates(extensions=["html", "svg", "txt", "xml"]):
        app.jinja_env.get_template(name)
    gc.collect()
    gc.freeze()
    gc.set_threshold(BETWEEN_COLLECTIONS, 10, 10)


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
