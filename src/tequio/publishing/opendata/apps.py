from django.apps import AppConfig
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from tequio.foundation.web import menus
from tequio.publishing.opendata import types


class OpendataConfig(AppConfig):
    name = "tequio.publishing.opendata"
    label = "opendata"
    verbose_name = _("Datos abiertos")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from tequio.publishing.opendata import exports, permissions  # noqa: PLC0415 - models are ready only now

        types.register(exports.TAXONOMIES)

        def keeps(request: HttpRequest) -> bool:
            return permissions.can_keep(request.user)

        menus.register(menus.Entry(_("Datos abiertos"), "opendata:office", keeps, order=245))
        types.register_service(
            types.ServiceSpec(
                title=_("Catálogo por programa (CKAN, versión 3)"),
                description=_("La parte de lectura de la Action API de CKAN: listar, buscar y leer tablas."),
                path="/api/3/action/",
                described_at="/datos/#programas",
            )
        )
