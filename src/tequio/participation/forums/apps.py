from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ForumsConfig(AppConfig):
    name = "tequio.participation.forums"
    label = "forums"
    verbose_name = _("Foros")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from tequio.participation.forums.views.analysis import start as analysis  # noqa: PLC0415 - models are ready only now

        analysis.register()
