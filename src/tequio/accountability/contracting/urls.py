from django.urls import URLPattern, URLResolver, path

from tequio.accountability.contracting.views import (
    contracts,
    documents,
    loading,
    office,
    planning,
    procedures,
    public,
    publication,
    steps,
    suppliers,
    tender,
)

app_name = "contracting"
_DESK = "escritorio/contratos/<str:ocid>/"
_LOAD = "escritorio/carga/<uuid:batch_id>/"
_STEPS = (*planning.STEPS, *tender.STEPS, *contracts.STEPS, *documents.STEPS)
urlpatterns: list[URLPattern | URLResolver] = [
    path("contratos/<str:ocid>/", public.process, name="process"),
    path("contratos/<str:ocid>/entregas/<int:number>.json", public.release, name="release"),
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
