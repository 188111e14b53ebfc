from django.urls import URLPattern, URLResolver, path

from tequio.accountability.plans.views import coverage, indicators, matrix, office, outline, public

app_name = "plans"
DESK = "escritorio/planes"
urlpatterns: list[URLPattern | URLResolver] = [
    path("plan/", public.listing, name="list"),
    path("plan/<slug:slug>/", public.detail, name="detail"),
    path("plan/<slug:slug>/lineas/<str:code>/", public.element, name="element"),
    path("plan/<slug:slug>/lineas/<str:code>/indicadores.csv", public.indicators_csv, name="indicators_csv"),
    path("plan/<slug:slug>/aportaciones/", public.voices, name="voices"),
    path("plan/<slug:slug>/aportaciones/lista.csv", public.voices_csv, name="voices_csv"),
    path("plan/<slug:slug>/cobertura/", coverage.coverage, name="coverage"),
    path("plan/<slug:slug>/cobertura/pilares.csv", coverage.grid_csv, name="grid_csv"),
    path("plan/<slug:slug>/cobertura/colonias.csv", coverage.units_csv, name="units_csv"),
    path("plan/<slug:slug>/anexo.pdf", public.annex, name="annex"),
    path("plan/<slug:slug>/anexo.xlsx", public.annex_xlsx, name="annex_xlsx"),
    path(f"{DESK}/", office.listing, name="office"),
    path(f"{DESK}/nuevo/", office.create, name="new"),
    path(f"{DESK}/<slug:slug>/", office.workbench, name="workbench"),
    path(f"{DESK}/<slug:slug>/datos/", office.edit, name="edit"),
    path(f"{DESK}/<slug:slug>/publicar/", office.publish, name="publish"),
    path(f"{DESK}/<slug:slug>/renglones/", outline.outline, name="outline"),
    path(f"{DESK}/<slug:slug>/renglones/<int:pk>/", outline.element, name="edit_element"),
    path(f"{DESK}/<slug:slug>/renglones/<int:pk>/lugar/", outline.place, name="place"),
    path(f"{DESK}/<slug:slug>/indicadores/", indicators.listing, name="indicators"),
    path(f"{DESK}/<slug:slug>/indicadores/<int:pk>/", indicators.indicator, name="indicator"),
    path(f"{DESK}/<slug:slug>/indicadores/<int:pk>/medir/", indicators.measure, name="measure"),
    path(f"{DESK}/<slug:slug>/indicadores/<int:pk>/quitar/", indicators.remove, name="remove_indicator"),
    path(f"{DESK}/<slug:slug>/matriz/", matrix.matrix, name="matrix"),
    path(f"{DESK}/<slug:slug>/matriz/publicar/", matrix.publish, name="publish_decisions"),
    path(f"{DESK}/<slug:slug>/matriz/grupos/<int:pk>/", matrix.group, name="group"),
    path(f"{DESK}/<slug:slug>/matriz/<str:folio>/", matrix.voice, name="decide"),
]
