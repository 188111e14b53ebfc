"""What can be loaded, the loads so far, and a new file."""

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from tequio.foundation.accounts.permissions import requires, signed_in
from tequio.foundation.accounts.types import Permission
from tequio.foundation.files import services as files
from tequio.foundation.files.types import FileKind
from tequio.foundation.loads import permissions, queries, services
from tequio.foundation.loads.forms import UploadForm
from tequio.foundation.loads.models import Batch
from tequio.foundation.loads.types import LoadKind, find
from tequio.foundation.web.downloads import XLSX
from tequio.foundation.web.errors import DomainError

_office = requires(Permission.USE_OFFICE)


@require_safe
@_office
def listing(request: HttpRequest) -> HttpResponse:
    """Show what this person may load, and the loads so far."""
    loadable = permissions.loadable(request.user)
    if not loadable:
        raise PermissionDenied(
            _("Su cuenta no carga hojas de cálculo. Si lo necesita, pídalo a Administración.")
        )
    page = Paginator(queries.history(request.user), queries.SHOWN).get_page(request.GET.get("pagina"))
    titles = {kind.slug: kind.title for kind in loadable}
    values = {"kinds": loadable, "page": page, "lines": [(batch, titles[batch.kind]) for batch in page]}
    return render(request, "loads/list.html", values)


@require_http_methods(["GET", "POST"])
@_office
def upload(request: HttpRequest, slug: str) -> HttpResponse:
    """Say what a row of this kind is, and take a file."""
    kind = _kind(request, slug)
    form = UploadForm(request.POST or None, request.FILES or None, kind=kind)
    if request.method == "POST" and form.is_valid():
        try:
            batch = _started(request, kind, form)
        except DomainError as error:
            form.add_error("file", str(error))
        else:
            return redirect("loads:batch", batch.pk)
    shown = [column for column in kind.columns if not column.extra]
    values = {"kind": kind, "form": form, "columns": shown, "editable": kind.current is not None}
    return render(request, "loads/upload.html", values, status=422 if form.errors else 200)


@require_safe
@_office
def template(request: HttpRequest, slug: str) -> HttpResponse:
    kind = _kind(request, slug)
    return workbook(services.template(kind, signed_in(request)), f"plantilla-{slug}.xlsx")


@require_safe
@_office
def current(request: HttpRequest, slug: str) -> HttpResponse:
    kind = _kind(request, slug)
    if kind.current is None:
        raise Http404
    return workbook(services.current(kind, signed_in(request)), f"{slug}.xlsx")


def workbook(content: bytes, name: str) -> HttpResponse:
    """Give a workbook to take home."""
    response = HttpResponse(content, content_type=XLSX)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _kind(request: HttpRequest, slug: str) -> LoadKind:
    kind = find(slug)
    if kind is None:
        raise Http404(_("No se cargan hojas de ese tipo."))
    if not permissions.can_load(request.user, kind):
        raise PermissionDenied(_("Su cuenta no carga estas hojas. Si lo necesita, pídalo a Administración."))
    return kind


def _started(request: HttpRequest, kind: LoadKind, form: UploadForm) -> Batch:
    said, person, now = form.cleaned_data, signed_in(request), timezone.now()
    stored = files.store(upload=said["file"], kind=FileKind.SPREADSHEET, uploaded_by=person.pk)
    batch = services.start(kind=kind, file=stored, at=now, actor=person, scope=said.get("scope", ""))
    return services.carry_on(batch_id=batch.pk, at=now)
