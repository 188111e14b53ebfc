from django.urls import URLPattern, URLResolver, path

from tequio.accountability.contracting.views import (
    contracts,
    documents,
    histories,
    office,
    planning,
    procedures,
    public,
    publication,
    quality,
    schemas,
    steps,
    suppliers,
    tender,
)

app_name = "contracting"
_DESK = "escritorio/contratos/<str:ocid>/"
_STEPS = (*planning.STEPS, *tender.STEPS, *contracts.STEPS, *documents.STEPS)
urlpatterns: list[URLPattern | URLResolver] = [
    path("contratos/<str:ocid>/", public.process, name="process"),
    path("contratos/<str:ocid>/entregas/<int:number>.json", public.release, name="release"),
    path("datos/esquemas/<slug:name>.json", schemas.schema, name="schema"),
    path("proveedores/", suppliers.listing, name="suppliers"),
    path("proveedores/<str:key>/", suppliers.detail, name="supplier"),
    path("escritorio/contratos/", office.listing, name="office"),
    path("escritorio/contratos/nuevo/<str:folio>/", office.open_process, name="open"),
    path("escritorio/proveedores/", suppliers.office, name="office_suppliers"),
    path("escritorio/proveedores/publicacion/", suppliers.policy, name="supplier_policy"),
    path("escritorio/proveedores/<int:pk>/", suppliers.correct, name="supplier_correct"),
    path("escritorio/procedimientos/", procedures.listing, name="procedures"),
    path("escritorio/procedimientos/nuevo/", procedures.add, name="procedure_add"),
    path("escritorio/procedimientos/<int:pk>/", procedures.change, name="procedure"),
    path(_DESK, office.desk, name="desk"),
    *(path(f"{_DESK}{step.path}", steps.page(step), name=step.name) for step in _STEPS),
    path(f"{_DESK}pago/<int:pk>/anular/", documents.void, name="void"),
    path(f"{_DESK}documentos/<int:pk>/retirar/", documents.withdraw, name="document_withdraw"),
    path("escritorio/publicacion/", publication.state, name="publication"),
    path("escritorio/publicacion/reglas/", quality.gate, name="gate"),
    path("escritorio/publicacion/reglas/<slug:code>/", quality.rule, name="rule"),
    path("escritorio/publicacion/historias/", histories.listing, name="histories"),
    path("escritorio/publicacion/historias/<uuid:history_id>/", histories.detail, name="history"),
    path("escritorio/publicacion/historias/<uuid:history_id>/traer/", histories.bring, name="history_bring"),
    path("datos/estado/", quality.state, name="state"),
    path("datos/estado.json", quality.state_json, name="state_json"),
    path("datos/estado.csv", quality.state_csv, name="state_csv"),
    path("escritorio/publicacion/<str:ocid>/reintentar/", publication.retry, name="retry"),
]
