from django.urls import URLPattern, URLResolver, path
from django.views.i18n import set_language

app_name = "web"
urlpatterns: list[URLPattern | URLResolver] = [path("idioma/", set_language, name="set_language")]
