from django.urls import URLPattern, URLResolver, path

from tequio.foundation.territory import views

app_name = "territory"
urlpatterns: list[URLPattern | URLResolver] = [
    path("territorio/<int:version_id>/<slug:level>.geojson", views.geojson, name="geojson"),
    path("escritorio/territorio/", views.versions, name="versions"),
    path("escritorio/territorio/<int:version_id>/", views.version, name="version"),
    path("escritorio/territorio/<int:version_id>/publicar/", views.publish, name="publish"),
    path("escritorio/territorio/<int:version_id>/descartar/", views.discard, name="discard"),
    path("escritorio/territorio/<int:version_id>/nivel/", views.upload, name="upload"),
    path("escritorio/territorio/<int:version_id>/nivel/<uuid:file_id>/", views.preview, name="preview"),
    path("escritorio/territorio/nivel/<int:level_id>/quitar/", views.remove_level, name="remove_level"),
    path("escritorio/territorio/unidad/<int:unit_id>/", views.unit, name="unit"),
    path("escritorio/territorio/nombre/<int:alias_id>/quitar/", views.remove_alias, name="remove_alias"),
]
