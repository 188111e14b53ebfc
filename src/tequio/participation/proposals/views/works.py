"""The catalogue of typical works: for anyone to read, for the office to keep."""

from django.contrib import messages
from django.core import signing
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from tequio.foundation.accounts.permissions import requires
from tequio.foundation.accounts.types import Permission
from tequio.foundation.web.downloads import csv_response, xlsx_response
from tequio.foundation.web.errors import DomainError
from tequio.participation.proposals import exports, queries, services
from tequio.participation.proposals.forms import WorkForm, WorksFileForm
from tequio.participation.proposals.forms.works_file import Reading, read_works
from tequio.participation.proposals.models import TypicalWork

PAGE = 50
_SALT = "proposals.works"
_HOUR = 60 * 60


@require_safe
def catalogue(request: HttpRequest) -> HttpResponse:
    """Show what works usually cost, and where the prices come from."""
    page = Paginator(queries.works(), PAGE).get_page(request.GET.get("pagina"))
    return render(request, "proposals/works.html", {"page": page})


@require_safe
def catalogue_csv(request: HttpRequest) -> HttpResponseBase:
    """Give the catalogue as CSV."""
    del request
    return csv_response("obras-tipo", exports.WORK_COLUMNS, exports.work_rows(queries.works()))


@require_safe
@requires(Permission.MANAGE_EDITIONS)
def listing(request: HttpRequest) -> HttpResponse:
    """List every work for the office."""
    page = Paginator(queries.every_work(), PAGE).get_page(request.GET.get("pagina"))
    return render(request, "proposals/office/works.html", {"page": page})


@requires(Permission.MANAGE_EDITIONS)
def edit(request: HttpRequest, pk: int | None = None) -> HttpResponse:
    """Add a work, or change one."""
    work = get_object_or_404(TypicalWork, pk=pk) if pk else None
    form = WorkForm(request.POST if request.method == "POST" else None, work=work)
    if form.is_bound and form.is_valid():
        try:
            services.save_work(work=work, actor=request.user.pk, **form.cleaned_data)
        except DomainError as error:
            form.add_error("name", str(error))
        else:
            messages.success(request, _("La obra quedó guardada."))
            return redirect("proposals:office_works")
    values = {"form": form, "work": work, "this_year": timezone.localdate().year}
    return render(request, "proposals/office/work.html", values, status=422 if form.errors else 200)


@require_safe
@requires(Permission.MANAGE_EDITIONS)
def template(request: HttpRequest) -> HttpResponseBase:
    """Give the catalogue as a workbook: to fill, to mend, and to load again."""
    del request
    return xlsx_response("obras-tipo", exports.WORK_COLUMNS, exports.work_rows(queries.every_work()))


@requires(Permission.MANAGE_EDITIONS)
def load(request: HttpRequest) -> HttpResponse:
    """Read a spreadsheet, show what would be kept and what is wrong, then keep all or nothing."""
    if "leido" in request.POST:
        return _keep(request)
    posted = request.method == "POST"
    form = WorksFileForm(request.POST if posted else None, request.FILES if posted else None, label_suffix="")
    reading = None
    if form.is_bound and form.is_valid():
        upload = form.cleaned_data["file"]
        try:
            reading = read_works(upload.read(), upload.name)
        except DomainError as error:
            form.add_error("file", str(error))
    values = {"form": form, "reading": reading, "sealed": _sealed(reading)}
    wrong = bool(form.errors or (reading and reading.problems))
    return render(request, "proposals/office/works_load.html", values, status=422 if wrong else 200)


def _sealed(reading: Reading | None) -> str:
    """Return what was read, signed so that what is kept is what was shown; nothing where something is wrong."""
    if reading is None or reading.problems or not reading.works:
        return ""
    return signing.dumps(reading.works, salt=_SALT, compress=True)


def _keep(request: HttpRequest) -> HttpResponse:
    try:
        rows = signing.loads(request.POST["leido"], salt=_SALT, max_age=_HOUR)
    except signing.BadSignature:
        messages.error(request, _("Pasó demasiado tiempo desde que subió el archivo. Súbalo otra vez."))
        return redirect("proposals:load_works")
    count = services.load_works(rows=rows, actor=request.user.pk)
    messages.success(request, _("Se guardaron %(count)s obras.") % {"count": count})
    return redirect("proposals:office_works")
