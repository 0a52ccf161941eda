"""The Veiligheidsplan-werkbank. create_app and the table of blueprints; nothing else lives here."""

from importlib import import_module
from importlib.util import find_spec
from typing import Any

from flask import Flask

# Every subject with pages, in the order of the house. A new subject is one row.
BLUEPRINTS = (
    "accounts", "audit", "casus", "coach", "outbox", "own_views",
    "emergency", "second_look", "alerts", "log_review", "network", "signals", "partners", "mapping", "voices", "goals",
    "agreements", "plans", "reviews", "monitoring", "successes", "aftercare", "rights", "meetings", "meeting_mode", "closing",
    "standards", "trajectory", "supervision", "learning", "documents", "overview", "transfer", "file_rights", "upkeep",
)  # fmt: skip


def create_app(config: Any) -> Flask:
    """The app for one configuration (see config.py). Raises what the configuration raises when it is incomplete."""
    from workbench import access, accounts, cli, clock, crypto, database, frame, web
    from workbench.agreements import pages as agreement_pages
    from workbench.documents import closing_views, coverage_views, find_views, house_views, let_out_views, pack_views
    from workbench.extensions import babel, csrf, db, limiter, migrate
    from workbench.file_rights import office_views
    from workbench.file_rights import own_pages as own_file_pages
    from workbench.meetings import feedback_pages
    from workbench.meetings import pages as meeting_pages
    from workbench.monitoring import own_pages
    from workbench.overview import pages, timeline_views
    from workbench.web import draft_views

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
    for subject in BLUEPRINTS:
        if find_spec(f"workbench.{subject}.views"):
            app.register_blueprint(import_module(f"workbench.{subject}.views").bp)
    app.register_blueprint(coverage_views.bp)
    app.register_blueprint(draft_views.bp)
    app.register_blueprint(draft_views.own_bp)
    app.register_blueprint(pages.bp)
    app.register_blueprint(meeting_pages.bp)
    app.register_blueprint(feedback_pages.bp)
    app.register_blueprint(own_pages.bp)
    app.register_blueprint(own_file_pages.bp)
    app.register_blueprint(timeline_views.bp)
    app.register_blueprint(agreement_pages.bp)
    app.register_blueprint(house_views.bp)
    app.register_blueprint(closing_views.bp)
    app.register_blueprint(pack_views.bp)
    app.register_blueprint(let_out_views.bp)
    app.register_blueprint(find_views.bp)
    app.register_blueprint(office_views.bp)
    cli.init_app(app)
    accounts.declare_access(app)
    return app


def import_models() -> None:
    """Load every record type, so that the mappers and migrations know all tables."""
    for subject in BLUEPRINTS:
        if find_spec(f"workbench.{subject}.models"):
            import_module(f"workbench.{subject}.models")
