from django.urls import path

from tequio.participation.forums.views import live, stream

urlpatterns = [
    path("foros/<slug:slug>/en-vivo/", live.page, name="live"),
    path("foros/<slug:slug>/en-vivo/flujo", stream.stream, name="live_stream"),
    path("foros/<slug:slug>/en-vivo/cifras.json", live.as_json, name="live_json"),
    path("foros/<slug:slug>/en-vivo/mapa.geojson", live.geojson, name="live_map"),
    path("foros/<slug:slug>/en-vivo/<slug:table>.csv", live.as_csv, name="live_csv"),
]
