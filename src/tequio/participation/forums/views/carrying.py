"""Passing on the voices that nobody answered in an earlier exercise."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from tequio.foundation.accounts.permissions import requires
from tequio.foundation.accounts.types import Permission
from tequio.participation.forums.forms.carry import CarryForm
from tequio.participation.forums.models import Forum
from tequio.participation.forums.queries import exercise as queries
from tequio.participation.forums.services import carry as services
from tequio.participation.forums.views import builder


@require_safe
@requires(Permission.MANAGE_FORUMS)
def sources(request: HttpRequest, slug: str) -> HttpResponse:
    """Offer the exercises that ended, with how many of their voices nobody answered."""
    forum, now = builder.find(slug), timezone.now()
    ended = [
        f for f in queries.everything() if f.pk != forum.pk and f.published_at and queries.has_ended(f, now)
    ]
    rows = [(source, services.unanswered(source).count()) for source in ended]
    return render(request, "forums/office/carry_sources.html", {"forum": forum, "rows": rows})


@requires(Permission.MANAGE_FORUMS)
def carry(request: HttpRequest, slug: str, source: str) -> HttpResponse:
    """Choose the voices that pass, and the pillar to which those of each old one go."""
    forum, old = builder.find(slug), builder.find(source)
    if old.pk == forum.pk or old.published_at is None:
        raise Http404
    voices = list(services.unanswered(old).select_related("pillar"))
    form = CarryForm(
        request.POST if request.method == "POST" else None,
        voices=voices,
        old=list(old.pillars.all()),
        new=list(forum.pillars.all()),
    )
    passed: list[Any] = []

    def save(target: Forum, form: CarryForm, **acting: Any) -> None:
        passed.extend(
            services.carry(source=old, target=target, chosen=form.chosen(), pillars=form.pillars(), **acting)
        )

    status = builder.saved(request, forum, form, save) if request.method == "POST" else 200
    if request.method == "POST" and status == 200:  # noqa: PLR2004 - the usual answer
        told = ngettext(
            "Pasó %(n)d aportación, con folio nuevo.",
            "Pasaron %(n)d aportaciones, con folio nuevo.",
            len(passed),
        )
        messages.success(request, told % {"n": len(passed)})
        return redirect("forums:workbench", slug)
    values = {"forum": forum, "source": old, "form": form, "voices": voices}
    return render(request, "forums/office/carry.html", values, status=status)
