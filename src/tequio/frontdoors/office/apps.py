from django.apps import AppConfig
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from tequio.foundation.web import menus, pending


class OfficeConfig(AppConfig):
    name = "tequio.frontdoors.office"
    label = "office"
    verbose_name = _("Escritorio")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        menus.register(
            menus.Entry(label=_("Lo mío"), url_name="office:home", visible=_everyone, order=0, count=_count_pending)
        )


def _everyone(request: HttpRequest) -> bool:
    del request  # whoever sees the menu is in the office already
    return True


def _count_pending(request: HttpRequest) -> int:
    return len(pending.items(request))
