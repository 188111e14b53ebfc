from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from tequio.foundation.web import menus


class SiteConfig(AppConfig):
    name = "tequio.frontdoors.site"
    label = "site"
    verbose_name = _("Sitio")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from tequio.frontdoors.site.views import office  # noqa: PLC0415 - models are ready only now

        menus.register(menus.Entry(_("Apariencia"), "site:appearance", office.may_set_appearance, order=440))
