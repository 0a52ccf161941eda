"""The house stands: the app is made, and says that it lives."""

from tests import factories


def test_the_app_says_that_it_lives(browse):
    assert browse().open("/health").words == "ok"


def test_nobody_sees_a_casus_without_signing_in(browse):
    casus = factories.casus()

    assert browse().open("overview.casus", ref=casus.ref).address == "/sign-in"


def test_a_stranger_does_not_learn_that_the_casus_exists(browse):
    casus = factories.casus()
    stranger = browse(factories.worker())

    assert stranger.open("overview.casus", ref=casus.ref).status == 404
