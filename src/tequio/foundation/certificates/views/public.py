"""What anybody may ask: whether a certificate is worth something. A name is never shown."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from tequio.foundation.certificates import permissions, queries, types
from tequio.foundation.certificates.forms import FolioForm


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """Take a folio, and lead to what it is worth."""
    form = FolioForm(request.GET if "folio" in request.GET else None)
    if form.is_valid():
        folio = queries.written(form.cleaned_data["folio"])
        if queries.by_folio(folio) is not None:
            return redirect("certificates:check", folio)
        return _unknown(request, form, folio)
    return render(request, "certificates/index.html", {"form": form}, status=422 if form.is_bound else 200)


@require_safe
def check(request: HttpRequest, folio: str) -> HttpResponse:
    """Say what a certificate is worth now: what, when, on which topic, and initials at most (CER-4)."""
    found = queries.by_folio(folio)
    if found is None:
        return _unknown(request, FolioForm(initial={"folio": folio}), folio)
    if found.folio != folio:
        return redirect("certificates:check", found.folio)
    values = {
        "certificate": found,
        "kind": types.kind_label(found.kind),
        "standing": found.standing.value,
        "replacement": getattr(found, "replaced_by", None),
        "may_take": permissions.can_take(request, found) and found.revoked_at is None,
        "issuer_url": reverse("certificates:issuer"),
        "status_url": reverse("certificates:status", args=[found.status_list.number]),
        "place": found.status_index,
    }
    answer = render(request, "certificates/check.html", values)
    answer["Cache-Control"] = "no-store"  # a certificate may be revoked the next minute
    answer["X-Robots-Tag"] = "noindex"
    return answer


def _unknown(request: HttpRequest, form: FolioForm, folio: str) -> HttpResponse:
    values = {"form": form, "unknown": folio[:40]}
    return render(request, "certificates/index.html", values, status=404)
