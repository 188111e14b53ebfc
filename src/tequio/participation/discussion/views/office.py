"""The moderation desk."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from tequio.foundation.accounts.permissions import requires, signed_in
from tequio.foundation.accounts.types import Permission
from tequio.foundation.web.downloads import csv_response
from tequio.foundation.web.errors import DomainError
from tequio.participation.discussion import exports, permissions, queries, services
from tequio.participation.discussion.forms import AnswerForm, DecideForm
from tequio.participation.discussion.models import Appeal
from tequio.participation.discussion.types import DESK_LABELS, AppealState, Desk, kinds

PAGE = 25
MOST_EXPORTED = 5_000


@require_safe
@requires(Permission.MODERATE_PROPOSALS)
def desk(request: HttpRequest) -> HttpResponse:
    """Show one drawer of the desk, with everything that can be done to what is marked."""
    return _desk(request, _drawer(request.GET), DecideForm())


@require_POST
@requires(Permission.MODERATE_PROPOSALS)
def decide(request: HttpRequest) -> HttpResponse:
    """Leave in view, or hide by a rule and for a reason, everything that is marked."""
    drawer = _drawer(request.POST)
    form = DecideForm(request.POST)
    comments, subjects = _marked(request.POST)
    if not comments and not subjects:
        form.add_error(None, _("Marque al menos un renglón."))
    if not form.is_valid():
        return _desk(request, drawer, form, status=422)
    acting: dict[str, Any] = {
        "comments": comments,
        "subjects": subjects,
        "at": timezone.now(),
        "actor": signed_in(request).pk,
    }
    try:
        if form.cleaned_data["act"] == DecideForm.HIDE:
            done = services.hide(**acting, rule=form.cleaned_data["rule"], reason=form.cleaned_data["reason"])
            words = ngettext("%s quedó oculto.", "%s quedaron ocultos.", done)
        else:
            done = services.keep(**acting, hidden=drawer == Desk.HIDDEN)
            words = ngettext("%s queda a la vista.", "%s quedan a la vista.", done)
    except DomainError as error:
        form.add_error(None, str(error))
        return _desk(request, drawer, form, status=error.status)
    messages.success(request, words % done)
    return redirect(f"{reverse('discussion:desk')}?ver={drawer.value}")


@require_safe
@requires(Permission.MODERATE_PROPOSALS)
def desk_csv(request: HttpRequest) -> HttpResponseBase:
    """Give a drawer of the desk as CSV."""
    drawer = _drawer(request.GET)
    cards = queries.desk_cards(drawer, list(queries.desk(drawer)[:MOST_EXPORTED]), timezone.now())
    return csv_response(f"moderacion-{drawer.value}", exports.DESK_COLUMNS, exports.desk_rows(cards))


@requires(Permission.MODERATE_PROPOSALS)
def answer(request: HttpRequest, pk: int) -> HttpResponse:
    """Answer an appeal with reasons."""
    appeal = queries.appeal(pk)
    if appeal is None:
        raise Http404
    form = AnswerForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        upheld = form.cleaned_data["outcome"] == AnswerForm.UPHOLD
        services.answer(
            appeal=appeal,
            upheld=upheld,
            text=form.cleaned_data["text"],
            at=timezone.now(),
            actor=signed_in(request),
        )
        messages.success(request, _answered_words(upheld=upheld))
        return redirect(f"{reverse('discussion:desk')}?ver={Desk.APPEALS.value}")
    values = {
        "appeal": appeal,
        "subject": queries.subject(appeal.decision.subject, timezone.now()),
        "form": form,
        "open": appeal.state == AppealState.OPEN,
        "may": permissions.can_answer(request.user, appeal),
        "whose": _whose(request, appeal),
    }
    return render(request, "discussion/office/answer.html", values, status=422 if form.errors else 200)


def _desk(request: HttpRequest, drawer: Desk, form: DecideForm, *, status: int = 200) -> HttpResponse:
    now = timezone.now()
    found = queries.counts()
    request.on_the_desk = found  # type: ignore[attr-defined] # the menu tells the same figures
    pages = Paginator(queries.desk(drawer), PAGE)
    if drawer != Desk.APPEALS:  # which keeps the answered ones too
        pages.__dict__["count"] = found[drawer]
    page = pages.get_page(request.GET.get("pagina"))
    values = {
        "drawer": drawer,
        "tabs": [(d, DESK_LABELS[d], found[d]) for d in Desk],
        "page": page,
        "cards": queries.desk_cards(drawer, list(page.object_list), now),
        "marked": set(request.POST.getlist("marcado")),
        "form": form,
        "labels": {name: kind.label for name, kind in kinds().items()},
        "now": now,
    }
    return render(request, "discussion/office/desk.html", values, status=status)


def _drawer(asked: QueryDict) -> Desk:
    wanted = asked.get("ver", "")
    return Desk(wanted) if wanted in list(Desk) else Desk.REPORTED


def _marked(sent: QueryDict) -> tuple[list[int], list[str]]:
    """Return the comments and the subjects that were marked; what is neither is left out."""
    values = [value for value in sent.getlist("marcado") if len(value) <= 60][:PAGE]  # noqa: PLR2004 - longer than any key
    comments = [int(value) for value in values if value.isascii() and value.isdecimal() and len(value) < 19]  # noqa: PLR2004 - a bigint
    named = (value.partition(":") for value in values)
    subjects = [
        f"{kind}:{pk}" for kind, colon, pk in named
        if colon and kind in kinds() and pk.isascii() and pk.isdecimal() and len(pk) < 19  # noqa: PLR2004 - the same
    ]  # fmt: skip
    return comments, subjects


def _whose(request: HttpRequest, appeal: Appeal) -> str:
    if request.user.pk == appeal.hidden_by_id:
        return _("Usted lo ocultó: debe responder otra persona de moderación.")
    if request.user.pk == appeal.author_id:
        return _("Usted lo escribió: debe responder otra persona de moderación.")
    return ""


def _answered_words(*, upheld: bool) -> str:
    if upheld:
        return _("Quedó respondida: lo que se había ocultado ya se ve otra vez.")
    return _("Quedó respondida: sigue oculto.")
