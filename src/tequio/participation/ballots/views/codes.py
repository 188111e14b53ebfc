"""One-time codes: made by batches, printed at once because nothing keeps them, made void with a reason."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from tequio.core.ballotbox import codes as rules
from tequio.foundation.accounts.permissions import requires, signed_in
from tequio.foundation.accounts.types import Permission
from tequio.foundation.web.downloads import csv_response
from tequio.foundation.web.errors import DomainError
from tequio.participation.ballots import exports, queries, services
from tequio.participation.ballots.forms import BatchForm, VoidForm
from tequio.participation.ballots.models import CodeBatch
from tequio.participation.ballots.views.editions import by_slug
from tequio.participation.ballots.views.tables import pdf_response
from tequio.participation.editions.models import Edition


@never_cache
@requires(Permission.COUNT_VOTES)
def index(request: HttpRequest, slug: str) -> HttpResponse:
    """List the batches; make another one, whose codes are shown this once."""
    edition = by_slug(slug)
    form = BatchForm(request.POST or None, edition=edition)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        batch, codes = services.make_codes(
            edition=edition,
            unit=form.unit,
            point=said["point"],
            size=said["size"],
            at=timezone.now(),
            actor=signed_in(request).pk,
        )
        values = {"edition": edition, "batch": batch, "codes": codes}
        return render(request, "ballots/codes/made.html", values)
    return _index(request, edition, form, VoidForm())


def _index(request: HttpRequest, edition: Edition, form: Any, void: Any) -> HttpResponse:
    values = {"edition": edition, "batches": queries.batches(edition), "form": form, "void": void}
    status = 422 if form.errors or void.errors else 200
    return render(request, "ballots/codes/index.html", values, status=status)


@never_cache
@require_POST
@requires(Permission.COUNT_VOTES)
def sheet(request: HttpRequest, slug: str) -> HttpResponseBase:
    """Give back as a file to print the codes that the page sends: they are kept nowhere else."""
    edition = by_slug(slug)
    number = request.POST.get("tanda", "")
    batch = get_object_or_404(
        CodeBatch.objects.select_related("edition", "unit"),
        pk=int(number) if number.isascii() and number.isdigit() else 0,
        edition=edition,
    )
    read = [rules.read(text) for text in request.POST.get("claves", "").split()][: batch.size]
    codes = [rules.spelled(code) for code in read if code is not None]
    address = request.build_absolute_uri(reverse("ballots:code", args=[slug]))
    if request.POST.get("como") == "csv":
        place = batch.unit.name if batch.unit else _("Toda la ciudad")
        columns = [_("Clave"), _("Lugar"), _("Dirección")]
        return csv_response(f"claves-{batch.pk}", columns, ([code, place, address] for code in codes))
    return pdf_response(exports.codes_pdf(batch, codes, address), f"claves-{batch.pk}")


@require_POST
@requires(Permission.COUNT_VOTES)
def void(request: HttpRequest, slug: str) -> HttpResponse:
    """Make void a code that was lost or spoilt before anybody used it."""
    edition = by_slug(slug)
    form = VoidForm(request.POST)
    if form.is_valid():
        said = form.cleaned_data
        try:
            services.void_code(
                edition=edition,
                code=said["code"],
                reason=said["reason"],
                at=timezone.now(),
                actor=signed_in(request).pk,
            )
        except DomainError as error:
            form.add_error("code", str(error))
        else:
            messages.success(request, _("La clave quedó anulada: nadie puede votar con ella."))
            return redirect("ballots:codes", slug)
    return _index(request, edition, BatchForm(edition=edition), form)
