"""What an office must answer: its list, one duty with its voice and the answer, and sending it on."""

from typing import Any, cast

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from tequio.foundation.accounts.models import Office, User
from tequio.foundation.accounts.permissions import requires, signed_in
from tequio.foundation.accounts.types import Permission
from tequio.foundation.web.errors import DomainError
from tequio.participation.forums.forms.analysis import AnswerForm, PassForm
from tequio.participation.forums.models import Assignment
from tequio.participation.forums.permissions import analysis as permissions
from tequio.participation.forums.queries import analysis as queries
from tequio.participation.forums.services import analysis
from tequio.participation.forums.types import DUTY_LABELS, DutyProgress, deadline

PAGE = 25
_UNPROCESSABLE = 422


@require_safe
@requires(Permission.ANSWER_VOICES)
def listing(request: HttpRequest) -> HttpResponse:
    """List what the person's offices must answer, the most urgent first."""
    offices, today = permissions.duty_offices(cast("User", request.user)), timezone.localdate()
    asked = request.GET.get("lista", "")
    progress = DutyProgress(asked) if asked in set(DutyProgress) else DutyProgress.PENDING
    counts = queries.duty_counts(offices=offices, today=today)
    pages = Paginator(queries.duties(offices=offices, progress=progress, today=today), PAGE)
    pages.count = counts[progress]
    page = pages.get_page(request.GET.get("pagina"))
    values = {
        "page": page,
        "rows": [(one, deadline(one.due_on, today)) for one in page.object_list],
        "tabs": [
            {"label": DUTY_LABELS[p], "count": counts[p], "query": f"lista={p.value}", "current": p is progress}
            for p in DutyProgress
        ],
        "progress": progress.value,
        "all_offices": offices is None or len(offices) > 1,
    }
    return render(request, "forums/analysis/duties.html", values)


@requires(Permission.ANSWER_VOICES)
def detail(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a duty: the voice, what was answered, and the form of the answer."""
    found = queries.duty(pk)
    if found is None:
        raise Http404(_("No existe ese turno."))
    if not permissions.can_answer(request.user, found):
        raise PermissionDenied(_("Esta aportación se turnó a otra dependencia."))
    others = [] if found.ended_at else queries.siblings(found)
    form = AnswerForm(others=others, auto_id="respuesta_%s")
    passing = PassForm(offices=_offices(found))
    status = 200
    if request.method == "POST":
        if request.POST.get("accion") == "pasar":
            passing = PassForm(request.POST, offices=_offices(found))
            answer = _pass_on(request, found, passing)
        else:
            form = AnswerForm(request.POST, others=others, auto_id="respuesta_%s")
            answer = _answer(request, found, form, others)
        if answer is not None:
            return answer
        status = _UNPROCESSABLE
    return render(request, "forums/analysis/duty.html", _page(found, form, passing), status=status)


def _page(found: Assignment, form: AnswerForm, passing: PassForm) -> dict[str, Any]:
    voice = found.contribution
    answers = list(found.answers.all())
    return {
        "duty": found,
        "voice": voice,
        "forum": voice.forum,
        "deadline": deadline(found.due_on, timezone.localdate()),
        "form": form,
        "passing": passing,
        "answers": answers,
        "together": queries.answers_of({one.act for one in answers}),
        "groups": queries.confirmed_of([voice]),
        "closed": found.ended_at is not None,
        "standing": voice.state == "submitted" and voice.hidden_at is None,
    }


def _offices(found: Assignment) -> list[Office]:
    return list(Office.objects.filter(active=True).exclude(pk=found.office_id).order_by("name"))


def _answer(
    request: HttpRequest, found: Assignment, form: AnswerForm, others: list[Assignment]
) -> HttpResponse | None:
    if not form.is_valid():
        return None
    ticked = set(form.cleaned_data.get("others") or [])
    duties = [found, *(one for one in others if one.pk in ticked)]
    try:
        made = analysis.answer(
            assignments=duties, text=form.cleaned_data["text"], at=timezone.now(), actor=signed_in(request).pk
        )
    except DomainError as error:
        form.add_error(None, str(error))
        return None
    text = ngettext("Se publicó la respuesta.", "Se publicó la respuesta a %(n)d aportaciones.", len(made))
    messages.success(request, text % {"n": len(made)} if len(made) > 1 else text)
    return redirect("forums:duty", found.pk)


def _pass_on(request: HttpRequest, found: Assignment, form: PassForm) -> HttpResponse | None:
    if not form.is_valid():
        return None
    office = Office.objects.get(pk=form.cleaned_data["office"])
    try:
        analysis.pass_on(
            assignment=found,
            office=office,
            reason=form.cleaned_data["reason"],
            at=timezone.now(),
            actor=signed_in(request).pk,
        )
    except DomainError as error:
        form.add_error(None, str(error))
        return None
    messages.success(request, _("Se pasó a %(office)s, con su motivo.") % {"office": office.name})
    return redirect("forums:duties")
