"""Somebody who proved a moment ago who he or she is, as the pages for grave things ask (`needs_fresh_password`)."""

import time

from tests.pages import Browser


def proved(browser: Browser) -> Browser:
    """The same browser, just after the page that asks for the password once more."""
    with browser.client.session_transaction() as kept:
        kept["fs_paa"] = kept["fs_gexp"] = time.time()
    return browser
