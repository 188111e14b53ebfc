"""Voting with a one-time code: no session, no cookie, no script needed. The marks travel in the form.

The same steps serve a kiosk: a tablet of a table, opened by an address that an officer made for some hours.
"""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from allauth.core.internal import ratelimit
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from tequio.core.ballotbox import codes as rules
from tequio.core.ballotbox import receipts
from tequio.foundation.web.errors import DomainError
from tequio.participation.ballots import queries, services
from tequio.participation.ballots.forms import points_of
from tequio.participation.ballots.models import Code
from tequio.participation.ballots.types import CodeText
from tequio.participation.ballots.views.editions import by_slug, open_by_slug
from tequio.participation.editions.models import Edition, PaperPoint
from tequio.participation.editions.types import BallotKind

_RATES = {"code": "300/10m/ip"}  # one table, or a whole neighbourhood, may come from one address
_GROUP = 4  # characters of a receipt, as people copy it
_SEED = 16  # characters of the random word that orders the options


@dataclass(frozen=True, slots=True)
class _Visit:
    """One step of somebody with a code: the request, the edition, and the table if it is a kiosk."""

    request: HttpRequest
    edition: Edition
    point: PaperPoint | None
    kiosk: str

    def show(self, template: str, status: int = 200, **values: Any) -> HttpResponse:
        name, arguments = (
            ("kiosk", [self.edition.slug, self.kiosk]) if self.kiosk else ("code", [self.edition.slug])
        )
        frame = {
            "edition": self.edition,
            "point": self.point,
            "kiosk": bool(self.kiosk),
            "start": reverse(f"ballots:{name}", args=arguments),
        }
        return render(self.request, f"ballots/once/{template}.html", frame | values, status=status)


# Without token: there is no session that another site could act in.
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def vote(request: HttpRequest, slug: str, kiosk: str = "") -> HttpResponse:
    """Take a voter from their code to their receipt."""
    visit = _Visit(request, by_slug(slug), None, "")
    try:
        visit = _Visit(
            request, open_by_slug(slug), services.kiosk_point(visit.edition, kiosk) if kiosk else None, kiosk
        )
        if request.method != "POST":
            return _ask(visit)
        return _step(visit)
    except DomainError as error:
        return visit.show("closed", error.status, error=str(error))


def _step(visit: _Visit) -> HttpResponse:
    data = visit.request.POST
    try:
        _demand_calm(visit.request)
        code = services.demand_code(edition=visit.edition, code=data.get("clave", ""))
    except services.BadPass as error:
        return _ask(visit, str(error), error.status)
    step = data.get("paso", "")
    marks: dict[int, int] = {}
    try:
        marks = points_of(data, visit.edition.ballot_kind)
        if step == "revisar":
            unit = code.batch.unit
            services.check_ballot(edition=visit.edition, unit=unit, points=marks)
            return _paper(visit, code, "review", marks)
        if step == "emitir":
            return _cast(visit, code, marks)
    except services.BallotRefused as error:
        return _paper(visit, code, "choose", marks, status=error.status, errors=error.messages)
    except services.AlreadyVoted as error:
        return visit.show("closed", error.status, error=str(error))
    return _paper(visit, code, "choose", marks)


def _ask(visit: _Visit, error: str = "", status: int = 200) -> HttpResponse:
    return visit.show("code", status, error=error, typed=visit.request.POST.get("clave", "") if error else "")


def _paper(
    visit: _Visit, code: Code, template: str, marks: Mapping[int, int], *, status: int = 200, errors: Any = ()
) -> HttpResponse:
    edition, unit = visit.edition, code.batch.unit
    purses = queries.purses(edition, unit)
    seed = visit.request.POST.get("orden", "")[:_SEED] or secrets.token_hex(_SEED // 2)
    typed = rules.read(visit.request.POST.get("clave", "")) or ""
    return visit.show(
        template,
        status,
        unit=unit,
        code=rules.spelled(typed),
        seed=seed,
        paper=queries.draw(edition, purses, marks, seed=seed),
        marks=edition.ballot_kind == BallotKind.APPROVAL,
        errors=errors,
        used=queries.code_used(code),
    )


def _cast(visit: _Visit, code: Code, marks: Mapping[int, int]) -> HttpResponse:
    """Cast. The receipt is the answer itself: sent again, the same ballot gets the same one."""
    given = services.cast(
        edition=visit.edition,
        unit=code.batch.unit,
        points=marks,
        pass_=CodeText(visit.request.POST.get("clave", "")),
        at=timezone.now(),
    )
    paper = receipts.Acknowledgment(receipts.tag_of(visit.edition.slug), given.leaf, given.signature)
    leaf = given.leaf.hex()
    shown = " ".join(leaf[start : start + _GROUP] for start in range(0, len(leaf), _GROUP))
    return visit.show("receipt", leaf=leaf, shown=shown, text=receipts.write(paper))


def _demand_calm(request: HttpRequest) -> None:
    usage = ratelimit.consume(request, app="ballots", action="code", config=_RATES, user=None, limit_get=False)
    if not usage:
        raise services.BadPass(
            _("Van muchos intentos seguidos. Espere un rato y vuelva a intentar."), status=429
        )
