"""Moving in: upload a history, look at what it brings and what is mended, bring it in."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from tequio.accountability.contracting import queries
from tequio.accountability.contracting.forms.quality import HistoryForm
from tequio.accountability.contracting.models import HistoryImport
from tequio.accountability.contracting.services import importing
from tequio.accountability.contracting.types import HistoryState
from tequio.foundation.accounts.permissions import requires
from tequio.foundation.accounts.types import Permission
from tequio.foundation.files import services as files
from tequio.foundation.files.types import FileKind
from tequio.foundation.web.errors import DomainError

REPAIRS = {
    "REPAIR-1": _("Nombres de campos mal escritos"),
    "REPAIR-2": _("Códigos mal escritos o en español"),
    "REPAIR-3": _("Datos fuera de su lugar"),
    "REPAIR-4": _("Un dato donde va una lista, o una lista donde va un dato"),
    "REPAIR-5": _("Números escritos como texto, o textos como número"),
    "REPAIR-6": _("Fechas sin hora, sin zona o con otro orden"),
    "REPAIR-7": _("Direcciones web incompletas"),
    "REPAIR-8": _("Datos en blanco"),
    "REPAIR-9": _("Cosas sin clave"),
    "REPAIR-10": _("Claves repetidas"),
    "REPAIR-11": _("Códigos que no están en su lista cerrada"),
    "REPAIR-12": _("Lo que una versión debe decir de sí misma"),
    "REPAIR-13": _("Datos que no se pueden leer"),
    "REPAIR-14": _("RFC y CURP de personas físicas"),
    "REPAIR-16": _("Organizaciones nombradas sin clave"),
}
BREAK = "\N{ZERO WIDTH SPACE}"
_publish = requires(Permission.PUBLISH_DATA)
_WORKING = frozenset({HistoryState.CHECKING, HistoryState.LOADING})


@require_http_methods(["GET", "POST"])
@_publish
def listing(request: HttpRequest) -> HttpResponse:
    """Show the histories so far, and take a new file."""
    form = HistoryForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            history = _started(request, form)
        except DomainError as error:
            form.add_error("file", str(error))
        else:
            return redirect("contracting:history", history.pk)
    values = {"form": form, "histories": queries.histories()}
    return render(request, "contracting/history_list.html", values, status=422 if form.errors else 200)


@require_safe
@_publish
def detail(request: HttpRequest, history_id: UUID) -> HttpResponse:
    found = _found(history_id)
    repairs = [_shown(one) for one in found.report.get("repairs", ())]
    values = {
        "history": found,
        "repairs": repairs,
        "working": found.state in _WORKING,
        "counts": found.report.get("counts"),
    }
    return render(request, "contracting/history.html", values)


@require_POST
@_publish
def bring(request: HttpRequest, history_id: UUID) -> HttpResponse:
    importing.queue(history_id=_found(history_id).pk)
    messages.success(request, _now("Se está trayendo. Puede cerrar esta página: el trabajo sigue."))
    return redirect("contracting:history", history_id)


def _shown(repair: dict[str, Any]) -> dict[str, Any]:
    """Return a repair for people, with places where long paths and addresses may break on a narrow screen."""
    texts = {name: str(repair[name]).replace("/", f"/{BREAK}") for name in ("path", "was", "now")}
    return {**repair, **texts, "title": REPAIRS[repair["case"]]}


def _started(request: HttpRequest, form: HistoryForm) -> HistoryImport:
    upload, office = form.cleaned_data["file"], form.cleaned_data["office"]
    stored = files.store(upload=upload, kind=FileKind.HISTORY, uploaded_by=request.user.pk)
    return importing.start(
        name=upload.name, office_id=office.pk, at=timezone.now(), file=stored, actor=request.user.pk
    )


def _found(history_id: UUID) -> HistoryImport:
    found = queries.history_import(history_id)
    if found is None:
        raise Http404(_now("No existe esa importación."))
    return found
