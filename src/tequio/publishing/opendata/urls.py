from django.urls import path

from tequio.publishing.opendata.views import catalogue, download

app_name = "opendata"
urlpatterns = [
    path("datos/", catalogue.catalogue, name="catalogue"),
    path("datos/catalogo.json", catalogue.machine_catalogue, name="machine_catalogue"),
    path("datos/archivos/<path:key>", download.download, name="download"),
    path("datos/<slug:slug>/", catalogue.dataset, name="dataset"),
]
