from django.urls import path

from tequio.participation.forums.views import public

urlpatterns = [
    path("foros/", public.listing, name="list"),
    path("foros/<slug:slug>/", public.detail, name="detail"),
    path("foros/<slug:slug>/calendario.ics", public.feed, name="feed"),
    path("foros/<slug:slug>/definicion.json", public.as_json, name="definition"),
]
