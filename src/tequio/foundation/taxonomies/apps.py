from django.apps import AppConfig
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from tequio.foundation.web import menus


class TaxonomiesConfig(AppConfig):
    name = "tequio.foundation.taxonomies"
    label = "taxonomies"
    verbose_name = _("Taxonomías")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        menus.register(menus.Entry(_("Taxonomías"), "taxonomies:office", _visible, order=425))


def _visible(request: HttpRequest) -> bool:
    from tequio.foundation.taxonomies import permissions  # noqa: PLC0415 - models are ready only now

    return permissions.can_manage(request.user)
