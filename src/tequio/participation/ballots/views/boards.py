"""The public board of a box: its heads, how many may vote, its files, and whether a receipt holds."""

from collections.abc import Iterable
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from tequio.core.ballotbox import receipts
from tequio.core.ballotbox.receipts import Acknowledgment, Receipt, ReceiptError
from tequio.foundation.accounts.permissions import can, requires
from tequio.foundation.accounts.types import Permission
from tequio.foundation.web.pending import Item
from tequio.participation.ballots import queries, services
from tequio.participation.ballots.queries import BoxState
from tequio.participation.editions import queries as editions
from tequio.participation.editions.models import Edition

_SHOWN = 24  # heads on the page; all of them are in the file
_LONGEST = 4_000  # characters of a receipt, with the spaces that people add
_KINDS = {"json": "application/json", "jsonl": "application/jsonl", "txt": "text/plain", "py": "text/x-python"}


@require_safe
def board(request: HttpRequest, slug: str) -> HttpResponse:
    """Show how far the box is: heads, rights given and ballots in by place and way, and every file."""
    edition, state = _open(slug)
    found = queries.heads(edition)
    values = {
        "edition": edition,
        "state": state,
        "heads": found[::-1][:_SHOWN],
        "more": max(len(found) - _SHOWN, 0),
        "issued": queries.issued(edition),
        "files": [file.name for file in queries.board_files(edition)],
    }
    return render(request, "ballots/board.html", values)


@require_safe
def board_file(request: HttpRequest, slug: str, name: str) -> StreamingHttpResponse:
    """Send one file of the board, piece by piece."""
    del request
    edition, _state = _open(slug)
    found = next((file for file in queries.board_files(edition) if file.name == name), None)
    if found is None:
        raise Http404
    kind = f"{_KINDS[name.rsplit('.', 1)[-1]]}; charset=utf-8"
    response = StreamingHttpResponse(found.pieces(), content_type=kind)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["Cache-Control"] = "public, max-age=60"
    return response


@never_cache
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def check(request: HttpRequest, slug: str) -> HttpResponse:
    """Say whether a receipt that somebody pastes or uploads holds. Nothing of it is kept."""
    edition, state = _open(slug)
    values: dict[str, Any] = {"edition": edition, "board": bytes(state.board.public).hex()}
    if request.method != "POST":
        return render(request, "ballots/check.html", values)
    text = _told(request)
    try:
        values |= {"text": text, "verdict": _verdict(edition, state, receipts.read(text))}
    except ReceiptError:
        words = _(
            "Eso no es un recibo completo. Empieza con TQ1. o con TQA1.: cópielo entero, sin cambiar nada."
        )
        return render(request, "ballots/check.html", values | {"text": text, "error": words}, status=422)
    return render(request, "ballots/check.html", values)


@never_cache
@require_safe
def proof(request: HttpRequest, slug: str, leaf: str) -> HttpResponse:
    """Show the receipt of a leaf, once the log has it."""
    edition, state = _open(slug)
    found = _proof(edition, leaf)
    values = {"edition": edition, "leaf": leaf, "state": state, "waits": _waits(edition, leaf, found)}
    if found is None and not values["waits"]:
        raise Http404
    text = receipts.write(found) if found else ""
    return render(request, "ballots/proof.html", values | {"receipt": found, "text": text})


@never_cache
@require_safe
def proof_json(request: HttpRequest, slug: str, leaf: str) -> HttpResponse:
    """Send the receipt of a leaf for programs: 202 while the next head is awaited."""
    del request
    edition, _state = _open(slug)
    found = _proof(edition, leaf)
    if found is None:
        waits = _waits(edition, leaf, found)
        return JsonResponse({"leaf": leaf, "logged": False}, status=202 if waits else 404)
    said = {
        "leaf": leaf,
        "logged": True,
        "index": found.index,
        "size": found.size,
        "at": found.at,
        "proof": [step.hex() for step in found.proof],
        "signature": found.signature.hex(),
        "receipt": receipts.write(found),
    }
    return JsonResponse(said)


@requires(Permission.COUNT_VOTES)
def draw(request: HttpRequest, slug: str) -> HttpResponse:
    """Note the public draw of the partial check; the job of each minute then opens the middles."""
    edition, state = _open(slug)
    values: dict[str, Any] = {"edition": edition, "state": state}
    if request.method == "POST":
        seed = request.POST.get("sorteo", "")
        try:
            services.note_draw(edition=edition, seed=seed, at=timezone.now(), actor=request.user.pk)
        except services.MixRefused as error:
            return render(request, "ballots/draw.html", values | {"error": error}, status=error.status)
        return redirect("ballots:draw", slug)
    return render(request, "ballots/draw.html", values)


def edition_panel(request: HttpRequest, edition: Edition) -> dict[str, Any] | None:
    """Return what the edition's page says of its box, once there is one."""
    del request
    state = None if edition.imported_from else queries.box_state(edition)
    return None if state is None else {"edition": edition, "state": state}


def pending_draws(request: HttpRequest) -> Iterable[Item]:
    """Return the open boxes that wait for their public draw, for those who note it."""
    if not can(request.user, Permission.COUNT_VOTES):
        return []
    return [
        Item(
            folio=str(edition.year),
            what=edition.name,
            missing=_("Anotar el sorteo de la revisión"),
            url=reverse("ballots:draw", args=[edition.slug]),
            due=None,
        )
        for edition in queries.boxes_without_draw()
    ]


def _open(slug: str) -> tuple[Edition, BoxState]:
    """Return an edition whose board is up, with its state."""
    edition = editions.by_slug(slug)
    state = queries.box_state(edition) if edition and not edition.imported_from else None
    if edition is None or state is None:
        raise Http404
    return edition, state


def _told(request: HttpRequest) -> str:
    file = request.FILES.get("archivo")
    if file is not None:
        told: bytes = file.read(_LONGEST)
        return told.decode("utf-8", errors="replace").strip()
    return request.POST.get("recibo", "").strip()[:_LONGEST]


def _verdict(edition: Edition, state: BoxState, told: Acknowledgment | Receipt) -> str:
    """Return one word: holds, promised (signed, waits for the log), forged, elsewhere, or missing."""
    public = bytes(state.board.public)
    if told.tag != receipts.tag_of(edition.slug):
        return "elsewhere"
    if isinstance(told, Receipt):
        return "holds" if receipts.holds(told, edition.slug, public) else "forged"
    if not receipts.is_acknowledged(told, edition.slug, public):
        return "forged"
    if queries.proof(edition, told.leaf) is not None:
        return "holds"
    return "promised" if queries.waits(edition, told.leaf) else "missing"


def _proof(edition: Edition, leaf: str) -> Receipt | None:
    return queries.proof(edition, bytes.fromhex(leaf))


def _waits(edition: Edition, leaf: str, found: Receipt | None) -> bool:
    return found is None and queries.waits(edition, bytes.fromhex(leaf))
