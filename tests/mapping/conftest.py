"""A worker with a family, for the pages of the map."""

import pytest

from tests import factories

HARM = {"text": "Kim sliep op de bank.", "happened_on": "2025-11-14", "source": "Fatiha", "source_kind": "seen"}


@pytest.fixture
def sanne(app):
    return factories.worker()


@pytest.fixture
def casus(sanne):
    return factories.casus(sanne)


@pytest.fixture
def worker(browse, sanne):
    return browse(sanne)
