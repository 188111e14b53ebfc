"""A person's own comments, the decisions about them, the rules of the house and the figures of its keeping."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from tequio.foundation.accounts.permissions import signed_in
from tequio.foundation.web.downloads import csv_response
from tequio.participation.discussion import exports, permissions, queries, services
from tequio.participation.discussion.forms import AppealForm
from tequio.participation.discussion.types import APPEAL_DAYS, PAGE, TEXT_MAX


@require_safe
@login_required
def mine(request: HttpRequest) -> HttpResponse:
    """Show everything that the person said, with what moderation decided and what can still be done."""
    now = timezone.now()
    page = Paginator(queries.mine(request.user), PAGE).get_page(request.GET.get("pagina"))
    comments = list(page.object_list)
    subjects = queries.subjects({comment.subject for comment in comments}, now)
    rows = [_row(request, comment, subjects.get(comment.subject), now) for comment in comments]
    return render(request, "discussion/mine.html", {"page": page, "rows": rows})


@login_required
def appeal(request: HttpRequest, pk: int) -> HttpResponse:
    """Say why what one wrote was hidden, and let them disagree once; later, show the answer."""
    now = timezone.now()
    decision = queries.decision(pk)
    if decision is None or queries.author_of(decision, now) != signed_in(request).pk:
        raise Http404
    form = AppealForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        services.appeal(decision=decision, author=signed_in(request), text=form.cleaned_data["text"], at=now)
        messages.success(request, _("Recibimos su inconformidad. La responderá otra persona."))
        return redirect("discussion:appeal", pk)
    values = {
        "decision": decision,
        "appeal": getattr(decision, "appeal", None),
        "open": permissions.can_appeal(decision, now),
        "subject": queries.subject(decision.subject, now),
        "form": form,
        "most": TEXT_MAX,
    }
    return render(request, "discussion/appeal.html", values, status=422 if form.errors else 200)


@require_safe
def rules(request: HttpRequest) -> HttpResponse:
    """Show the rules of the house as they are, and how each read before."""
    return render(request, "discussion/rules.html", {"rules": queries.wordings(), "days": APPEAL_DAYS})


@require_safe
def figures(request: HttpRequest) -> HttpResponse:
    """Show how the house is kept, by rule, without naming anybody."""
    return render(request, "discussion/figures.html", {"figures": queries.figures()})


@require_safe
def figures_csv(request: HttpRequest) -> HttpResponseBase:
    """Give the same figures as CSV."""
    del request
    return csv_response("moderacion", exports.FIGURE_COLUMNS, exports.figure_rows(queries.figures()))


def _row(request: HttpRequest, comment: Any, subject: Any, now: Any) -> dict[str, Any]:
    decision = next(iter(comment.decisions.all()), None)
    return {
        "comment": comment,
        "subject": subject,
        "decision": decision,
        "appeal": getattr(decision, "appeal", None),
        "can_appeal": decision is not None and permissions.can_appeal(decision, now),
        "can_edit": permissions.can_edit(request.user, comment, now),
        "can_remove": permissions.can_remove(request.user, comment),
    }
