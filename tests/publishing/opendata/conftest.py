import pytest

from tequio.publishing.opendata import types


@pytest.fixture(autouse=True)
def public(tmp_path, settings):
    """A public storage of the test's own."""
    folder = tmp_path / "public"
    settings.STORAGES = {
        **settings.STORAGES,
        "public": {
            "BACKEND": "django.core.files.storage.FileSystemStorage",
            "OPTIONS": {"location": folder},
        },
    }
    return folder


@pytest.fixture
def registered(monkeypatch):
    """A registry of the test's own, with one dataset that has a dictionary."""
    monkeypatch.setattr(types, "_datasets", {})
    spec = types.DatasetSpec(
        slug="contratos",
        title="Contratos de prueba",
        description="Qué se contrató y a quién.",
        fields=[
            types.Field(name="ocid", description="Clave del proceso"),
            types.Field(name="monto", description="Con IVA", type="money"),
        ],
        frequency="Al momento",
    )
    types.register(spec)
    return spec
