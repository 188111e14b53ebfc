"""A spreadsheet of concepts: read, shown with what is wrong, then kept whole or not at all."""

from django.contrib import messages
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from tequio.foundation.taxonomies import permissions, services
from tequio.foundation.taxonomies.forms import FileForm
from tequio.foundation.taxonomies.forms.sheet import Reading, read_concepts, sealed, unsealed
from tequio.foundation.taxonomies.models import Scheme
from tequio.foundation.taxonomies.views.public import existing
from tequio.foundation.web import access
from tequio.foundation.web.errors import DomainError

_SALT = "taxonomies.concepts"
_HOUR = 60 * 60


@access.requires(permissions.MANAGE)
def load(request: HttpRequest, slug: str) -> HttpResponse:
    """Read a spreadsheet, show what would be kept and what is wrong, then keep all or nothing."""
    scheme = existing(slug)
    if "leido" in request.POST:
        return _keep(request, scheme)
    posted = request.method == "POST"
    form = FileForm(request.POST if posted else None, request.FILES if posted else None, label_suffix="")
    reading = None
    if form.is_bound and form.is_valid():
        upload = form.cleaned_data["file"]
        try:
            reading = read_concepts(upload.read(), upload.name)
        except DomainError as error:
            form.add_error("file", str(error))
        else:
            _try(scheme, reading)
    values = {"form": form, "reading": reading, "scheme": scheme, "sealed": _sealed(reading)}
    wrong = bool(form.errors or (reading and not _sealed(reading)))
    return render(request, "taxonomies/office/load.html", values, status=422 if wrong else 200)


def _try(scheme: Scheme, reading: Reading) -> None:
    """Find what only the whole list can tell: circles, and what hangs from nothing."""
    if reading.problems:
        return
    try:
        services.check_concepts(scheme=scheme, entries=reading.entries, on=timezone.localdate())
    except DomainError as error:
        reading.problems.append((0, str(error)))


def _sealed(reading: Reading | None) -> str:
    """Return what was read, signed so that what is kept is what was shown; nothing where something is wrong."""
    if reading is None or reading.problems or not reading.entries:
        return ""
    return signing.dumps(sealed(reading.entries), salt=_SALT, compress=True)


def _keep(request: HttpRequest, scheme: Scheme) -> HttpResponse:
    try:
        rows = signing.loads(request.POST["leido"], salt=_SALT, max_age=_HOUR)
    except signing.BadSignature:
        messages.error(request, _("Pasó demasiado tiempo desde que subió el archivo. Súbalo otra vez."))
        return redirect("taxonomies:load", scheme.slug)
    added, changed = services.load_concepts(
        scheme=scheme, entries=unsealed(rows), on=timezone.localdate(), actor=request.user.pk
    )
    said = _("Se agregaron %(added)s conceptos y cambiaron %(changed)s.")
    messages.success(request, said % {"added": added, "changed": changed})
    return redirect("taxonomies:office_scheme", scheme.slug)
