"""The slot of the box: a ballot with its token goes in, a signed receipt comes out. Nobody asks whose it is."""

import re
from collections.abc import Callable, Mapping
from typing import Any

import msgspec
from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.db import OperationalError
from django.http import HttpRequest, HttpResponse
from django.utils import timezone, translation
from django.utils.translation import get_supported_language_variant
from django.utils.translation import gettext as _
from django.utils.translation.trans_real import parse_accept_lang_header
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables

from tequio.core.ballotbox import entries, receipts
from tequio.core.ballotbox.receipts import Acknowledgment
from tequio.core.tally.limits import Fault
from tequio.foundation.territory.models import Unit
from tequio.foundation.web.errors import DomainError
from tequio.participation.ballots import services
from tequio.participation.ballots.forms import points_of
from tequio.participation.ballots.services import BallotRefused
from tequio.participation.ballots.types import Token
from tequio.participation.editions import queries as editions
from tequio.participation.editions.models import Edition

LONGEST = 16 * 1024  # bytes of a ballot as it is sent
_SLOT = re.compile(r"/urna/([-a-zA-Z0-9_]+)/")
_OPTION = re.compile(r"[0-9]{1,6}")


class Sent(msgspec.Struct, forbid_unknown_fields=True):
    """What a browser sends. ``place`` 0 is the whole city; token and signature are base64url."""

    place: int
    marks: dict[str, int]
    token: str
    signature: str
    turn: int = 1


class SlotMiddleware:
    """Takes the ballots before anything else sees the request: no session, no cookie, no person, no language.

    Stands behind the security headers and before all that reads a cookie.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.method == "POST":
            found = _SLOT.fullmatch(request.path_info)
            if found is not None:
                return slot(request, found[1])
        return self.get_response(request)


@csrf_exempt
@sensitive_post_parameters()
@sensitive_variables()
def slot(request: HttpRequest, slug: str) -> HttpResponse:
    """Put a ballot in the box and answer with its receipt: 201, or 200 where it was in already.

    JSON, or a form with the fields of the ballot page. What is wrong is answered with a 4xx and its reason, and
    nothing of it is kept or logged.
    """
    if request.method != "POST":
        return _refusal(_("Aquí solo se entregan boletas."), status=405, headers={"Allow": "POST"})
    with translation.override(_language(request)):
        try:
            return _cast(request, slug)
        except DomainError as error:
            return _refusal(str(error), status=error.status, messages=_messages(error))
        except OperationalError:
            words = _(
                "La urna no contesta en este momento. Vuelva a mandar la misma boleta: no se contará dos veces."
            )
            return _refusal(words, status=503, headers={"Retry-After": "2"})
        except RequestDataTooBig:
            return _refusal(_("La boleta es demasiado grande."), status=413)


def _cast(request: HttpRequest, slug: str) -> HttpResponse:
    edition = services.known_edition(slug) or editions.by_slug(slug)
    if edition is None:
        return _refusal(_("No hay ninguna votación con esa dirección."), status=404)
    if len(request.body) > LONGEST:
        return _refusal(_("La boleta es demasiado grande."), status=413)
    if request.content_type not in ("application/json", "application/x-www-form-urlencoded"):
        return _refusal(_("La boleta se manda como JSON o como formulario."), status=415)
    try:
        sent = _read(request, edition)
        points, token = (
            _points(sent.marks),
            Token(entries.to_bytes(sent.token), entries.to_bytes(sent.signature)),
        )
    except (msgspec.DecodeError, ValueError):
        return _refusal(_("La boleta no se entiende: no está completa o trae algo de más."), status=400)
    receipt = services.cast(
        edition=edition,
        unit=_unit(edition, sent.place),
        points=points,
        pass_=token,
        turn=sent.turn,
        at=timezone.now(),
    )
    text = receipts.write(Acknowledgment(receipts.tag_of(slug), receipt.leaf, receipt.signature))
    said = {"leaf": receipt.leaf.hex(), "receipt": text, "again": receipt.again}
    return _said(said, status=200 if receipt.again else 201)


def _read(request: HttpRequest, edition: Edition) -> Sent:
    if request.content_type == "application/json":
        return msgspec.json.decode(request.body, type=Sent)
    marks = {str(number): points for number, points in points_of(request.POST, edition.ballot_kind).items()}
    return Sent(
        place=int(request.POST.get("place", "")),
        marks=marks,
        token=request.POST.get("token", ""),
        signature=request.POST.get("signature", ""),
        turn=int(request.POST.get("turn", "1")),
    )


def _points(marks: Mapping[str, int]) -> dict[int, int]:
    if not all(_OPTION.fullmatch(key) for key in marks):
        raise BallotRefused([Fault.UNKNOWN_OPTION])
    return {int(key): points for key, points in marks.items()}


def _unit(edition: Edition, place: int) -> Unit | None:
    """Return the unit of a place's number; 0 is the whole city."""
    if place == 0:
        return None
    unit = services.known_unit(edition, place)
    if unit is None:
        raise services.NothingToVote(_("No hay proyectos por votar en este lugar."), status=422)
    return unit


def _messages(error: DomainError) -> list[str]:
    return [str(message) for message in error.messages] if isinstance(error, BallotRefused) else []


def _refusal(
    message: str, *, status: int, messages: list[str] | None = None, headers: dict[str, str] | None = None
) -> HttpResponse:
    said: dict[str, Any] = {"error": message} | ({"errors": messages} if messages else {})
    return _said(said, status=status, headers=headers)


def _said(said: dict[str, Any], *, status: int, headers: dict[str, str] | None = None) -> HttpResponse:
    """Answer in JSON, let nobody keep it, nor learn from where it was asked."""
    content = msgspec.json.encode(said)
    response = HttpResponse(content, content_type="application/json", status=status, headers=headers)
    response.headers["Content-Length"] = str(len(content))
    response.headers["Cache-Control"] = "no-store"
    response.headers["Referrer-Policy"] = "no-referrer"
    return response


def _language(request: HttpRequest) -> str:
    """Return the language that the browser asks for; no cookie is looked at."""
    for code, _quality in parse_accept_lang_header(request.META.get("HTTP_ACCEPT_LANGUAGE", "").lower()):
        try:
            return get_supported_language_variant(code)
        except LookupError:
            continue
    return settings.LANGUAGE_CODE
