"""The office's workbench of forums: the list, the task list of one, its preview and its publication."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from tequio.foundation.accounts.permissions import requires
from tequio.foundation.accounts.types import Permission
from tequio.participation.forums.queries import exercise as queries
from tequio.participation.forums.queries import front
from tequio.participation.forums.services import exercise as services
from tequio.participation.forums.services import readiness
from tequio.participation.forums.types import PHASE_LABELS, PhaseKind
from tequio.participation.forums.views import builder
from tequio.participation.forums.views.public import card, page_values


@require_safe
@requires(Permission.MANAGE_FORUMS)
def listing(request: HttpRequest) -> HttpResponse:
    """List every exercise with what is open in it."""
    now = timezone.now()
    forums = list(queries.everything())
    counted = front.voices_of(forums)
    cards = [card(forum, now, counted.get(forum.pk, 0)) for forum in forums]
    return render(request, "forums/office/list.html", {"cards": cards})


@require_safe
@requires(Permission.MANAGE_FORUMS)
def workbench(request: HttpRequest, slug: str) -> HttpResponse:
    """Show the parts of an exercise with their state, what it lacks, and what can still change."""
    forum = builder.find(slug)
    now = timezone.now()
    problems = readiness.problems(forum, at=now)
    tasks = builder.tasks(forum, problems)
    values = {
        "forum": forum,
        "tasks": tasks,
        "done": sum(task.state in {"done", "optional"} for task in tasks),
        "next": next((task for task in tasks if task.state == "missing"), None),
        "lacking": [(p, builder.address(slug, p.step)) for p in problems if p.blocks],
        "advice": [(p, builder.address(slug, p.step)) for p in problems if not p.blocks],
        "locked": queries.is_locked(forum, now),
        "ended": queries.has_ended(forum, now),
        "phases": [
            (p, PHASE_LABELS[PhaseKind(p.kind)], p.moment(now).value, queries.last_moment(p.closes))
            for p in queries.phases(forum)
        ],
        "amendments": list(forum.amendments.all()),
    }
    return render(request, "forums/office/workbench.html", values)


@require_safe
@requires(Permission.MANAGE_FORUMS)
def preview(request: HttpRequest, slug: str) -> HttpResponse:
    """Show the front page of the exercise as a citizen will see it, before it is published."""
    values = page_values(builder.find(slug), timezone.now())
    return render(request, "forums/public/detail.html", values | {"preview": True})


@require_POST
@requires(Permission.MANAGE_FORUMS)
def publish(request: HttpRequest, slug: str) -> HttpResponse:
    """Publish the exercise."""
    services.publish(forum=builder.find(slug), at=timezone.now(), actor=request.user.pk)
    messages.success(request, _("El foro ya es público."))
    return redirect("forums:workbench", slug)
