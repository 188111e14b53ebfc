"""Bulk load: upload, say which column is which, look at every row, load all or nothing, undo."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from tequio.accountability.contracting import permissions, queries
from tequio.accountability.contracting.forms import MappingForm, UploadForm
from tequio.accountability.contracting.models import LoadBatch
from tequio.accountability.contracting.services import loading
from tequio.accountability.contracting.types import BatchState
from tequio.foundation.accounts.permissions import requires
from tequio.foundation.accounts.types import Permission
from tequio.foundation.files import services as files
from tequio.foundation.files.types import FileKind
from tequio.foundation.web.errors import DomainError

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
ROWS_SHOWN = 200
_load = requires(Permission.BULK_LOAD)


@require_http_methods(["GET", "POST"])
@_load
def listing(request: HttpRequest) -> HttpResponse:
    """Show the loads so far, and take a new file."""
    form = UploadForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            batch = _started(request, form)
        except DomainError as error:
            form.add_error("file", str(error))
        else:
            return redirect("contracting:batch", batch.pk)
    values = {"form": form, "batches": queries.batches()}
    return render(request, "contracting/load_list.html", values, status=422 if form.errors else 200)


@require_safe
@_load
def template(request: HttpRequest) -> HttpResponse:
    del request
    return _workbook(loading.template(), "plantilla-contratos.xlsx")


@require_safe
@_load
def batch(request: HttpRequest, batch_id: UUID) -> HttpResponse:
    return _page(request, _found(batch_id))


@require_POST
@_load
def mapping(request: HttpRequest, batch_id: UUID) -> HttpResponse:
    """Take which column is which, and look at the rows again."""
    found = _found(batch_id)
    form = MappingForm(request.POST, header=found.preview["header"])
    if form.is_valid():
        chosen = {field: header for field, header in form.cleaned_data.items() if header}
        found = loading.use_mapping(batch_id=found.pk, mapping=chosen)
        _check(request, found)
        return redirect("contracting:batch", found.pk)
    return _page(request, found, form=form, status=422)


@require_POST
@_load
def load(request: HttpRequest, batch_id: UUID) -> HttpResponse:
    found = _found(batch_id)
    if not loading.queue_if_large(batch=found, load=True):
        mine = permissions.loaded_offices(request.user)
        done = loading.load_batch(batch_id=found.pk, offices=mine, at=timezone.now())
        number = done.preview["counts"]["new"]
        messages.success(
            request, _("Se cargaron %(n)d filas. En unos segundos estarán publicadas.") % {"n": number}
        )
    return redirect("contracting:batch", found.pk)


@require_POST
@_load
def undo(request: HttpRequest, batch_id: UUID) -> HttpResponse:
    found = _found(batch_id)
    loading.undo_batch(batch_id=found.pk, at=timezone.now(), actor=request.user.pk)
    messages.success(request, _("La carga quedó deshecha. Lo publicado queda en el historial como retirado."))
    return redirect("contracting:batch", found.pk)


@require_safe
@_load
def failed(request: HttpRequest, batch_id: UUID) -> HttpResponse:
    del request
    return _workbook(loading.failed_rows(_found(batch_id)), "filas-por-corregir.xlsx")


def _started(request: HttpRequest, form: UploadForm) -> LoadBatch:
    said = form.cleaned_data
    stored = files.store(upload=said["file"], kind=FileKind.SPREADSHEET, uploaded_by=request.user.pk)
    batch = loading.start_batch(file=stored, edition=said["edition"], at=timezone.now(), actor=request.user.pk)
    if not loading.missing(batch.mapping):
        _check(request, batch)
    return batch


def _check(request: HttpRequest, batch: LoadBatch) -> None:
    if not loading.queue_if_large(batch=batch, load=False):
        loading.check_batch(batch_id=batch.pk, offices=permissions.loaded_offices(request.user))


def _found(batch_id: UUID) -> LoadBatch:
    found = queries.batch(batch_id)
    if found is None:
        raise Http404(_("No existe esa carga."))
    return found


def _page(
    request: HttpRequest, batch: LoadBatch, *, form: MappingForm | None = None, status: int = 200
) -> HttpResponse:
    rows = batch.preview.get("rows", [])
    urgent = sorted(rows, key=lambda row: ("failed", "new", "unchanged").index(row["state"]))
    header = batch.preview["header"]
    values = {
        "batch": batch,
        "rows": urgent[:ROWS_SHOWN],
        "more": max(len(rows) - ROWS_SHOWN, 0),
        "counts": batch.preview.get("counts"),
        "missing": loading.missing(batch.mapping),
        "mapping": form or MappingForm(header=header, initial=batch.mapping),
        "working": batch.state in (BatchState.CHECKING, BatchState.LOADING),
        "open": batch.state not in (BatchState.LOADED, BatchState.UNDONE),
    }
    return render(request, "contracting/load.html", values, status=status)


def _workbook(content: bytes, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type=XLSX)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
