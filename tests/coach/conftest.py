"""A family with an agreement that says something vague, and the coach as a browser without JavaScript uses it."""

from dataclasses import dataclass
from typing import Any

import pytest

from tests import factories

VAGUE = "Kim belt Marloes regelmatig."


@dataclass
class Family:
    casus: Any
    worker: Any
    kim: Any
    agreement: Any


@pytest.fixture
def family(app):
    worker = factories.worker()
    casus = factories.casus(worker)
    kim, bas = factories.person(casus), factories.person(casus, "Bas")
    factories.person(casus, "Marloes")
    agreement = factories.agreement(casus, factories.goal(casus, shows=[kim]), [kim], bas, what=VAGUE)
    return Family(casus, worker, kim, agreement)


@pytest.fixture
def edit(family):
    """Where the agreement is changed."""
    return f"/casus/{family.casus.ref}/agreements/{family.agreement.id}/edit"


def buttons(page, words, field="what"):
    """The buttons of the coach with these words beside a field."""
    found = page.tree.xpath("//*[@id=$id]//button", id=f"coach-{field}")
    return [one for one in found if " ".join(one.itertext()).strip() == words]


def press(browser, page, button, answers=None, **options):
    """Press a button of the coach: the whole form goes to where the button says."""
    sent = page.fields()
    for name, value in (answers or {}).items():
        sent.setlist(name, [value])
    sent.setlist(button.get("name"), [button.get("value")])
    answer = browser.request("POST", button.get("formaction"), data=sent, follow=False, **options)
    if answer.status == 307:  # a browser sends the same form on to there
        return browser.request("POST", answer.headers["Location"].partition("#")[0], data=sent)
    return answer


def leave(browser, page, about, reason, answers=None, **options):
    """Leave the point about these words as it is."""
    item = next(one for one in page.tree.xpath("//*[@id='coach-what']//mark") if one.text == about)
    item = item.getparent().getparent()
    button, field = item.xpath(".//button")[0], item.xpath(".//textarea")[0].get("name")
    return press(browser, page, button, {field: reason, **(answers or {})}, **options)
