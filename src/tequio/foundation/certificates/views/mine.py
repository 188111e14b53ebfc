"""A person's own certificates: the list, asking for one, and the files to take home."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from tequio.foundation.accounts.permissions import requires, signed_in
from tequio.foundation.accounts.types import Permission
from tequio.foundation.certificates import permissions, queries, services, types
from tequio.foundation.certificates.forms import OwnNameForm
from tequio.foundation.certificates.models import Certificate
from tequio.foundation.certificates.services import NameMissing

_person = requires(Permission.PROPOSE)  # whoever has an account


@require_safe
@_person
def listing(request: HttpRequest) -> HttpResponse:
    """Show a person's certificates, and what they did that has none yet."""
    person = signed_in(request)
    mine = [(row, types.kind_label(row.kind)) for row in queries.of_holder(person.pk)]
    return render(request, "certificates/mine.html", {"mine": mine, "offers": queries.claimable(person.pk)})


@require_http_methods(["GET", "POST"])
@_person
def ask(request: HttpRequest, source: str, subject: str) -> HttpResponse:
    """Ask for the certificate of something that one did, under one's full name."""
    person = signed_in(request)
    offer = next(
        (o for o in queries.claimable(person.pk) if (o.source, o.claim.subject) == (source, subject)), None
    )
    if offer is None:
        return _had(person.pk, source, subject)
    form = OwnNameForm(request.POST or None, initial={"name": person.name})
    if request.method == "POST" and form.is_valid():
        name = form.cleaned_data["name"]
        try:
            made = services.issue_own(
                person=person, source=source, subject=subject, name=name, at=timezone.now()
            )
        except NameMissing as error:
            form.add_error("name", str(error))
        else:
            messages.success(request, _("Su constancia está lista."))
            return redirect("certificates:own", made.folio)
    values = {"form": form, "offer": offer}
    return render(request, "certificates/ask.html", values, status=422 if form.is_bound else 200)


@require_safe
@_person
def own(request: HttpRequest, folio: str) -> HttpResponse:
    """Show one's certificate: its files, its QR, and the address to share."""
    found = queries.by_folio(folio)
    if found is None or found.holder_id != signed_in(request).pk:
        raise Http404(_("No encontramos esa constancia."))
    values = {
        "certificate": found,
        "kind": types.kind_label(found.kind),
        "standing": found.standing.value,
        "address": queries.address(found.folio),
        "replacement": getattr(found, "replaced_by", None),
    }
    return render(request, "certificates/own.html", values)


@require_safe
def pdf(request: HttpRequest, folio: str) -> HttpResponse:
    """Give the sheet, to who holds it or issues it."""
    found = _takeable(request, folio)
    return _file(services.sheet(found), "application/pdf", f"constancia-{found.folio}.pdf")


@require_safe
def credential(request: HttpRequest, folio: str) -> HttpResponse:
    """Give the Open Badges 3.0 credential, byte by byte as it was signed."""
    found = _takeable(request, folio)
    return _file(found.credential.encode(), "application/vc", f"constancia-{found.folio}.json")


@require_safe
def qr(request: HttpRequest, folio: str) -> HttpResponse:
    """Give the QR, as a picture."""
    found = _takeable(request, folio)
    answer = _file(services.qr(found), "image/svg+xml", f"constancia-{found.folio}.svg")
    if "descargar" not in request.GET:
        answer["Content-Disposition"] = "inline"
    return answer


def _takeable(request: HttpRequest, folio: str) -> Certificate:
    """Return a certificate that this person may take home. What is revoked or erased is given no more."""
    found = queries.by_folio(folio)
    if found is None or not permissions.can_take(request, found):
        raise Http404(_("No encontramos esa constancia entre las suyas."))
    if found.revoked_at or found.erased_at:
        raise services.NotGiven(_("Esta constancia ya no está vigente y no se descarga."))
    return found


def _file(content: bytes, kind: str, name: str) -> HttpResponse:
    answer = HttpResponse(content, content_type=kind)
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    answer["Cache-Control"] = "no-store, private"
    return answer


def _had(person_id: int, source: str, subject: str) -> HttpResponse:
    """Lead to the certificate that the person has already; else say that there is nothing."""
    found: Any = types.source(source)
    for kind in found.kinds if found else ():
        row = queries.own_certificate(person_id, kind=kind, subject=subject)
        if row is not None:
            return redirect("certificates:own", row.folio)
    raise Http404(_("No encontramos esa participación entre las suyas."))
