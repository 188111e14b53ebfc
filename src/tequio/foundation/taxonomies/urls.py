from django.urls import path

from tequio.foundation.taxonomies.views import loading, office, public

app_name = "taxonomies"
urlpatterns = [
    path("taxonomias/", public.listing, name="list"),
    path("taxonomias/<slug:slug>/", public.detail, name="detail"),
    path("taxonomias/<slug:slug>.csv", public.as_csv, name="csv"),
    path("taxonomias/<slug:slug>.jsonld", public.as_skos, name="skos"),
    path("escritorio/taxonomias/", office.listing, name="office"),
    path("escritorio/taxonomias/nueva/", office.edit_scheme, name="new"),
    path("escritorio/taxonomias/<slug:slug>/", office.scheme, name="office_scheme"),
    path("escritorio/taxonomias/<slug:slug>/ficha/", office.edit_scheme, name="change"),
    path("escritorio/taxonomias/<slug:slug>/agregar/", office.add, name="add"),
    path("escritorio/taxonomias/<slug:slug>/cargar/", loading.load, name="load"),
    path("escritorio/taxonomias/<slug:slug>/conceptos/<int:pk>/", office.concept, name="office_concept"),
    path("escritorio/taxonomias/<slug:slug>/conceptos/<int:pk>/cambiar/", office.replace, name="replace"),
    path("escritorio/taxonomias/<slug:slug>/conceptos/<int:pk>/retirar/", office.retire, name="retire"),
    path("escritorio/taxonomias/<slug:slug>/conceptos/<int:pk>/equivalencias/", office.match, name="match"),
    path(
        "escritorio/taxonomias/<slug:slug>/conceptos/<int:pk>/equivalencias/<int:match_pk>/quitar/",
        office.unmatch,
        name="unmatch",
    ),
]
