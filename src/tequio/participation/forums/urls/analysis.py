"""The analysis bench, the duties of the offices, and the answers in public."""

from django.urls import path

from tequio.participation.forums.views.analysis import bench, clusters, duties, public, voice

_BENCH = "escritorio/foros/<slug:slug>/analisis"
urlpatterns = [
    path(f"{_BENCH}/", bench.listing, name="analysis"),
    path(f"{_BENCH}/varias/", bench.bulk, name="analysis_bulk"),
    path(f"{_BENCH}/voces/<str:folio>/", voice.voice, name="analysis_voice"),
    path(f"{_BENCH}/grupos/", clusters.listing, name="clusters"),
    path(f"{_BENCH}/grupos/buscar/", clusters.suggest, name="suggest"),
    path(f"{_BENCH}/grupos/avance/", clusters.progress, name="suggest_progress"),
    path(f"{_BENCH}/grupos/<int:pk>/", clusters.detail, name="cluster"),
    path("escritorio/turnadas/", duties.listing, name="duties"),
    path("escritorio/turnadas/<int:pk>/", duties.detail, name="duty"),
    path("foros/<slug:slug>/respuestas/", public.answers, name="answers"),
    path("foros/<slug:slug>/respuestas.csv", public.answers_csv, name="answers_csv"),
]
