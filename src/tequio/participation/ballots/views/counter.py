"""The counter: find who is there, hand them a code or a paper ballot, open a kiosk."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from tequio.foundation.accounts.models import User
from tequio.foundation.accounts.permissions import requires, signed_in
from tequio.foundation.accounts.types import Permission
from tequio.foundation.identity import services as identity
from tequio.foundation.web.errors import DomainError
from tequio.participation.ballots import permissions, queries, services
from tequio.participation.ballots.forms import FindForm, HandForm
from tequio.participation.ballots.types import Channel
from tequio.participation.ballots.views.editions import by_slug, open_by_slug
from tequio.participation.editions.models import Edition

_POINT = "ballots_point"  # the session of the officer remembers at which table they are


@never_cache
@requires(Permission.ATTEND_VOTING)
def find(request: HttpRequest, slug: str) -> HttpResponse:
    """Find a person by what only they would say. What is written is not kept, nor in the address."""
    edition = _attended(request, slug)
    form = FindForm(request.POST or None)
    missing = False
    if request.method == "POST" and form.is_valid():
        people = identity.people_at_counter(form.cleaned_data["q"])
        if len(people) == 1:
            return redirect("ballots:counter_hand", slug, people[0].pk)
        missing = True
    values = {
        "edition": edition,
        "form": form,
        "missing": missing,
        "points": queries.points(edition),
        "shifts": queries.shifts(edition),
        "point": request.session.get(_POINT),
        "coordinates": permissions.can_coordinate(request.user),
    }
    return render(request, "ballots/counter/find.html", values, status=422 if form.errors else 200)


@never_cache
@requires(Permission.ATTEND_VOTING)
def hand(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Hand a code or a paper ballot to a person, unless they have their right to vote by some way already."""
    edition = _attended(request, slug)
    person = User.objects.filter(pk=pk, is_active=True).first()
    if person is None:
        raise Http404
    line = queries.participation(edition, person)
    places = queries.own_places(edition, person, queries.places(edition))
    initial = {"point": request.session.get(_POINT), "channel": Channel.PAPER.value}
    form = HandForm(request.POST or None, edition=edition, places=places, initial=initial)
    if (
        request.method == "POST"
        and line is None
        and form.is_valid()
        and _handed(request, edition, person, form)
    ):
        return redirect("ballots:counter", slug)
    values = {
        "edition": edition,
        "person": person,
        "line": line,
        "form": form,
    }
    return render(request, "ballots/counter/hand.html", values, status=422 if form.errors else 200)


def _handed(request: HttpRequest, edition: Edition, person: User, form: Any) -> bool:
    said = form.cleaned_data
    channel = Channel(said["channel"])
    try:
        services.hand_over(
            edition=edition,
            person=person,
            unit=form.unit,
            channel=channel,
            officer=signed_in(request).pk,
            point=said["point"],
            at=timezone.now(),
        )
    except DomainError as error:
        form.add_error(None, str(error))
        return False
    request.session[_POINT] = said["point"].pk
    if channel is Channel.PAPER:
        messages.success(
            request, _("Anotado. Desprenda el talón y entregue la boleta; el folio se queda aquí.")
        )
    else:
        messages.success(
            request, _("Anotado. Que la persona saque una clave de la urna, sin que nadie la vea.")
        )
    return True


@require_POST
@requires(Permission.ATTEND_VOTING)
def kiosk(request: HttpRequest, slug: str) -> HttpResponse:
    """Open a kiosk for a table: an address of its own, for a tablet without session."""
    edition = _attended(request, slug)
    number = request.POST.get("modulo", "")
    point = next((p for p in queries.points(edition) if str(p.pk) == number), None)
    if point is None:
        messages.error(request, _("Elija el módulo del quiosco."))
        return redirect("ballots:counter", slug)
    token = services.open_kiosk(edition=edition, point=point)
    address = request.build_absolute_uri(reverse("ballots:kiosk", args=[slug, token]))
    return render(
        request, "ballots/counter/kiosk.html", {"edition": edition, "point": point, "address": address}
    )


def _attended(request: HttpRequest, slug: str) -> Edition:
    permissions.demand_attending(request.user, by_slug(slug))
    return open_by_slug(slug)
