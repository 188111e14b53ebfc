from django.urls import path

from tequio.participation.forums.views import amending, builder, carrying, office, parts, public, start

urlpatterns = [
    path("foros/", public.listing, name="list"),
    path("foros/<slug:slug>/", public.detail, name="detail"),
    path("foros/<slug:slug>/calendario.ics", public.feed, name="feed"),
    path("foros/<slug:slug>/definicion.json", public.as_json, name="definition"),
    path("oficina/foros/", office.listing, name="office_list"),
    path("oficina/foros/nuevo/", start.choose, name="start"),
    path("oficina/foros/nuevo/en-blanco/", start.blank, name="create"),
    path("oficina/foros/nuevo/modelo/<slug:code>/", start.from_preset, name="from_preset"),
    path("oficina/foros/nuevo/copia/<slug:slug>/", start.from_forum, name="from_forum"),
    path("oficina/foros/<slug:slug>/", office.workbench, name="workbench"),
    path("oficina/foros/<slug:slug>/vista-previa/", office.preview, name="preview"),
    path("oficina/foros/<slug:slug>/publicar/", office.publish, name="publish"),
    path("oficina/foros/<slug:slug>/modificar/", amending.amend, name="amend"),
    path("oficina/foros/<slug:slug>/pasar/", carrying.sources, name="carry_sources"),
    path("oficina/foros/<slug:slug>/pasar/<slug:source>/", carrying.carry, name="carry"),
    path("oficina/foros/<slug:slug>/paso/<slug:step>/", builder.sheet, name="office_step"),
    path("oficina/foros/<slug:slug>/lista/<slug:part>/", parts.parts, name="parts"),
    path("oficina/foros/<slug:slug>/temas/<int:pk>/", parts.themes, name="themes"),
    path("oficina/foros/<slug:slug>/lista/<slug:part>/<int:pk>/quitar/", parts.remove, name="remove_part"),
    path("oficina/foros/<slug:slug>/lista/<slug:part>/<int:pk>/mover/", parts.move, name="move_part"),
]
