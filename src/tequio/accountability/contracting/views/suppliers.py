"""The roll of suppliers: in the office, and what anyone may know of who is paid."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from tequio.accountability.contracting import permissions, queries, services
from tequio.accountability.contracting.forms.catalogues import (
    CorrectSupplierForm,
    NewSupplierForm,
    PolicyForm,
)
from tequio.accountability.contracting.models import Supplier
from tequio.accountability.contracting.types import ContractStatus
from tequio.accountability.contracting.views.steps import say_warnings
from tequio.foundation.accounts.permissions import requires
from tequio.foundation.accounts.types import Permission
from tequio.foundation.web.errors import DomainError

PER_PAGE = 50
_record = requires(Permission.RECORD_CONTRACTS)
_decide = requires(Permission.PUBLISH_DATA)


@require_safe
def listing(request: HttpRequest) -> HttpResponse:
    search = request.GET.get("q", "").strip()
    page = Paginator(queries.winners(search), PER_PAGE).get_page(request.GET.get("pagina"))
    return render(request, "contracting/suppliers.html", {"page": page, "search": search})


@require_safe
def detail(request: HttpRequest, key: str) -> HttpResponse:
    supplier = queries.by_public_key(key)
    if supplier is None:
        raise Http404(_("No hay un proveedor con esa clave."))
    contracts = queries.contracts_of(supplier)
    live = [one for one in contracts if one.status != ContractStatus.CANCELLED]
    values = {
        "supplier": supplier,
        "contracts": [(one, queries.paid(one)) for one in contracts],
        "contracted": sum(one.amount_centavos for one in live),
        "paid": sum(queries.paid(one) for one in contracts),
        "proposals": queries.proposals_of(supplier),
    }
    return render(request, "contracting/supplier.html", values)


@require_http_methods(["GET", "POST"])
@_record
def office(request: HttpRequest) -> HttpResponse:
    """The roll, with a form to enter who is new."""
    form = NewSupplierForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            made = services.enter_supplier(actor=request.user.pk, **form.cleaned_data)
        except DomainError as error:
            form.add_error("rfc", str(error))
        else:
            say_warnings(request, services.about_rfc(made.rfc))
            messages.success(request, _("%(name)s está en el padrón.") % {"name": made.name})
            return redirect("contracting:supplier_correct", made.pk)
    search = request.GET.get("q", "").strip()
    values = {
        "page": Paginator(queries.roll(search), PER_PAGE).get_page(request.GET.get("pagina")),
        "search": search,
        "form": form,
        "policy": PolicyForm(initial={"publish_names": "1" if services.publishes_names() else "0"}),
        "decides": _may_decide(request),
    }
    return render(request, "contracting/office_suppliers.html", values, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
@_record
def correct(request: HttpRequest, pk: int) -> HttpResponse:
    supplier = queries.supplier(pk)
    if supplier is None:
        raise Http404(_("No existe ese proveedor."))
    form = CorrectSupplierForm(
        request.POST or None, initial=_now(supplier), natural_person=supplier.natural_person
    )
    if request.method == "POST" and form.is_valid():
        try:
            services.correct_supplier(supplier_id=pk, actor=request.user.pk, **form.cleaned_data)
        except DomainError as error:
            form.add_error("name", str(error))
        else:
            messages.success(request, _("Quedó corregido. Se publica de nuevo en cada proceso que lo nombra."))
            return redirect("contracting:office_suppliers")
    values = {"form": form, "supplier": supplier}
    return render(request, "contracting/supplier_correct.html", values, status=422 if form.errors else 200)


@require_POST
@_decide
def policy(request: HttpRequest) -> HttpResponse:
    form = PolicyForm(request.POST)
    if form.is_valid():
        services.set_policy(publish_names=form.cleaned_data["publish_names"], actor=request.user.pk)
        messages.success(request, _("Quedó decidido. En unos minutos todo estará publicado así."))
    else:
        messages.error(request, _("Elija una de las dos opciones."))
    return redirect("contracting:office_suppliers")


def _now(supplier: Supplier) -> dict[str, Any]:
    names = ("name", "roll_number", "given_name", "patronymic_name", "matronymic_name", "unnamed")
    return {name: getattr(supplier, name) for name in names}


def _may_decide(request: HttpRequest) -> bool:
    return permissions.can_publish(request.user)
