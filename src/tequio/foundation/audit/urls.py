from django.urls import URLPattern, URLResolver, path

from tequio.foundation.audit import views

app_name = "audit"
urlpatterns: list[URLPattern | URLResolver] = [
    path("escritorio/bitacora/", views.log, name="log"),
    path("escritorio/bitacora.csv", views.log_csv, name="log_csv"),
    path("escritorio/bitacora.json", views.log_json, name="log_json"),
]
