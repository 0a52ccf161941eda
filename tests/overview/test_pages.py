"""The pages at the foot: everybody may read them, signed in or not."""

import pytest


@pytest.mark.parametrize(
    ("address", "heading"), [("/accessibility", "Toegankelijkheid"), ("/privacy", "Privacy en inzage"), ("/help", "Hulp")]
)
def test_anybody_can_read_what_stands_at_the_foot(browse, address, heading):
    page = browse().open(address)

    assert page.status == 200
    assert page.heading == heading
    assert {"/accessibility", "/privacy", "/help"} <= set(page.links().values())
