import pytest


@pytest.fixture(autouse=True)
def shelf(settings, tmp_path):
    """Published files go to a folder of the test's own."""
    settings.STORAGES = settings.STORAGES | {
        "public": {
            "BACKEND": "django.core.files.storage.FileSystemStorage",
            "OPTIONS": {"location": tmp_path},
        }
    }
    return tmp_path
