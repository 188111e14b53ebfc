from django.apps import AppConfig
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from tequio.foundation.web import access, menus


class TerritoryConfig(AppConfig):
    name = "tequio.foundation.territory"
    label = "territory"
    verbose_name = _("Territorio")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        menus.register(menus.Entry(_("Territorio"), "territory:versions", may_manage, order=420))


def may_manage(request: HttpRequest) -> bool:
    """Return whether this person may change the map."""
    return access.allows(request.user, "manage_territory")
