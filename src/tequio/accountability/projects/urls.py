from django.urls import URLPattern, URLResolver, path

from tequio.accountability.projects.views import office, public

app_name = "projects"
urlpatterns: list[URLPattern | URLResolver] = [
    path("proyectos/", public.listing, name="list"),
    path("proyectos/lista.csv", public.listing_csv, name="csv"),
    path("proyectos/lista.json", public.listing_json, name="json"),
    path("proyectos/mapa.geojson", public.listing_geojson, name="geojson"),
    path("proyectos/<str:folio>/", public.detail, name="detail"),
    path("proyectos/<str:folio>/dinero.csv", public.money_csv, name="money"),
    path("escritorio/proyectos/", office.listing, name="office"),
    path("escritorio/proyectos/<str:folio>/", office.desk, name="desk"),
    path("escritorio/proyectos/<str:folio>/area/", office.assign, name="assign"),
    path("escritorio/proyectos/<str:folio>/<slug:code>/avance/", office.report, name="report"),
    path("escritorio/proyectos/<str:folio>/<slug:code>/etapa/", office.change_stage, name="stage"),
]
