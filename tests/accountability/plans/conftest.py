import pytest

from tequio.config.demo.factories import forums as forum_factory
from tequio.config.demo.factories.plans import make_plan


@pytest.fixture(autouse=True)
def _kept(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def forum(db):
    return forum_factory.forum()


@pytest.fixture
def plan(forum):
    return make_plan(forum)


@pytest.fixture
def voice(forum):
    return forum_factory.contribution(forum)
