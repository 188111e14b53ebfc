from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from tequio.foundation.web import menus


class LoadsConfig(AppConfig):
    name = "tequio.foundation.loads"
    label = "loads"
    verbose_name = _("Cargas masivas")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from tequio.foundation.loads import permissions, tasks, types  # noqa: PLC0415 - models are ready only now
        from tequio.foundation.loads.services import census, people  # noqa: PLC0415 - the same

        self.tasks = tasks
        types.register(people.PEOPLE)
        types.register(census.CENSUS)
        entry = menus.Entry(
            label=_("Cargas masivas"),
            url_name="loads:list",
            visible=lambda request: bool(permissions.loadable(request.user)),
            order=230,
        )
        menus.register(entry)
