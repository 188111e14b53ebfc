"""The office's desk: search, issue by hand and by batches, revoke, replace, and the keys."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from tequio.foundation.accounts.permissions import requires, signed_in
from tequio.foundation.accounts.types import Permission
from tequio.foundation.certificates import queries, services, types
from tequio.foundation.certificates.forms import ByHandForm, ReplaceForm, RevokeForm, SearchForm
from tequio.foundation.certificates.models import Certificate

PAGE = 50
_UNPROCESSABLE = 422
_issuer = requires(Permission.ISSUE_CERTIFICATES)


@require_safe
@_issuer
def listing(request: HttpRequest) -> HttpResponse:
    """Search certificates, and see from where more can be issued."""
    form = SearchForm(request.GET)
    said = form.cleaned_data if form.is_valid() else {}
    rows = queries.listing(text=said.get("q", ""), kind=said.get("tipo", ""), standing=said.get("estado", ""))
    page = Paginator(rows, PAGE).get_page(request.GET.get("pagina"))
    values = {
        "form": form,
        "page": page,
        "lines": [(row, types.kind_label(row.kind)) for row in page],
        "searched": any(said.values()),
    }
    return render(request, "certificates/office/list.html", values)


@require_safe
@_issuer
def detail(request: HttpRequest, folio: str) -> HttpResponse:
    return _detail(request, _found(folio))


@require_POST
@_issuer
def revoke(request: HttpRequest, folio: str) -> HttpResponse:
    """Revoke one, with its reason."""
    found = _found(folio)
    form = RevokeForm(request.POST)
    if not form.is_valid():
        return _detail(request, found, revoking=form)
    said = form.cleaned_data
    services.revoke(
        certificate_id=found.pk,
        reason=said["reason"],
        note=said["note"],
        by=signed_in(request).pk,
        at=timezone.now(),
    )
    messages.success(request, _("La constancia quedó revocada. Quien la compruebe lee el motivo."))
    return redirect("certificates:office_detail", found.folio)


@require_POST
@_issuer
def replace(request: HttpRequest, folio: str) -> HttpResponse:
    """Issue another in its place."""
    found = _found(folio)
    form = ReplaceForm(request.POST)
    if not form.is_valid():
        return _detail(request, found, replacing=form)
    said = form.cleaned_data
    made = services.replace(
        certificate_id=found.pk,
        name=said["name"],
        reason=said["reason"],
        by=signed_in(request).pk,
        at=timezone.now(),
    )
    messages.success(request, _("Se expidió la nueva. La anterior dice que se sustituyó."))
    return redirect("certificates:office_detail", made.folio)


@require_http_methods(["GET", "POST"])
@_issuer
def by_hand(request: HttpRequest) -> HttpResponse:
    """Issue to the people of a list that the office writes, all or none."""
    form = ByHandForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        batch, outcome = services.issue_list(
            kind=said["kind"],
            people=form.lines,
            occasion=said["occasion"],
            did=said["did"],
            topic=said["topic"],
            happened_on=said["happened_on"],
            by=signed_in(request).pk,
            at=timezone.now(),
        )
        made, same = len(outcome.certificates), len(form.lines) - len(outcome.certificates)
        text = ngettext("Se expidió %d constancia.", "Se expidieron %d constancias.", made) % made
        if same:
            text += " " + ngettext("%d ya la tenía.", "%d ya la tenían.", same) % same
        messages.success(request, text)
        return redirect("certificates:batch", batch.pk)
    status = _UNPROCESSABLE if form.is_bound else 200
    return render(request, "certificates/office/by_hand.html", {"form": form}, status=status)


@require_safe
@_issuer
def keys(request: HttpRequest) -> HttpResponse:
    return render(request, "certificates/office/keys.html", {"keys": queries.signing_keys()})


@require_POST
@_issuer
def rotate(request: HttpRequest) -> HttpResponse:
    """Make a new key to sign with from now on."""
    services.rotate(by=signed_in(request).pk, at=timezone.now())
    messages.success(request, _("Desde ahora se firma con la clave nueva. Lo ya firmado sigue valiendo."))
    return redirect("certificates:keys")


def _found(folio: str) -> Certificate:
    found = queries.by_folio(folio)
    if found is None:
        raise Http404(_("No existe una constancia con ese folio."))
    return found


def _detail(
    request: HttpRequest,
    found: Certificate,
    *,
    revoking: RevokeForm | None = None,
    replacing: ReplaceForm | None = None,
) -> HttpResponse:
    values = {
        "certificate": found,
        "kind": types.kind_label(found.kind),
        "standing": found.standing.value,
        "replacement": getattr(found, "replaced_by", None),
        "revoking": revoking or RevokeForm(),
        "replacing": replacing or ReplaceForm(initial={"name": found.holder_name}),
        "wrong": "revoke" if revoking else "replace" if replacing else "",
    }
    status = _UNPROCESSABLE if revoking or replacing else 200
    return render(request, "certificates/office/detail.html", values, status=status)
