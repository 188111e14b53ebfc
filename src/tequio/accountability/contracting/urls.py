from django.urls import URLPattern, URLResolver, path

from tequio.accountability.contracting.views import loading, office, public, publication

app_name = "contracting"
_DESK = "escritorio/contratos/<str:ocid>/"
_LOAD = "escritorio/carga/<uuid:batch_id>/"
urlpatterns: list[URLPattern | URLResolver] = [
    path("contratos/<str:ocid>/", public.process, name="process"),
    path("contratos/<str:ocid>/entregas/<int:number>.json", public.release, name="release"),
    path("escritorio/contratos/", office.listing, name="office"),
    path("escritorio/contratos/nuevo/<str:folio>/", office.open_process, name="open"),
    path(_DESK, office.desk, name="desk"),
    path(f"{_DESK}convocatoria/", office.tender, name="tender"),
    path(f"{_DESK}fallo/", office.award, name="award"),
    path(f"{_DESK}fallo/<int:award_id>/contrato/", office.contract, name="contract"),
    path(f"{_DESK}contrato/<int:contract_id>/pago/", office.payment, name="payment"),
    path(f"{_DESK}contrato/<int:contract_id>/convenio/", office.amendment, name="amendment"),
    path(f"{_DESK}contrato/<int:contract_id>/concluir/", office.conclude, name="conclude"),
    path(f"{_DESK}pago/<int:payment_id>/anular/", office.void, name="void"),
    path(f"{_DESK}terminar/", office.end, name="end"),
    path("escritorio/carga/", loading.listing, name="loads"),
    path("escritorio/carga/plantilla.xlsx", loading.template, name="load_template"),
    path(_LOAD, loading.batch, name="batch"),
    path(f"{_LOAD}columnas/", loading.mapping, name="mapping"),
    path(f"{_LOAD}cargar/", loading.load, name="load"),
    path(f"{_LOAD}deshacer/", loading.undo, name="undo"),
    path(f"{_LOAD}por-corregir.xlsx", loading.failed, name="failed_rows"),
    path("escritorio/publicacion/", publication.state, name="publication"),
    path("escritorio/publicacion/<str:ocid>/reintentar/", publication.retry, name="retry"),
]
