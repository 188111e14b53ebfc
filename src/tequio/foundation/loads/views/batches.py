"""One load: how far it is, which column is which, what each row does, and what may be done next."""

from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from tequio.core.sheets.headers import letter
from tequio.foundation.accounts.permissions import requires, signed_in
from tequio.foundation.accounts.types import Permission
from tequio.foundation.loads import permissions, queries, services
from tequio.foundation.loads.forms import MappingForm, SheetForm
from tequio.foundation.loads.models import Batch, Row
from tequio.foundation.loads.types import OPEN, ROW_PLURALS, WORKING, BatchState, LoadKind, RowState
from tequio.foundation.loads.views.kinds import workbook

_office = requires(Permission.USE_OFFICE)
_UNPROCESSABLE = 422


@require_safe
@_office
def page(request: HttpRequest, batch_id: UUID) -> HttpResponse:
    return _page(request, _found(request, batch_id))


@require_safe
@_office
def progress(request: HttpRequest, batch_id: UUID) -> HttpResponse:
    """Give the bar alone, for the page that asks again; once the work is over, the page is loaded anew."""
    batch = _found(request, batch_id)
    if not request.headers.get("HX-Request"):
        return redirect("loads:batch", batch.pk)
    done, total = queries.progress(batch.pk)
    working = BatchState(batch.state) in WORKING
    values = {"batch": batch, "done": done, "total": total, "working": working}
    answer = render(request, "loads/progress.html", values)
    if not working:
        answer["HX-Refresh"] = "true"
    return answer


@require_POST
@_office
def sheet(request: HttpRequest, batch_id: UUID) -> HttpResponse:
    """Read another sheet, or take another row for the titles of the columns."""
    batch = _found(request, batch_id)
    form = SheetForm(request.POST, batch=batch)
    if not form.is_valid():
        return _page(request, batch, sheet=form, status=_UNPROCESSABLE)
    said = form.cleaned_data
    services.read_again(batch_id=batch.pk, sheet=said.get("sheet", ""), header_row=said["header_row"])
    return _carried_on(batch)


@require_POST
@_office
def mapping(request: HttpRequest, batch_id: UUID) -> HttpResponse:
    """Take which column is which, and look at the rows again."""
    batch = _found(request, batch_id)
    form = MappingForm(request.POST, kind=services.kind_of(batch), header=batch.header)
    if form.is_valid():
        try:
            services.use_mapping(batch_id=batch.pk, mapping=form.mapping(), at=timezone.now())
        except services.LoadError as error:
            if error.status != _UNPROCESSABLE:
                raise
            form.add_error(None, str(error))
        else:
            return _carried_on(batch)
    return _page(request, batch, form=form, status=_UNPROCESSABLE)


@require_POST
@_office
def load(request: HttpRequest, batch_id: UUID) -> HttpResponse:
    batch = _found(request, batch_id)
    services.request_load(batch_id=batch.pk, without_failed=request.POST.get("without_failed") == "1")
    return _carried_on(batch)


@require_POST
@_office
def undo(request: HttpRequest, batch_id: UUID) -> HttpResponse:
    batch = _found(request, batch_id)
    partly = request.POST.get("partly") == "1"
    services.request_undo(batch_id=batch.pk, actor=signed_in(request), partly=partly)
    return _carried_on(batch)


@require_safe
@_office
def failed(request: HttpRequest, batch_id: UUID) -> HttpResponse:
    batch = _found(request, batch_id)
    return workbook(services.failed_rows(batch, services.kind_of(batch)), "filas-por-corregir.xlsx")


def _carried_on(batch: Batch) -> HttpResponse:
    services.carry_on(batch_id=batch.pk, at=timezone.now())
    return redirect("loads:batch", batch.pk)


def _found(request: HttpRequest, batch_id: UUID) -> Batch:
    batch = queries.batch(batch_id)
    if batch is None:
        raise Http404(_("No existe esa carga."))
    if not permissions.can_open(request.user, batch):
        raise PermissionDenied(_("Esta carga es de otra persona."))
    return batch


def _page(
    request: HttpRequest,
    batch: Batch,
    *,
    form: MappingForm | None = None,
    sheet: SheetForm | None = None,
    status: int = 200,
) -> HttpResponse:
    kind = services.kind_of(batch)
    state = BatchState(batch.state)
    done, total = queries.progress(batch.pk) if state in WORKING else (0, 0)
    values = {
        "batch": batch,
        "kind": kind,
        "working": state in WORKING,
        "open": state in OPEN,
        "done": done,
        "total": total,
        "missing": services.lacking(kind, batch.mapping) if state is BatchState.MAPPING else [],
        "mapping": form or MappingForm(kind=kind, header=batch.header, initial=batch.mapping),
        "sheet": sheet or SheetForm(batch=batch),
        "same": queries.same_file(batch) if state is BatchState.READY else None,
        **_rows(request, batch, kind),
    }
    return render(request, "loads/batch.html", values, status=status)


def _rows(request: HttpRequest, batch: Batch, kind: LoadKind) -> dict[str, Any]:
    """Return the rows of one state, a page of them: at first those that must be mended."""
    counts = [(s.value, ROW_PLURALS[s], batch.counts[s.value]) for s in RowState if batch.counts.get(s.value)]
    urgent = (RowState.FAILED.value, RowState.KEPT.value)
    first = next((state for state in urgent if batch.counts.get(state)), "")
    wanted = request.GET.get("filas", first)
    state = wanted if wanted in set(RowState) else ""
    page = Paginator(queries.rows(batch.pk, state=state), queries.SHOWN).get_page(request.GET.get("pagina"))
    places = {name: letter(place) for name, place in batch.mapping.items()}
    labels = {column.name: column.label for column in kind.columns}
    return {
        "counts": counts,
        "chosen": state,
        "page": page,
        "lines": [(row, _problems(row, places, labels)) for row in page],
    }


def _problems(row: Row, places: dict[str, str], labels: dict[str, Any]) -> list[dict[str, Any]]:
    """Return each problem of a row with the cell where it is, as the spreadsheet calls it."""
    found = []
    for problem in row.problems:
        name = problem["column"]
        cell = f"{places[name]}{row.number}" if name in places else ""
        found.append({"cell": cell, "label": labels.get(name, name), "text": problem["text"]})
    return found
