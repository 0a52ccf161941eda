"""Accounts: people, teams, sign-in with a second factor, sessions, and the terms of the house."""

from flask import Flask


def init_app(app: Flask) -> None:
    """Sign-in and sessions. Call after db, csrf and limiter; `app.extensions["keyring"]` must be there."""
    from workbench.accounts import sign_in

    sign_in.init_app(app)


def declare_access(app: Flask) -> None:
    """Say who may open the pages that Flask-Security made. Call when all blueprints are registered."""
    from workbench.accounts import sign_in

    sign_in.declare_access(app)
