from django.urls import URLPattern, URLResolver, path

from tequio.accountability.contracting.views import office, public, publication

app_name = "contracting"
_DESK = "escritorio/contratos/<str:ocid>/"
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
    path("escritorio/publicacion/", publication.state, name="publication"),
    path("escritorio/publicacion/<str:ocid>/reintentar/", publication.retry, name="retry"),
]
