"""The page that checks certificates without network, on the site and as a file to keep."""

from typing import Any

import orjson
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from tequio.foundation.certificates import queries, types
from tequio.foundation.certificates.services import lists, offline
from tequio.foundation.web import appearance

FILE = "constancias-sin-red.html"
# The one page of ours that may use the camera, and nothing else.
_ABILITIES = "camera=(self), geolocation=(), microphone=(), payment=(), usb=()"


@require_safe
@cache_control(no_cache=True)
def page(request: HttpRequest) -> HttpResponse:
    """Check a certificate here: what is pasted, a photo, a file or the camera. Nothing is sent anywhere."""
    data = _data() | {"worker": reverse("certificates:offline_worker"), "scope": "/constancias/"}
    answer = render(request, "certificates/offline/page.html", {"data": data, "made": timezone.now()})
    answer["Permissions-Policy"] = _ABILITIES
    return answer


@require_safe
@cache_control(no_cache=True)
def file(request: HttpRequest) -> HttpResponse:
    """Send the same page as one file. It is never shown as a page of ours: it has scripts of its own."""
    del request
    values = {"municipality": appearance.current(), "lang": translation.get_language(), "made": timezone.now()}
    headers = {
        "Content-Disposition": f'attachment; filename="{FILE}"',
        "X-Content-Type-Options": "nosniff",
    }
    return HttpResponse(
        offline.build(values, _data()), content_type="text/html; charset=utf-8", headers=headers
    )


@require_safe
@cache_control(no_cache=True)
def worker(request: HttpRequest) -> HttpResponse:
    """Send the script that keeps the page in the browser; it answers for the pages of certificates only."""
    del request
    headers = {"Service-Worker-Allowed": "/constancias/"}
    return HttpResponse(offline.worker(), content_type="text/javascript; charset=utf-8", headers=headers)


def _data() -> dict[str, Any]:
    """Return what the script reads. Two queries."""
    return {
        "municipality": appearance.current().name,
        "issuer": queries.issuer(),
        "made": timezone.localdate().isoformat(),
        "keys": {name: key.multibase for name, key in queries.public_keys().items()},
        "lists": [orjson.loads(document) for document in lists.documents()],
        "kinds": {kind.slug: str(kind.label) for kind in types.kinds()},
        "words": _words(),
    }


def _words() -> dict[str, str]:
    return {
        "valid": _("Es auténtica"),
        "revoked": _("Fue revocada: ya no vale"),
        "forged": _("No es auténtica: es falsa o alguien la cambió"),
        "unknown_key": _("No conocemos la clave que la firmó. Puede ser de otro gobierno, o más nueva que esta"
                         " página: ábrala de nuevo con red."),
        "malformed": _("Eso no es el QR ni el archivo de una constancia. Copie la dirección completa."),
        "not_revoked": _("No estaba revocada al {day}, cuando se hizo esta página."),
        "as_of": _("Así lo dice la lista firmada del {day}."),
        "no_list": _("Aquí no se puede saber si fue revocada. Revise su folio con red."),
        "no_qr": _("En esa imagen no encontramos un QR. Tome la foto de cerca, derecha y con luz."),
        "unreadable": _("Ese archivo no se puede abrir. Elija una foto o el archivo de la constancia."),
        "no_camera": _("No pudimos usar la cámara. Dé permiso en su navegador, o elija una foto."),
        "what": _("Constancia"),
        "topic": _("De qué"),
        "day": _("Día"),
        "folio": _("Folio"),
        "initials": _("Iniciales"),
        "by": _("La expidió"),
    }  # fmt: skip
