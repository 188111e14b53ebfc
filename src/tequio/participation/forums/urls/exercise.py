from django.urls import path

from tequio.participation.forums.views import amending, builder, carrying, office, parts, public, start

urlpatterns = [
    path("foros/", public.listing, name="list"),
    path("foros/<slug:slug>/", public.detail, name="detail"),
    path("foros/<slug:slug>/calendario.ics", public.feed, name="feed"),
    path("foros/<slug:slug>/definicion.json", public.as_json, name="definition"),
    path("escritorio/foros/", office.listing, name="office_list"),
    path("escritorio/foros/nuevo/", start.choose, name="start"),
    path("escritorio/foros/nuevo/en-blanco/", start.blank, name="create"),
    path("escritorio/foros/nuevo/modelo/<slug:code>/", start.from_preset, name="from_preset"),
    path("escritorio/foros/nuevo/copia/<slug:slug>/", start.from_forum, name="from_forum"),
    path("escritorio/foros/<slug:slug>/", office.workbench, name="workbench"),
    path("escritorio/foros/<slug:slug>/vista-previa/", office.preview, name="preview"),
    path("escritorio/foros/<slug:slug>/publicar/", office.publish, name="publish"),
    path("escritorio/foros/<slug:slug>/modificar/", amending.amend, name="amend"),
    path("escritorio/foros/<slug:slug>/pasar/", carrying.sources, name="carry_sources"),
    path("escritorio/foros/<slug:slug>/pasar/<slug:source>/", carrying.carry, name="carry"),
    path("escritorio/foros/<slug:slug>/paso/<slug:step>/", builder.sheet, name="office_step"),
    path("escritorio/foros/<slug:slug>/lista/<slug:part>/", parts.parts, name="parts"),
    path("escritorio/foros/<slug:slug>/temas/<int:pk>/", parts.themes, name="themes"),
    path("escritorio/foros/<slug:slug>/lista/<slug:part>/<int:pk>/quitar/", parts.remove, name="remove_part"),
    path("escritorio/foros/<slug:slug>/lista/<slug:part>/<int:pk>/mover/", parts.move, name="move_part"),
]
