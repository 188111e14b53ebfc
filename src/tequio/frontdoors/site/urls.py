from django.urls import URLPattern, URLResolver, path

from tequio.frontdoors.site import views

app_name = "site"
urlpatterns: list[URLPattern | URLResolver] = [
    path("", views.home, name="home"),
    path("mapa/", views.city_map, name="map"),
    path("ayuda/", views.help_page, name="help"),
]
