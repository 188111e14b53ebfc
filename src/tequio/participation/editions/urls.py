from django.urls import path

from tequio.participation.editions.views import (
    amendments,
    convocatoria,
    formulas,
    office,
    parts,
    public,
    settings,
    start,
)

app_name = "editions"
urlpatterns = [
    path("ediciones/", public.listing, name="list"),
    path("ediciones/<slug:slug>/", public.detail, name="detail"),
    path("ediciones/<slug:slug>/dinero/", public.money, name="money"),
    path("ediciones/<slug:slug>/dinero.csv", public.money_csv, name="money_csv"),
    path("ediciones/<slug:slug>/convocatoria-<int:number>.json", public.rulebook, name="rulebook"),
    path("ediciones/<slug:slug>/convocatoria-<int:number>.pdf", convocatoria.pdf, name="rulebook_pdf"),
    path("ediciones/<slug:slug>/convocatoria/", convocatoria.page, name="convocatoria"),
    path("ediciones/<slug:slug>/convocatoria/<int:number>/", convocatoria.page, name="convocatoria_number"),
    path("ediciones/<slug:slug>/modificaciones/", convocatoria.amendments, name="amendments"),
    path("ediciones/<slug:slug>/calendario.ics", convocatoria.feed, name="feed"),
    path("ediciones/calendario.ics", convocatoria.feed_of_all, name="feed_of_all"),
    path("esquemas/convocatoria-<int:version>.json", convocatoria.json_schema, name="schema"),
    path("escritorio/ediciones/<slug:slug>/convocatoria/", amendments.hub, name="office_convocatoria"),
    path("escritorio/ediciones/<slug:slug>/convocatoria/modificar/", amendments.amend, name="amend"),
    path("escritorio/ediciones/<slug:slug>/convocatoria/suspender/", amendments.suspend, name="suspend"),
    path("escritorio/ediciones/<slug:slug>/convocatoria/reanudar/", amendments.lift, name="lift"),
    path("escritorio/ediciones/", office.listing, name="office_list"),
    path("escritorio/ediciones/nueva/", start.choose, name="start"),
    path("escritorio/ediciones/nueva/vacia/", start.empty, name="create"),
    path("escritorio/ediciones/nueva/modelo/<slug:code>/", start.from_preset, name="from_preset"),
    path("escritorio/ediciones/nueva/copia/<slug:slug>/", start.from_edition, name="from_edition"),
    path("escritorio/ediciones/<slug:slug>/", office.workbench, name="workbench"),
    path("escritorio/ediciones/<slug:slug>/vista-previa/", office.preview, name="preview"),
    path("escritorio/ediciones/<slug:slug>/nombre/", settings.identity, name="identity"),
    path("escritorio/ediciones/<slug:slug>/reglas/<slug:step>/", settings.step, name="step"),
    path("escritorio/ediciones/<slug:slug>/listo/<slug:step>/", settings.review, name="review"),
    path("escritorio/ediciones/<slug:slug>/formula/", formulas.formula, name="formula"),
    path("escritorio/ediciones/<slug:slug>/calendario/", settings.calendar, name="calendar"),
    path("escritorio/ediciones/<slug:slug>/calendario/<slug:kind>/", office.reschedule, name="reschedule"),
    path("escritorio/ediciones/<slug:slug>/publicar/", office.publish, name="publish"),
    path("escritorio/ediciones/<slug:slug>/partes/<slug:part>/", parts.parts, name="parts"),
    path(
        "escritorio/ediciones/<slug:slug>/partes/<slug:part>/<int:pk>/quitar/", parts.remove, name="remove_part"
    ),
]
