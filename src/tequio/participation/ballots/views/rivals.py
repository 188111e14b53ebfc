"""The office says, before the ballot freezes, which proposals exclude each other."""

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tequio.foundation.accounts.permissions import requires
from tequio.foundation.accounts.types import Permission
from tequio.foundation.web.errors import DomainError
from tequio.participation.ballots import queries, services
from tequio.participation.ballots.forms import RivalryForm
from tequio.participation.editions import queries as editions
from tequio.participation.editions.models import Edition


@requires(Permission.MANAGE_EDITIONS)
def rivals(request: HttpRequest, slug: str) -> HttpResponse:
    """List the groups, and note another while the ballot is open."""
    edition = _edition(slug)
    form = RivalryForm(request.POST if request.method == "POST" else None)
    status = 422 if form.is_bound else 200
    if form.is_valid():
        try:
            services.note_rivalry(
                edition=edition, at=timezone.now(), actor=request.user.pk, **form.cleaned_data
            )
        except DomainError as error:
            form.add_error(None, str(error))
            status = error.status
        else:
            messages.success(request, _("Quedó anotado: de esas propuestas solo puede ganar una."))
            return redirect("ballots:rivals", slug)
    return _page(request, edition, form, status)


def _page(request: HttpRequest, edition: Edition, form: forms.Form, status: int) -> HttpResponse:
    values = {
        "edition": edition,
        "form": form,
        "groups": queries.rivalries(edition),
        "offered": queries.may_be_rivals(edition),
        "frozen": queries.is_frozen(edition),
    }
    return render(request, "ballots/rivals.html", values, status=status)


@require_POST
@requires(Permission.MANAGE_EDITIONS)
def drop(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Take back a group."""
    services.drop_rivalry(edition=_edition(slug), rivalry_id=pk, at=timezone.now(), actor=request.user.pk)
    messages.success(request, _("Esas propuestas ya no se excluyen."))
    return redirect("ballots:rivals", slug)


def _edition(slug: str) -> Edition:
    edition = editions.by_slug(slug)
    if edition is None:
        raise Http404
    return edition
