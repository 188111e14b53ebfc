from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class FilesConfig(AppConfig):
    name = "tequio.foundation.files"
    label = "files"
    verbose_name = _("Archivos")
    default_auto_field = "django.db.models.BigAutoField"
