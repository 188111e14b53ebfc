from django.urls import URLPattern, URLResolver, path

from tequio.frontdoors.dashboards.views import pages

app_name = "dashboards"
urlpatterns: list[URLPattern | URLResolver] = [
    path("tableros/", pages.index, name="index"),
    path("tableros/<slug:group>.csv", pages.download, name="csv"),
    path("escritorio/tableros/", pages.office, name="office"),
    path("escritorio/tableros/<slug:group>.csv", pages.office_download, name="office_csv"),
]
