from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CertificatesConfig(AppConfig):
    name = "tequio.foundation.certificates"
    label = "certificates"
    verbose_name = _("Constancias")
    default_auto_field = "django.db.models.BigAutoField"
