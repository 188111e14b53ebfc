from django.urls import URLPattern, URLResolver, path

from tequio.foundation.certificates.views import batches, machine, mine, office, offline, public

app_name = "certificates"
_DESK = "escritorio/constancias"
_ONE = "constancias/<slug:folio>/"
urlpatterns: list[URLPattern | URLResolver] = [
    path("constancias/", public.index, name="index"),
    path("constancias/emisor", machine.issuer, name="issuer"),
    path("constancias/estado/<int:number>", machine.status, name="status"),
    path("constancias/sin-red/", offline.page, name="offline"),
    path("constancias/sin-red/trabajador.js", offline.worker, name="offline_worker"),
    path("constancias/constancias-sin-red.html", offline.file, name="offline_file"),
    path(_ONE, public.check, name="check"),
    path(f"{_ONE}constancia.pdf", mine.pdf, name="pdf"),
    path(f"{_ONE}credencial.json", mine.credential, name="credential"),
    path(f"{_ONE}qr.svg", mine.qr, name="qr"),
    path("cuenta/constancias/", mine.listing, name="mine"),
    path("cuenta/constancias/<slug:folio>/", mine.own, name="own"),
    path("cuenta/constancias/obtener/<slug:source>/<str:subject>/", mine.ask, name="ask"),
    path(f"{_DESK}/", office.listing, name="office"),
    path(f"{_DESK}/a-mano/", office.by_hand, name="by_hand"),
    path(f"{_DESK}/claves/", office.keys, name="keys"),
    path(f"{_DESK}/claves/nueva/", office.rotate, name="rotate"),
    path(f"{_DESK}/lotes/", batches.listing, name="batches"),
    path(f"{_DESK}/lotes/<uuid:batch_id>/", batches.page, name="batch"),
    path(f"{_DESK}/lotes/<uuid:batch_id>/avance/", batches.progress, name="progress"),
    path(f"{_DESK}/lotes/<uuid:batch_id>/revocar/", batches.revoke, name="revoke_batch"),
    path(f"{_DESK}/lotes/nuevo/<slug:source>/<str:scope>/", batches.start, name="start"),
    path(f"{_DESK}/<slug:folio>/", office.detail, name="office_detail"),
    path(f"{_DESK}/<slug:folio>/revocar/", office.revoke, name="revoke"),
    path(f"{_DESK}/<slug:folio>/sustituir/", office.replace, name="replace"),
]
