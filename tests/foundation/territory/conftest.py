from pathlib import Path

import pytest


@pytest.fixture(autouse=True)
def _own_media(settings, tmp_path: Path) -> None:
    """Uploads of a test go to a folder of its own."""
    settings.MEDIA_ROOT = tmp_path
