"""Somebody who proved a moment ago who he or she is, as the pages for grave things ask (`needs_fresh_proof`)."""

from datetime import datetime, timedelta

from sqlalchemy import update

from tests.pages import Browser
from workbench import clock
from workbench.accounts.models import UserSession
from workbench.extensions import db


def proved(browser: Browser) -> Browser:
    """The same browser, just after the page that asks who is there."""
    return _shown_at(browser, clock.now())


def long_here(browser: Browser) -> Browser:
    """The same browser, an hour after somebody showed who it is."""
    return _shown_at(browser, clock.now() - timedelta(hours=1))


def _shown_at(browser: Browser, moment: datetime) -> Browser:
    with browser.app.app_context():
        db.session.execute(update(UserSession).values(proved_at=moment))
        db.session.commit()
    return browser
