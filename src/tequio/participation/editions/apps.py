from django.apps import AppConfig
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from tequio.foundation.web import menus


class EditionsConfig(AppConfig):
    name = "tequio.participation.editions"
    label = "editions"
    verbose_name = _("Ediciones")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        menus.register(
            menus.Entry(label=_("Ediciones"), url_name="editions:office_list", visible=_manages, order=20)
        )


def _manages(request: HttpRequest) -> bool:
    from tequio.participation.editions import permissions  # noqa: PLC0415 - models are ready only now

    return permissions.can_manage(request.user)
