from django.urls import URLPattern, URLResolver, path
from django.views.i18n import set_language

from tequio.foundation.web import views

app_name = "web"
urlpatterns: list[URLPattern | URLResolver] = [
    path("idioma/", set_language, name="set_language"),
    path("tema/<slug:version>.css", views.theme, name="theme"),
    path("escudo/<slug:version>.png", views.shield, name="shield"),
]
