from django.apps import AppConfig
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from tequio.foundation.web import access, menus


class AuditConfig(AppConfig):
    name = "tequio.foundation.audit"
    label = "audit"
    verbose_name = _("Bitácora")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        menus.register(menus.Entry(_("Bitácora"), "audit:log", may_read, order=450))


def may_read(request: HttpRequest) -> bool:
    """Return whether this person may read the log."""
    return access.allows(request.user, "read_audit")
