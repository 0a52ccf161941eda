"""What every page needs before a subject is involved: address converters, form base and fields, headers, filters."""

from flask import Flask

from workbench.web import beside, converters, cookie, drawing, filters, headers, prompts, uploads


def init_app(app: Flask) -> None:
    """Tie converters, security headers and template filters to the app. Called before any route is made."""
    app.jinja_options = {"cache_size": -1}  # every template stays: there are nearly as many as Jinja would keep
    app.session_interface = cookie.PatientCookie()
    converters.init_app(app)
    headers.init_app(app)
    uploads.init_app(app)
    filters.init_app(app)
    drawing.init_app(app)
    beside.init_app(app)
    prompts.init_app(app)
