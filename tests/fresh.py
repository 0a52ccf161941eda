"""Somebody who proved a moment ago who he or she is, as the pages for grave things ask (`needs_fresh_proof`)."""

from sqlalchemy import update

from tests.pages import Browser
from workbench import clock
from workbench.accounts.models import UserSession
from workbench.extensions import db


def proved(browser: Browser) -> Browser:
    """The same browser, just after the page that asks who is there."""
    with browser.app.app_context():
        db.session.execute(update(UserSession).values(proved_at=clock.now()))
        db.session.commit()
    return browser
