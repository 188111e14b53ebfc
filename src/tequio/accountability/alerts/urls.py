from django.urls import URLPattern, URLResolver, path

from tequio.accountability.alerts.views import office, public

app_name = "alerts"
urlpatterns: list[URLPattern | URLResolver] = [
    path("alertas/", public.index, name="index"),
    path("alertas/resumen.csv", public.index_csv, name="index_csv"),
    path("alertas/<slug:slug>/", public.flag, name="flag"),
    path("alertas/<slug:slug>/lista.csv", public.flag_csv, name="csv"),
    path("alertas/<slug:slug>/lista.json", public.flag_json, name="json"),
    path("escritorio/alertas/", office.listing, name="office"),
    path("escritorio/alertas/limites/", office.limits, name="limits"),
    path("escritorio/alertas/<int:flag_id>/", office.answer, name="answer"),
]
