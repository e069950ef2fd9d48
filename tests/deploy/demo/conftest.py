"""The bundled newswire, read once."""

import pytest

from deploy.demo.content import Newswire
from deploy.demo.sites import Sites


@pytest.fixture(scope="session")
def newswire():
    return Newswire.load()


@pytest.fixture(scope="session")
def sites(newswire):
    return Sites(newswire)


@pytest.fixture(scope="session")
def end(newswire):
    """The time at which everything is published."""
    return newswire.ticks[-1].at
