"""One thing per page: how an office records each step of a process, with the checks said as it types.

A step is a form, what is said about it, and what it does. Its address answers the page; a POST with ``revisar``
answers only the remarks on what has been written so far, without recording anything.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from tequio.accountability.contracting import permissions, queries, services
from tequio.accountability.contracting.forms.fields import AmountForm, StepForm
from tequio.accountability.contracting.models import Process
from tequio.accountability.contracting.views.public import found_or_404
from tequio.core import workdays
from tequio.core.procurement.remarks import Clock, Remark
from tequio.foundation.accounts.permissions import requires
from tequio.foundation.accounts.types import Permission
from tequio.foundation.restdays import queries as restdays
from tequio.foundation.web import pending
from tequio.foundation.web.errors import DomainError

Said = dict[str, Any]
_record = requires(Permission.RECORD_CONTRACTS)
RECORDED = gettext_lazy("Quedó registrado. En unos segundos estará publicado.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One thing that is recorded of a process.

    Attributes:
        name: of its address.
        path: after that of the desk; with ``<int:pk>`` where it is about a part of the process.
        title: what the page is called.
        button: what its button says.
        form: what is asked.
        act: records what was said: process, the part, the answers, who.
        about: says what is wrong or odd with the answers so far; None where nothing can be.
        part: finds the part by its key among those of the process; None where it is about the process.
        initial: the answers that the form begins with.
        lead: says of the part what helps to answer.
        anchor: the section of the desk to go back to.
        danger: whether it takes something away.
    """

    name: str
    path: str
    title: str | Promise
    button: str | Promise
    form: type[StepForm]
    act: Callable[[Process, Any, Said, int], Any]
    about: Callable[[Process, Any, Said, Clock], Iterable[Remark]] | None = None
    part: Callable[[Process], Iterable[Any]] | None = None
    initial: Callable[[Process, Any], Mapping[str, Any]] | None = None
    lead: Callable[[Process, Any], str] | None = None
    anchor: str = ""
    danger: bool = False


def page(step: Step) -> Callable[..., HttpResponseBase]:
    """Return the view of a step."""

    @require_http_methods(["GET", "POST"])
    @_record
    def view(request: HttpRequest, ocid: str, pk: int | None = None) -> HttpResponse:
        process = process_of(request, ocid)
        part = _part(step, process, pk)
        if request.method == "POST":
            return _told(request, step, process, part)
        begin = step.initial(process, part) if step.initial else {}
        form = step.form(process=process, target=part, initial=dict(begin))
        return _draw(request, step, process, part, form)

    return view


def _told(request: HttpRequest, step: Step, process: Process, part: Any) -> HttpResponse:
    form = step.form(request.POST, request.FILES, process=process, target=part)
    sound = form.is_valid()
    remarks = list(step.about(process, part, dict(form.cleaned_data), clock())) if step.about else []
    if "revisar" in request.POST:
        return look(request, form, remarks)
    if sound and blame(form, remarks):
        try:
            step.act(process, part, dict(form.cleaned_data), _pk(request))
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            say_warnings(request, remarks)
            messages.success(request, str(RECORDED))
            pending.forget(request)
            return redirect(f"{reverse('contracting:desk', args=[process.ocid])}#{step.anchor}")
    return _draw(request, step, process, part, form, status=422)


def _draw(
    request: HttpRequest, step: Step, process: Process, part: Any, form: StepForm, *, status: int = 200
) -> HttpResponse:
    values = {
        "step": step,
        "process": process,
        "form": form,
        "lead": step.lead(process, part) if step.lead else "",
        "live": step.about is not None,
        "multipart": form.is_multipart(),
        "money": isinstance(form, AmountForm),
    }
    return render(request, "contracting/step.html", values, status=status)


def look(request: HttpRequest, form: Any, remarks: Iterable[Remark]) -> HttpResponse:
    """Answer what can be said of a form that is still being written: what is empty is not blamed yet."""
    wrong = [
        (form[name].id_for_label, form[name].label, str(error))
        for name, errors in form.errors.items()
        if name in form.fields and form.data.get(form.add_prefix(name))
        for error in errors
    ]
    found = [(_box(form, one), services.say(one)) for one in remarks if one.blocks]
    odd = [(_box(form, one), services.say(one)) for one in remarks if not one.blocks]
    return render(request, "contracting/parts/remarks.html", {"wrong": wrong, "blocked": found, "odd": odd})


def blame(form: Any, remarks: Iterable[Remark]) -> bool:
    """Write on the form what keeps it from being recorded. Returns whether nothing does."""
    for remark in remarks:
        if remark.blocks:
            form.add_error(remark.about if remark.about in form.fields else None, services.say(remark))
    return bool(form.is_valid())


def say_warnings(request: HttpRequest, remarks: Iterable[Remark]) -> None:
    """Say after recording what should make the office look again, in the same words as while it typed."""
    for remark in remarks:
        if not remark.blocks and remark.code not in {"supplier_known", "supplier_new"}:
            messages.warning(request, services.say(remark), extra_tags="now")


def clock() -> Clock:
    """Return today and the working days of the city. One query."""
    extra = restdays.extra()
    return Clock(today=timezone.localdate(), working=lambda day: workdays.is_business_day(day, extra=extra))


def process_of(request: HttpRequest, ocid: str) -> Process:
    """Return the process, whole. Raises Http404 or, if it is another office's, PermissionDenied."""
    process = found_or_404(ocid)
    if not permissions.can_record(request.user, process):
        raise PermissionDenied(refusal(process.office.name))
    return process


def refusal(office: str) -> str:
    """Return why somebody may not record what is of another office."""
    return _("Este proceso es de %(office)s. Su cuenta no puede registrar sus contratos.") % {"office": office}


def belongs(wanted: int | None, those: Iterable[Any]) -> Any:
    """Return the part of a process with that key. Raises Http404 if it is none of its."""
    found = next((one for one in those if one.pk == wanted), None)
    if found is None:
        raise Http404(_("Eso no es de este proceso."))
    return found


def closed(process: Process) -> bool:
    """Return whether a process takes no more changes."""
    return process.status in queries.CLOSED


def _part(step: Step, process: Process, pk: int | None) -> Any:
    return belongs(pk, step.part(process)) if step.part else None


def _box(form: Any, remark: Remark) -> str:
    return form[remark.about].id_for_label if remark.about in form.fields else ""


def _pk(request: HttpRequest) -> int:
    return int(request.user.pk or 0)
