from django.urls import path

from tequio.foundation.taxonomies.views import loading, office, public

app_name = "taxonomies"
urlpatterns = [
    path("taxonomias/", public.listing, name="list"),
    path("taxonomias/<slug:slug>/", public.detail, name="detail"),
    path("taxonomias/<slug:slug>.csv", public.as_csv, name="csv"),
    path("taxonomias/<slug:slug>.jsonld", public.as_skos, name="skos"),
    path("oficina/taxonomias/", office.listing, name="office"),
    path("oficina/taxonomias/nueva/", office.edit_scheme, name="new"),
    path("oficina/taxonomias/<slug:slug>/", office.scheme, name="office_scheme"),
    path("oficina/taxonomias/<slug:slug>/ficha/", office.edit_scheme, name="change"),
    path("oficina/taxonomias/<slug:slug>/agregar/", office.add, name="add"),
    path("oficina/taxonomias/<slug:slug>/cargar/", loading.load, name="load"),
    path("oficina/taxonomias/<slug:slug>/conceptos/<int:pk>/", office.concept, name="office_concept"),
    path("oficina/taxonomias/<slug:slug>/conceptos/<int:pk>/cambiar/", office.replace, name="replace"),
    path("oficina/taxonomias/<slug:slug>/conceptos/<int:pk>/retirar/", office.retire, name="retire"),
    path("oficina/taxonomias/<slug:slug>/conceptos/<int:pk>/equivalencias/", office.match, name="match"),
    path(
        "oficina/taxonomias/<slug:slug>/conceptos/<int:pk>/equivalencias/<int:match_pk>/quitar/",
        office.unmatch,
        name="unmatch",
    ),
]
