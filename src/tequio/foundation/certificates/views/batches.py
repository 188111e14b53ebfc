"""Issuing to everyone of a whole: from where, to how many, how far it is, and taking it back."""

from uuid import UUID

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
from tequio.foundation.certificates.forms import RevokeForm
from tequio.foundation.certificates.models import Batch
from tequio.foundation.certificates.types import BatchState, CertificateSource, Scope

PAGE = 50
_issuer = requires(Permission.ISSUE_CERTIFICATES)


@require_safe
@_issuer
def listing(request: HttpRequest) -> HttpResponse:
    """Show from where certificates can be issued, and the batches so far."""
    person = signed_in(request)
    offered = [(source, list(source.scopes(person))) for source in types.sources()]
    page = Paginator(queries.batches(), PAGE).get_page(request.GET.get("pagina"))
    values = {"offered": [one for one in offered if one[1]], "page": page}
    return render(request, "certificates/office/batches.html", values)


@require_http_methods(["GET", "POST"])
@_issuer
def start(request: HttpRequest, source: str, scope: str) -> HttpResponse:
    """Say how many it would be, and begin."""
    found, whole = _whole(request, source, scope)
    if request.method == "POST":
        batch = services.start_batch(
            source=found,
            scope=whole.key,
            title=f"{found.label}: {whole.label}",
            by=signed_in(request).pk,
            at=timezone.now(),
        )
        services.carry_on(batch_id=batch.pk, at=timezone.now())
        return redirect("certificates:batch", batch.pk)
    count = found.count(whole.key)
    had = queries.waiting(found.slug, whole.key)
    values = {"source": found, "scope": whole, "count": count, "had": had, "lacking": max(count - had, 0)}
    return render(request, "certificates/office/start.html", values)


@require_safe
@_issuer
def page(request: HttpRequest, batch_id: UUID) -> HttpResponse:
    return _page(request, _found(batch_id))


@require_safe
@_issuer
def progress(request: HttpRequest, batch_id: UUID) -> HttpResponse:
    """Give the bar alone, for the page that asks again; once the work is over, the page is loaded anew."""
    batch = _found(batch_id)
    if not request.headers.get("HX-Request"):
        return redirect("certificates:batch", batch.pk)
    working = batch.state == BatchState.WORKING
    answer = render(request, "certificates/office/progress.html", {"batch": batch, "working": working})
    if not working:
        answer["HX-Refresh"] = "true"
    return answer


@require_POST
@_issuer
def revoke(request: HttpRequest, batch_id: UUID) -> HttpResponse:
    """Take back a whole batch."""
    batch = _found(batch_id)
    form = RevokeForm(request.POST)
    if not form.is_valid():
        return _page(request, batch, form)
    said = form.cleaned_data
    count = services.revoke_batch(
        batch_id=batch.pk,
        reason=said["reason"],
        note=said["note"],
        by=signed_in(request).pk,
        at=timezone.now(),
    )
    text = ngettext("Se revocó %d constancia.", "Se revocaron %d constancias.", count) % count
    messages.success(request, text)
    return redirect("certificates:batch", batch.pk)


def _whole(request: HttpRequest, source: str, scope: str) -> tuple[CertificateSource, Scope]:
    found = types.source(source)
    scopes = found.scopes(signed_in(request)) if found else ()
    whole = next((one for one in scopes if one.key == scope), None)
    if found is None or whole is None:
        raise Http404(_("De ahí no se expiden constancias."))
    return found, whole


def _found(batch_id: UUID) -> Batch:
    batch = queries.batch(batch_id)
    if batch is None:
        raise Http404(_("No existe ese lote."))
    return batch


def _page(request: HttpRequest, batch: Batch, form: RevokeForm | None = None) -> HttpResponse:
    rows = Paginator(queries.listing(batch=batch.pk), PAGE).get_page(request.GET.get("pagina"))
    values = {
        "batch": batch,
        "working": batch.state == BatchState.WORKING,
        "page": rows,
        "lines": [(row, types.kind_label(row.kind)) for row in rows],
        "revoking": form or RevokeForm(),
        "wrong": form is not None,
    }
    return render(request, "certificates/office/batch.html", values, status=422 if form else 200)
