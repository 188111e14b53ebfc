from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from tequio.foundation.web import menus, panels


class OfficeConfig(AppConfig):
    name = "tequio.frontdoors.office"
    label = "office"
    verbose_name = _("Escritorio")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from tequio.frontdoors.office import views  # noqa: PLC0415 - models are ready only now

        mine = menus.Entry(
            label=_("Lo mío"),
            url_name="office:home",
            visible=views.is_in_office,
            order=0,
            count=views.count_pending,
        )
        menus.register(mine)
        panels.register("office.home", template="office/publication.html", values=views.publication)
