from typing import Any

from django.apps import AppConfig
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from tequio.foundation.web import menus, panels


class CertificatesConfig(AppConfig):
    name = "tequio.foundation.certificates"
    label = "certificates"
    verbose_name = _("Constancias")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        menus.register(menus.Entry(_("Constancias"), "certificates:office", _issues, order=175))
        panels.register(
            "certificates.check", template="certificates/offline/panel.html", values=_offline, order=10
        )
        panels.register("accounts.home", template="certificates/account_panel.html", values=_mine, order=25)


def _issues(request: HttpRequest) -> bool:
    from tequio.foundation.certificates import permissions  # noqa: PLC0415 - models are ready only now

    return permissions.can_issue(request.user)


def _offline(request: HttpRequest, certificate: Any) -> dict[str, Any]:
    """Lead from the page of a certificate to the one that checks its signature in one's own device."""
    del request, certificate
    return {"url": reverse("certificates:offline")}


def _mine(request: HttpRequest, person: Any) -> dict[str, Any]:
    del request, person
    return {}
