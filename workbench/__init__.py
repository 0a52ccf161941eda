"""The Veiligheidsplan-werkbank. create_app and the table of blueprints; nothing else lives here."""

from importlib import import_module
from importlib.util import find_spec
from typing import Any

from flask import Flask

# Every subject with pages, in the order of the house. A new subject is one row.
BLUEPRINTS = (
    "accounts", "audit", "casus", "coach", "outbox", "own_views",
    "emergency", "second_look", "alerts", "log_review", "network", "signals", "partners", "mapping", "voices", "goals",
    "agreements", "plans", "reviews", "monitoring", "successes", "aftercare", "rights", "secret_words", "meetings",
    "meeting_mode", "closing", "standards", "trajectory", "supervision", "learning", "documents", "overview", "transfer",
    "file_rights", "upkeep",
)  # fmt: skip
# Pages that stand in a module of their own beside views.py. What a participant is offered stands in this order too.
MORE_PAGES = (
    "agreements.pages", "documents.closing_views", "documents.coverage_views", "documents.find_views", "documents.house_views",
    "documents.let_out_views", "documents.pack_views", "file_rights.office_views", "file_rights.own_pages",
    "meetings.feedback_pages", "meetings.pages", "monitoring.own_pages", "overview.pages", "overview.timeline_views",
    "web.draft_views",
)  # fmt: skip


def create_app(config: Any) -> Flask:
    """The app for one configuration (see config.py). Raises what the configuration raises when it is incomplete."""
    from workbench import access, accounts, cli, clock, crypto, database, frame, web
    from workbench.extensions import babel, csrf, db, limiter, migrate

    app = Flask(__name__, template_folder="../templates")
    app.config.from_object(config)
    clock.begin_on(app.config["DEMO_DAY"])
    app.extensions["keyring"] = crypto.KeyRing.parse(app.config["KEYS"])
    web.init_app(app)
    database.init_app(app)
    db.init_app(app)
    migrate.init_app(app, db, directory="migrations", render_as_batch=True)
    csrf.init_app(app)
    babel.init_app(app, locale_selector=frame.locale)
    limiter.init_app(app)
    access.init_app(app)
    accounts.init_app(app)
    frame.init_app(app)
    import_models()  # before the pages: a statement made on import must know the type of every foreign key
    views = [f"{subject}.views" for subject in BLUEPRINTS if find_spec(f"workbench.{subject}.views")]
    loaded = [import_module(f"workbench.{name}") for name in (*MORE_PAGES, *views)]  # all, before any is registered
    for module in loaded:
        for blueprint in (module.bp, *getattr(module, "more_bps", ())):
            app.register_blueprint(blueprint)
    cli.init_app(app)
    accounts.declare_access(app)
    return app


def import_models() -> None:
    """Load every record type, so that the mappers and migrations know all tables."""
    for subject in BLUEPRINTS:
        if find_spec(f"workbench.{subject}.models"):
            import_module(f"workbench.{subject}.models")
