from django.urls import URLPattern, URLResolver, path

from tequio.foundation.loads.views import batches, kinds

app_name = "loads"
_KIND = "escritorio/cargas/<slug:slug>/"
_BATCH = "escritorio/cargas/archivo/<uuid:batch_id>/"
urlpatterns: list[URLPattern | URLResolver] = [
    path("escritorio/cargas/", kinds.listing, name="list"),
    path(_BATCH, batches.page, name="batch"),
    path(f"{_BATCH}avance/", batches.progress, name="progress"),
    path(f"{_BATCH}hoja/", batches.sheet, name="sheet"),
    path(f"{_BATCH}columnas/", batches.mapping, name="mapping"),
    path(f"{_BATCH}cargar/", batches.load, name="load"),
    path(f"{_BATCH}deshacer/", batches.undo, name="undo"),
    path(f"{_BATCH}por-corregir.xlsx", batches.failed, name="failed"),
    path(_KIND, kinds.upload, name="kind"),
    path(f"{_KIND}plantilla.xlsx", kinds.template, name="template"),
    path(f"{_KIND}actual.xlsx", kinds.current, name="current"),
]
