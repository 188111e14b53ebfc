from django.urls import URLPattern, URLResolver, path

from tequio.frontdoors.api.views import documents, edca, feed, national, ocds, pieces, projects

app_name = "api"
_PROCESSES = "edca/contractingprocess"
urlpatterns: list[URLPattern | URLResolver] = [
    path("datos/api/", documents.page, name="page"),
    path("datos/contrataciones.atom", feed.feed, name="feed"),
    path("api/v1/openapi.json", documents.openapi, name="openapi"),
    path("api/v1/ocds/releases", ocds.releases, name="releases"),
    path("api/v1/ocds/releases/<str:release_id>", ocds.release, name="release"),
    path("api/v1/ocds/records", ocds.records, name="records"),
    path("api/v1/ocds/records/<str:ocid>", ocds.record, name="record"),
    path("api/v1/ocds/ocids", ocds.ocids, name="ocids"),
    path("api/v1/ocds/conjunto/<str:name>", pieces.piece, name="piece"),
    path("api/v1/ocds/projects", projects.projects, name="projects"),
    path("api/v1/ocds/projects/<str:folio>", projects.project, name="project"),
    path("edca/fiscalYears", edca.fiscal_years, name="fiscal_years"),
    path(f"{_PROCESSES}/", edca.everything, name="edca_all"),
    path(f"{_PROCESSES}/procurementmethod/<str:method>", edca.by_method, name="edca_method"),
    path(f"{_PROCESSES}/procurementmethod/<str:method>/<str:year>", edca.by_method, name="edca_method_year"),
    path(
        f"{_PROCESSES}/additionalprocurementcategories/<str:category>", edca.by_category, name="edca_category"
    ),
    path(
        f"{_PROCESSES}/additionalprocurementcategories/<str:category>/<str:year>",
        edca.by_category,
        name="edca_category_year",
    ),
    path(f"{_PROCESSES}/<str:year>", edca.of_year, name="edca_year"),
    path("release-package-all/<str:ocid>", edca.release_package, name="edca_releases"),
    path("record-package/<str:ocid>", edca.record, name="edca_record"),
    path("s6/api/v1/search", national.search, name="s6_search"),
    path("records", national.records, name="s6_records"),
]
