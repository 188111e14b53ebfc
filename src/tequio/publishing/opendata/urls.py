from django.urls import path, register_converter

from tequio.publishing.opendata.views import catalogue, ckan, download, machine, office


class DigestConverter:
    """A SHA-256 in an address: 32 bytes in hexadecimal."""

    regex = "[0-9a-f]{64}"

    def to_python(self, value: str) -> str:
        """Return it as it stands."""
        return value

    def to_url(self, value: str) -> str:
        """Return it as it stands."""
        return value


register_converter(DigestConverter, "digest")

app_name = "opendata"
urlpatterns = [
    path("datos/", catalogue.catalogue, name="catalogue"),
    path("datos/catalogo.json", machine.plain_catalogue, name="machine_catalogue"),
    path("datos/catalogo.jsonld", machine.dcat, name="dcat"),
    path("data.json", machine.data_json, name="data_json"),
    path("datos/archivos/<path:key>", download.download, name="download"),
    path("datos/versiones/<digest:digest>/<str:name>", download.version, name="version"),
    path("datos/comprobar/", catalogue.checking, name="checking"),
    path("datos/<slug:slug>/", catalogue.dataset, name="dataset"),
    path("datos/<slug:slug>/datapackage.json", machine.data_package, name="data_package"),
    path("datos/<slug:slug>/esquema/<str:table>.json", machine.table_schema, name="table_schema"),
    path("datos/<slug:slug>/SHA256SUMS", machine.checksums, name="checksums"),
    path("datos/<slug:slug>/versiones.json", machine.versions, name="versions"),
    path("api/action/<str:name>", ckan.action, name="ckan"),
    path("api/3/action/<str:name>", ckan.action, name="ckan_3"),
    path("api/3", ckan.version, name="ckan_version"),
    path("escritorio/datos-abiertos/", office.index, name="office"),
    path("escritorio/datos-abiertos/actualizar/", office.refresh, name="office_refresh"),
]
