import pytest

from tequio.publishing.opendata import types


@pytest.fixture(autouse=True)
def public(tmp_path, settings):
    """A public storage of the test's own, and one for the versions."""
    settings.STORAGES = settings.STORAGES | {
        name: {
            "BACKEND": "django.core.files.storage.FileSystemStorage",
            "OPTIONS": {"location": tmp_path / name},
        }
        for name in ("public", "versions")
    }
    return tmp_path / "public"


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
        periodicity="CONT",
        theme="ECON",
        keywords=["compras", "obra pública"],
    )
    types.register(spec)
    return spec
