"""The coordination plans shifts and hands booklets of folios to them; what to print is here too."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from tequio.foundation.accounts.permissions import requires, signed_in
from tequio.foundation.accounts.types import Permission
from tequio.foundation.web.errors import DomainError
from tequio.participation.ballots import exports, permissions, queries, services
from tequio.participation.ballots.forms import BookletForm, ShiftForm
from tequio.participation.ballots.models import Booklet, Shift
from tequio.participation.ballots.views import editions


@requires(Permission.COUNT_VOTES)
def index(request: HttpRequest, slug: str) -> HttpResponse:
    """List the shifts of an edition, with what each took and brought; plan another."""
    edition = editions.by_slug(slug)
    form = ShiftForm(request.POST or None, edition=edition)
    if request.method == "POST" and form.is_valid():
        try:
            shift = services.plan_shift(**form.cleaned_data, actor=signed_in(request).pk)
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("El turno quedó planeado. Ahora anote sus talonarios."))
            return redirect("ballots:shift", shift.pk)
    values = {
        "edition": edition,
        "shifts": queries.shifts(edition),
        "points": queries.points(edition),
        "places": queries.places(edition),
        "form": form,
    }
    return render(request, "ballots/tables/index.html", values, status=422 if form.errors else 200)


@requires(Permission.ATTEND_VOTING)
def shift(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a shift: its folios, its packages and their acts. The coordination hands it booklets."""
    found = _shift(request, pk)
    coordinates = permissions.can_coordinate(request.user)
    form = BookletForm(request.POST or None, edition=found.edition)
    if request.method == "POST" and coordinates and form.is_valid():
        said = form.cleaned_data
        try:
            services.hand_booklet(
                shift=found,
                unit=form.unit,
                first=said["first"],
                last=said["last"],
                actor=signed_in(request).pk,
            )
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("El talonario quedó anotado. Imprímalo o entréguelo."))
            return redirect("ballots:shift", found.pk)
    values = {"shift": found, "edition": found.edition, "form": form, "coordinates": coordinates}
    return render(request, "ballots/tables/shift.html", values, status=422 if form.errors else 200)


@require_safe
@requires(Permission.COUNT_VOTES)
def booklet_pdf(request: HttpRequest, pk: int) -> HttpResponse:
    """Send the ballots of a booklet, each with its stub, to print."""
    del request
    found = Booklet.objects.select_related("edition__territory", "unit", "shift__point").filter(pk=pk).first()
    if found is None:
        raise Http404
    return pdf_response(exports.booklet_pdf(found), f"boletas-{found.first}-{found.last}")


@require_safe
@requires(Permission.COUNT_VOTES)
def list_pdf(request: HttpRequest, slug: str, place: int) -> HttpResponse:
    """Send the list of projects of a place, to hang where people vote."""
    del request
    edition = editions.by_slug(slug)
    unit = editions.unit_of(edition, place)
    return pdf_response(exports.list_pdf(edition, unit), f"proyectos-{edition.slug}-{place}")


def _shift(request: HttpRequest, pk: int) -> Shift:
    found = queries.shift(pk)
    if found is None:
        raise Http404
    permissions.demand_attending_shift(request.user, found)
    return found


def pdf_response(content: bytes, name: str) -> HttpResponse:
    """Return a document that the browser shows."""
    response = HttpResponse(content, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{name}.pdf"'
    return response
