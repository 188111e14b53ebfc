"""The liaison's desk: what my office must judge, narrowed, taken home, and done many at once."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, cast

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from tequio.foundation.accounts.models import User
from tequio.foundation.accounts.permissions import requires
from tequio.foundation.accounts.types import Permission
from tequio.foundation.web.downloads import csv_response, xlsx_response
from tequio.participation.feasibility import exports, permissions, queries, services
from tequio.participation.feasibility.forms import BulkForm, FilterForm, progress_of
from tequio.participation.feasibility.models import Review
from tequio.participation.feasibility.types import (
    NOBODY,
    PROGRESS_LABELS,
    DeskChoices,
    Narrowing,
    Progress,
    deadline,
)

if TYPE_CHECKING:
    from datetime import date

PAGE = 25
MOST_AT_ONCE = 4000


@dataclass(frozen=True, slots=True)
class Asked:
    """What a list is asked for: whose, which, and what its filters offer."""

    offices: set[int] | None
    progress: Progress
    edition: str
    narrowing: Narrowing
    choices: DeskChoices
    form: FilterForm

    def found(self, today: "date") -> QuerySet[Review]:
        """Return the reviews of the list."""
        return queries.desk(
            offices=self.offices,
            progress=self.progress,
            edition=self.edition,
            today=today,
            asked=self.narrowing,
        )


def asked_of(request: HttpRequest) -> Asked:
    """Return what the address asks for, within what the person may see, with what its filters offer.

    Raises:
        PermissionDenied: if the person judges nothing.
    """
    if not permissions.can_open_desk(request.user):
        raise PermissionDenied(_("Su cuenta no dictamina propuestas."))
    offices = permissions.desk_offices(cast("User", request.user))
    choices = queries.desk_choices(offices, edition=request.GET.get("edicion", "").replace("\0", ""))
    form = FilterForm(request.GET, choices=choices)
    progress = progress_of(request.GET.get("estado", ""))
    return Asked(offices, progress, form.edition, form.narrowing(), choices, form)


def asked_before(request: HttpRequest, today: "date") -> QuerySet[Review]:
    """Return the reviews of the list that a person comes from. Asks nothing of what the list offers."""
    form = FilterForm(request.GET, choices=None)
    return queries.desk(
        offices=permissions.desk_offices(cast("User", request.user)),
        progress=progress_of(request.GET.get("estado", "")),
        edition=form.edition,
        today=today,
        asked=form.narrowing(),
    )


def address(request: HttpRequest) -> str:
    """Return the filters of the list as they go into an address, with their question mark, or nothing."""
    kept = request.GET.copy()
    kept.pop("pagina", None)
    text = kept.urlencode()
    return f"?{text}" if text else ""


@require_safe
@requires(Permission.USE_OFFICE)
def listing(request: HttpRequest) -> HttpResponse:
    """List the reviews of the person's offices, the most urgent first."""
    asked, today = asked_of(request), timezone.localdate()
    counts = queries.counts(offices=asked.offices, edition=asked.edition, today=today, asked=asked.narrowing)
    pages = Paginator(queries.outlines(asked.found(today)), PAGE)
    pages.count = counts[asked.progress]  # counted already, with the other lists
    page = pages.get_page(request.GET.get("pagina"))
    coordinates = permissions.can_assign(request.user)
    values = {
        "page": page,
        "rows": [(review, deadline(review.due, today)) for review in page.object_list],
        "tabs": _tabs(request, asked.progress, counts),
        "progress": asked.progress.value,
        "filters": asked.form,
        "narrowed": any(v for k, v in request.GET.items() if k not in {"pagina", "estado", "edicion"}),
        "bulk": BulkForm(choices=asked.choices, dates=coordinates),
        "asked": address(request),
        "editions": asked.choices.editions if coordinates else [],
        "all_offices": asked.offices is None or len(asked.offices) > 1,
        "coordinates": coordinates,
        "today": today,
    }
    return render(request, "feasibility/desk.html", values)


def _tabs(request: HttpRequest, shown: Progress, counts: dict[Progress, int]) -> list[dict[str, Any]]:
    kept = request.GET.copy()
    kept.pop("pagina", None)
    tabs = []
    for progress in Progress:
        kept["estado"] = progress.value
        tabs.append(
            {
                "label": PROGRESS_LABELS[progress],
                "count": counts[progress],
                "query": kept.urlencode(),
                "current": progress is shown,
            }
        )
    return tabs


@require_safe
@requires(Permission.USE_OFFICE)
def listing_csv(request: HttpRequest) -> HttpResponseBase:
    """Give exactly the filtered list as CSV."""
    found = asked_of(request).found(timezone.localdate())
    return csv_response("factibilidad", exports.COLUMNS, exports.rows(found))


@require_safe
@requires(Permission.USE_OFFICE)
def listing_xlsx(request: HttpRequest) -> HttpResponseBase:
    """Give exactly the filtered list as an Excel workbook."""
    found = asked_of(request).found(timezone.localdate())
    return xlsx_response("factibilidad", exports.COLUMNS, exports.rows(found))


@require_POST
@requires(Permission.USE_OFFICE)
def bulk(request: HttpRequest) -> HttpResponse:
    """Take, hand over or give another date to the reviews that are ticked, or to all of the list."""
    asked = asked_of(request)
    form = BulkForm(request.POST, choices=asked.choices, dates=permissions.can_assign(request.user))
    reviews = _ticked(request, asked)
    if not reviews or not form.is_valid():
        messages.warning(request, _("Marque al menos un dictamen. Nada cambió."))
    else:
        _done(request, form, reviews)
    return redirect(reverse("feasibility:desk") + address(request))


def _ticked(request: HttpRequest, asked: Asked) -> list[Review]:
    found = asked.found(timezone.localdate())
    if not request.POST.get("todas"):
        ticked = [key for key in request.POST.getlist("reviews") if key.isdecimal()][:MOST_AT_ONCE]
        everything = queries.desk(offices=asked.offices, progress=Progress.ALL, today=timezone.localdate())
        found = everything.filter(pk__in=ticked)
    return list(found[:MOST_AT_ONCE])


def _done(request: HttpRequest, form: BulkForm, reviews: list[Review]) -> None:
    act, values, actor = request.POST.get("accion"), form.cleaned_data, request.user.pk
    if act == "tomar":
        count = services.entrust(reviews=reviews, person=cast("User", request.user), actor=actor)
    elif act == "fecha" and values.get("due"):
        count = services.postpone(reviews=reviews, due=values["due"], actor=actor)
    elif act == "encargar" and values["person"]:
        person = None if int(values["person"]) == NOBODY else User.objects.get(pk=values["person"])
        count = services.entrust(reviews=reviews, person=person, actor=actor)
    else:
        messages.warning(request, _("Elija a una persona o una fecha. Nada cambió."))
        return
    said = ngettext("Listo: cambió %(n)d dictamen.", "Listo: cambiaron %(n)d dictámenes.", count)
    messages.success(request, said % {"n": count})
