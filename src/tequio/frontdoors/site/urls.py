from django.urls import URLPattern, URLResolver, path

from tequio.frontdoors.site.views import machine, office, pages

app_name = "site"
urlpatterns: list[URLPattern | URLResolver] = [
    path("", pages.home, name="home"),
    path("mapa/", pages.city_map, name="map"),
    path("mapa/datos.geojson", pages.map_data, name="map_data"),
    path("ayuda/", pages.help_page, name="help"),
    path("salud/", machine.health, name="health"),
    path("robots.txt", machine.robots, name="robots"),
    path("manifiesto.webmanifest", machine.manifest, name="manifest"),
    path("favicon.ico", machine.favicon, name="favicon"),
    path("escritorio/apariencia/", office.edit_appearance, name="appearance"),
    path("_diseño/", office.components, name="components"),
]
