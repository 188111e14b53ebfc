from collections.abc import Callable
from typing import Concatenate, ParamSpec

from allauth.account.decorators import reauthentication_required
from django.conf import settings
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from tequio.foundation.accounts import queries
from tequio.foundation.accounts.forms.people import RoleForm, SearchForm
from tequio.foundation.accounts.models import Membership, User
from tequio.foundation.accounts.permissions import requires, signed_in
from tequio.foundation.accounts.services import people
from tequio.foundation.accounts.types import Permission, Role
from tequio.foundation.web.errors import DomainError

P = ParamSpec("P")
PAGE = 50


def _real(request: HttpRequest) -> bool:
    del request  # in a demonstration nobody has anything to confirm with
    return not settings.DEMONSTRATION


def sensitive(view: Callable[Concatenate[HttpRequest, P], HttpResponse]) -> Callable[..., HttpResponse]:
    """Ask who does this to confirm that it is they, unless they did so minutes ago."""
    guarded: Callable[..., HttpResponse] = reauthentication_required(enabled=_real)(view)
    return guarded


@require_GET
@requires(Permission.MANAGE_PEOPLE)
def listing(request: HttpRequest) -> HttpResponse:
    """List the people of the government; a text looks among everyone."""
    form = SearchForm(request.GET)
    asked = form.cleaned_data if form.is_valid() else {}
    found = queries.people(text=asked.get("q", ""), role=asked.get("role", ""), office=asked.get("office"))
    page = Paginator(found, PAGE).get_page(request.GET.get("pagina"))
    return render(request, "accounts/people.html", {"form": form, "page": page, "asked": any(asked.values())})


@require_GET
@requires(Permission.MANAGE_PEOPLE)
def roles(request: HttpRequest) -> HttpResponse:
    """Show the whole role matrix in plain words."""
    values = {"rows": queries.matrix_rows(), "heads": queries.matrix_heads()}
    return render(request, "accounts/roles.html", values)


@require_GET
@requires(Permission.MANAGE_PEOPLE)
def detail(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one person: roles, second factor, what can be done."""
    return _page(request, pk, RoleForm())


@require_POST
@requires(Permission.MANAGE_PEOPLE)
@sensitive
def grant(request: HttpRequest, pk: int) -> HttpResponse:
    """Give a role."""
    form = RoleForm(request.POST)
    if not form.is_valid():
        return _page(request, pk, form, status=400)
    role, office_id = form.chosen()
    try:
        people.grant_role(user_id=_known(pk).pk, role=role, office_id=office_id, actor=signed_in(request).pk)
    except DomainError as error:
        form.add_error(None, str(error))
        return _page(request, pk, form, status=error.status)
    messages.success(request, _("El papel quedó dado."))
    return redirect("accounts:person", pk)


@require_POST
@requires(Permission.MANAGE_PEOPLE)
@sensitive
def revoke(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a role away."""
    membership = Membership.objects.filter(pk=pk).first()
    if membership is None:
        raise Http404
    people.revoke_role(membership_id=pk, actor=signed_in(request).pk)
    messages.success(request, _("El papel se quitó."))
    return redirect("accounts:person", membership.user_id)


@require_POST
@requires(Permission.MANAGE_PEOPLE)
@sensitive
def deactivate(request: HttpRequest, pk: int) -> HttpResponse:
    """Close an account."""
    people.deactivate(user_id=_known(pk).pk, actor=signed_in(request).pk)
    messages.success(request, _("La cuenta quedó desactivada y sus sesiones, cerradas."))
    return redirect("accounts:person", pk)


@require_POST
@requires(Permission.MANAGE_PEOPLE)
@sensitive
def reactivate(request: HttpRequest, pk: int) -> HttpResponse:
    """Open a closed account again."""
    people.reactivate(user_id=_known(pk).pk, actor=signed_in(request).pk)
    messages.success(request, _("La cuenta vuelve a estar activa."))
    return redirect("accounts:person", pk)


@require_POST
@requires(Permission.MANAGE_PEOPLE)
@sensitive
def reset_second_factor(request: HttpRequest, pk: int) -> HttpResponse:
    """Remove a lost second factor."""
    people.reset_second_factor(user_id=_known(pk).pk, actor=signed_in(request).pk)
    messages.success(request, _("Se quitó su segundo paso. Registrará otro la próxima vez que entre."))
    return redirect("accounts:person", pk)


def _known(pk: int) -> User:
    person = queries.person(pk)
    if person is None:
        raise Http404
    return person


def _page(request: HttpRequest, pk: int, form: RoleForm, status: int = 200) -> HttpResponse:
    values = {"person": _known(pk), "form": form, "citizen": Role.CITIZEN}
    return render(request, "accounts/person.html", values, status=status)
