from django.urls import URLPattern, URLResolver, path

from tequio.foundation.files import views

app_name = "files"
urlpatterns: list[URLPattern | URLResolver] = [
    path("archivos/<uuid:file_id>/<slug:variant>", views.read, name="read"),
]
