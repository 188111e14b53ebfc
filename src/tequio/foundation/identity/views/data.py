"""A person's data: all of it as a file, and all of it erased, with a receipt."""

from typing import Any
from uuid import UUID

import orjson
from allauth.account.models import EmailAddress
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from tequio.foundation.accounts.models import User
from tequio.foundation.accounts.permissions import memberships, requires, signed_in
from tequio.foundation.accounts.types import Permission
from tequio.foundation.identity import queries
from tequio.foundation.identity.forms import EraseForForm, EraseForm
from tequio.foundation.identity.models import Receipt
from tequio.foundation.identity.services import erasure, holdings
from tequio.foundation.identity.views.confirm import confirmed
from tequio.foundation.web.errors import DomainError


@require_safe
@never_cache
@login_required
@confirmed
def download(request: HttpRequest) -> HttpResponse:
    """Send everything that is kept about the person, as one JSON file."""
    found = collected(signed_in(request))
    body = orjson.dumps(found, option=orjson.OPT_INDENT_2, default=str)
    headers = {"Content-Disposition": 'attachment; filename="mis-datos.json"', "Cache-Control": "no-store"}
    return HttpResponse(body, content_type="application/json; charset=utf-8", headers=headers)


def collected(person: User) -> dict[str, Any]:
    """Return everything that is kept about a person, as plain values."""
    standing = queries.standing(person)
    known = standing.profile
    return {
        "account": {
            "name": person.name,
            "email": person.email,
            "since": person.date_joined,
            "last_entry": person.last_login,
            "addresses": list(EmailAddress.objects.filter(user=person).values("email", "verified")),
            "roles": [str(membership) for membership in memberships(person)],
        },
        "identity": {
            "means": sorted(standing.means),
            "born_on": known.born_on if known else None,
            "lives_in": known.unit.name if known and known.unit else None,
            "waiting": standing.waiting,
            "fingerprints": list(person.identity_keys.values_list("kind", flat=True)),
            "registered_at_counters": list(person.registrations.values("folio", "place", "made_at")),
            "documents_sent": list(
                person.document_reviews.values("sent_at", "decision", "decided_at", "reason")
            ),
            "guardian": list(_guardian(person)),
        },
        **holdings.of(person.pk),
    }


def _guardian(person: User) -> Any:
    found = getattr(person, "guardianship", None)
    return (
        [{"name": found.name, "relation": found.relation, "consented_at": found.consented_at}] if found else []
    )


@never_cache
@login_required
@confirmed
def erase(request: HttpRequest) -> HttpResponseBase:
    """Explain what goes and what stays; once the person is sure, erase, sign out and show the receipt."""
    person = signed_in(request)
    form = EraseForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            receipt = erasure.erase(person=person, actor=person.pk, at=timezone.now())
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            logout(request)
            return redirect("identity:erased", receipt.pk)
    return render(
        request, "identity/erase.html", {"form": form, **_words()}, status=422 if form.is_bound else 200
    )


def _words() -> dict[str, Any]:
    return {"goes": erasure.erased_words(), "stays": erasure.kept_words()}


@requires(Permission.ERASE_PEOPLE)
@confirmed
def erase_for(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Erase a person who asked for it outside the site; somebody of the office answers for it."""
    person = get_object_or_404(User, pk=pk)
    form = EraseForForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        asked, actor = form.cleaned_data["reason"], signed_in(request).pk
        try:
            receipt = erasure.erase(person=person, actor=actor, at=timezone.now(), asked=asked)
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            return redirect("identity:erased", receipt.pk)
    values = {"form": form, "person": person, **_words()}
    return render(request, "identity/erase_for.html", values, status=422 if form.is_bound else 200)


@require_safe
def erased(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Show a receipt to whoever has its address. It is about nobody."""
    found = _receipt(pk)
    values = {"receipt": found, "document": orjson.loads(found.document)}
    return render(request, "identity/erased.html", values)


@require_safe
def erased_file(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Send the receipt byte for byte as it was hashed."""
    del request
    found = _receipt(pk)
    headers = {"Content-Disposition": f'attachment; filename="{found.folio}.json"'}
    return HttpResponse(found.document, content_type="application/json; charset=utf-8", headers=headers)


def _receipt(pk: UUID) -> Receipt:
    found = Receipt.objects.filter(pk=pk).first()
    if found is None:
        raise Http404
    return found
