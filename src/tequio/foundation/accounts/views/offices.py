from django.contrib import messages
from django.forms import model_to_dict
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from tequio.foundation.accounts import queries
from tequio.foundation.accounts.forms.people import OfficeForm
from tequio.foundation.accounts.models import Office
from tequio.foundation.accounts.permissions import requires, signed_in
from tequio.foundation.accounts.services import offices
from tequio.foundation.accounts.types import Permission
from tequio.foundation.web.errors import DomainError


@require_GET
@requires(Permission.MANAGE_PEOPLE)
def listing(request: HttpRequest) -> HttpResponse:
    """List the offices of the government."""
    return render(request, "accounts/offices.html", {"offices": queries.offices()})


@requires(Permission.MANAGE_PEOPLE)
def new(request: HttpRequest) -> HttpResponse:
    """Open an office."""
    form = OfficeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            offices.open_office(**form.values(), actor=signed_in(request).pk)
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("La dependencia quedó abierta."))
            return redirect("accounts:offices")
    return _page(request, form, None)


@requires(Permission.MANAGE_PEOPLE)
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Change an office."""
    office = get_object_or_404(Office, pk=pk)
    form = OfficeForm(request.POST or None, initial=model_to_dict(office))
    if request.method == "POST" and form.is_valid():
        try:
            offices.change_office(office_id=pk, **form.values(), actor=signed_in(request).pk)
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("Los datos de la dependencia quedaron guardados."))
            return redirect("accounts:offices")
    return _page(request, form, office)


@require_POST
@requires(Permission.MANAGE_PEOPLE)
def close(request: HttpRequest, pk: int) -> HttpResponse:
    """Close an office."""
    offices.close_office(office_id=get_object_or_404(Office, pk=pk).pk, actor=signed_in(request).pk)
    messages.success(request, _("La dependencia quedó cerrada. Lo que hizo se conserva."))
    return redirect("accounts:offices")


@require_POST
@requires(Permission.MANAGE_PEOPLE)
def reopen(request: HttpRequest, pk: int) -> HttpResponse:
    """Open a closed office again."""
    offices.reopen_office(office_id=get_object_or_404(Office, pk=pk).pk, actor=signed_in(request).pk)
    messages.success(request, _("La dependencia vuelve a estar abierta."))
    return redirect("accounts:offices")


def _page(request: HttpRequest, form: OfficeForm, office: Office | None) -> HttpResponse:
    values = {"form": form, "office": office}
    return render(request, "accounts/office.html", values, status=400 if form.errors else 200)
