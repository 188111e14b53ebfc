from django.urls import path

from tequio.participation.editions.views import office, parts, public

app_name = "editions"
urlpatterns = [
    path("ediciones/", public.listing, name="list"),
    path("ediciones/<slug:slug>/", public.detail, name="detail"),
    path("ediciones/<slug:slug>/dinero.csv", public.money_csv, name="money_csv"),
    path("ediciones/<slug:slug>/convocatoria-<int:number>.json", public.rulebook, name="rulebook"),
    path("escritorio/ediciones/", office.listing, name="office_list"),
    path("escritorio/ediciones/nueva/", office.create, name="create"),
    path("escritorio/ediciones/<slug:slug>/", office.workbench, name="workbench"),
    path("escritorio/ediciones/<slug:slug>/nombre/", office.identity, name="identity"),
    path("escritorio/ediciones/<slug:slug>/reglas/", office.rules, name="rules"),
    path("escritorio/ediciones/<slug:slug>/calendario/", office.calendar, name="calendar"),
    path("escritorio/ediciones/<slug:slug>/calendario/<slug:kind>/", office.reschedule, name="reschedule"),
    path("escritorio/ediciones/<slug:slug>/publicar/", office.publish, name="publish"),
    path("escritorio/ediciones/<slug:slug>/partes/<slug:part>/", parts.parts, name="parts"),
    path(
        "escritorio/ediciones/<slug:slug>/partes/<slug:part>/<int:pk>/quitar/", parts.remove, name="remove_part"
    ),
]
