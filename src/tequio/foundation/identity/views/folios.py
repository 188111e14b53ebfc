"""Consulting what is one's own with a folio and a code, with or without an account."""

import io
import zipfile
from dataclasses import asdict
from datetime import datetime
from pathlib import PurePosixPath
from typing import Any
from uuid import UUID

import orjson
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from tequio.foundation.accounts.models import User
from tequio.foundation.certificates.models import Certificate
from tequio.foundation.identity.forms import CodeForm, FolioForm
from tequio.foundation.identity.services import certified, folios, holdings
from tequio.foundation.identity.types import Holder
from tequio.foundation.identity.views.data import collected
from tequio.foundation.identity.views.limits import demand_calm
from tequio.foundation.web.errors import DomainError

ASKED, OPEN = "identity_folio", "identity_folio_open"
SECONDS = 30 * 60


@never_cache
def ask(request: HttpRequest) -> HttpResponseBase:
    """Ask for a folio. Whatever is typed, the answer is the same, and so is the work done for it."""
    form = FolioForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        folio = folios.normalised(form.cleaned_data["folio"])
        try:
            demand_calm(request, "folio", key=folio)
        except DomainError as error:
            form.add_error("folio", str(error))
        else:
            asked = folios.ask(folio=folio, at=timezone.now())
            request.session[ASKED] = {"id": str(asked.pk), "folio": folio}
            return redirect("identity:folio_code")
    values = {"form": form, "kinds": folios.kinds()}
    return render(request, "identity/folio.html", values, status=422 if form.is_bound else 200)


@never_cache
def code(request: HttpRequest) -> HttpResponseBase:
    """Take the code and open what is of whose contact it went to, for half an hour."""
    asked = request.session.get(ASKED)
    if not asked:
        return redirect("identity:folio")
    form = CodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        now = timezone.now()
        try:
            demand_calm(request, "try")
            holder = folios.open_with(request_id=UUID(asked["id"]), code=form.cleaned_data["code"], at=now)
        except DomainError as error:
            form.add_error("code", str(error))
        else:
            _open(request, holder, asked["folio"], at=now)
            return redirect("identity:folio_mine")
    values = {"form": form, "folio": asked["folio"]}
    return render(request, "identity/folio_code.html", values, status=422 if form.is_bound else 200)


@require_safe
@never_cache
def mine(request: HttpRequest) -> HttpResponseBase:
    """Show what is of who has shown a contact."""
    found = _holder(request)
    if found is None:
        return redirect("identity:folio")
    holder, folio = found
    is_locked = folios.locked(holder)
    shown = Holder(None, holder.email, holder.phone) if is_locked else holder
    rows = holdings.of_holder(shown)
    owner = folios.owner_of(folio)
    values = {
        "holder": shown,
        "folio": folio,
        "url": owner.url if owner and not is_locked else "",
        "locked": is_locked,
        "count": sum(map(len, rows.values())),
        "minutes": SECONDS // 60,
    }
    return render(request, "identity/folio_mine.html", values)


@require_safe
@never_cache
def download(request: HttpRequest) -> HttpResponseBase:
    """Send everything that is kept about who has shown a contact, with their files, as one ZIP."""
    found = _holder(request)
    if found is None:
        return redirect("identity:folio")
    holder, _folio = found
    if folios.locked(holder):
        return redirect("identity:download")
    headers = {"Content-Disposition": 'attachment; filename="mis-datos.zip"', "Cache-Control": "no-store"}
    return HttpResponse(_archive(holder), content_type="application/zip", headers=headers)


@require_POST
def leave(request: HttpRequest) -> HttpResponse:
    """Close what was opened, before its time."""
    for name in (ASKED, OPEN):
        request.session.pop(name, None)
    return redirect("identity:folio")


def opened_with_a_folio(request: HttpRequest, certificate: Certificate) -> bool:
    """Return whether who asks has shown, with a folio and a code, the contact of a certificate's holder."""
    found = _holder(request)
    return found is not None and not folios.locked(found[0]) and certified.is_of(found[0], certificate)


def _open(request: HttpRequest, holder: Holder, folio: str, *, at: datetime) -> None:
    request.session.cycle_key()
    del request.session[ASKED]
    request.session[OPEN] = {**asdict(holder), "folio": folio, "until": at.timestamp() + SECONDS}
    if not request.user.is_authenticated:
        request.session.set_expiry(SECONDS)


def _holder(request: HttpRequest) -> tuple[Holder, str] | None:
    """Return who has shown a contact and with which folio, while the look-up stays open."""
    kept = request.session.get(OPEN)
    if not kept or timezone.now().timestamp() > kept["until"]:
        return None
    return Holder(kept["user_id"], kept["email"], kept["phone"]), kept["folio"]


def _archive(holder: Holder) -> bytes:
    person = User.objects.filter(pk=holder.user_id).first() if holder.user_id else None
    told = collected(person) if person else {}
    data = {**told, "contact": {"email": holder.email, "phone": holder.phone}, **holdings.of_holder(holder)}
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mis-datos.json", _json(data))
        for name, content in holdings.files_of(holder):
            archive.writestr(PurePosixPath(name).name, content)
    return made.getvalue()


def _json(data: dict[str, Any]) -> bytes:
    return orjson.dumps(data, option=orjson.OPT_INDENT_2, default=str)
