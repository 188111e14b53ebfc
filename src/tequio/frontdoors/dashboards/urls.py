from django.urls import URLPattern, URLResolver, path

from tequio.frontdoors.dashboards.views import boards, office, pages, rows

app_name = "dashboards"
urlpatterns: list[URLPattern | URLResolver] = [
    path("tableros/", pages.index, name="index"),
    path("tableros/dinero/", boards.money, name="money"),
    path("tableros/plazos/", boards.times, name="times"),
    path("tableros/seguimiento/", boards.following, name="following"),
    path("tableros/seguimiento/mapa.geojson", boards.geojson, name="geojson"),
    path("tableros/factibilidad/", boards.feasibility, name="feasibility"),
    path("tableros/comparar/<slug:table>/", boards.compare, name="compare"),
    path("tableros/proyectos/", rows.projects, name="projects"),
    path("tableros/proyectos/lista.csv", rows.projects_csv, name="projects_csv"),
    path("tableros/proyectos/lista.json", rows.projects_json, name="projects_json"),
    path("tableros/contratos/", rows.contracts, name="contracts"),
    path("tableros/contratos/lista.csv", rows.contracts_csv, name="contracts_csv"),
    path("tableros/contratos/lista.json", rows.contracts_json, name="contracts_json"),
    path("tableros/<slug:group>.csv", pages.download, name="csv"),
    path("tableros/<slug:group>.json", pages.download_json, name="json"),
    path("escritorio/tableros/", office.board, name="office"),
    path("escritorio/tableros/<slug:group>.csv", office.download, name="office_csv"),
]
