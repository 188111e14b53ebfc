"""The parts of an exercise that come in lists: add, change, order and remove."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tequio.foundation.accounts.permissions import requires
from tequio.foundation.accounts.types import Permission
from tequio.participation.forums.forms.parts import (
    AnswersPreview,
    PillarForm,
    QuestionForm,
    SectorForm,
    ThemeForm,
)
from tequio.participation.forums.models import Forum, Pillar
from tequio.participation.forums.services import parts as services
from tequio.participation.forums.types import Step
from tequio.participation.forums.views import builder


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of part: its form, its rows, how it is saved, and what the form shows of a row."""

    form: Callable[[Forum, Any, Any], forms.Form]
    rows: Callable[[Forum], list[Any]]
    save: Callable[..., object]
    shown: tuple[str, ...]


def _pillar_form(forum: Forum, data: Any, row: Any) -> forms.Form:
    return PillarForm(data, initial=_initial(row, KINDS[Step.PILLARS]), forum=forum)


def _sector_form(_forum: Forum, data: Any, row: Any) -> forms.Form:
    return SectorForm(data, initial=_initial(row, KINDS[Step.SECTORS]))


def _question_form(_forum: Forum, data: Any, row: Any) -> forms.Form:
    initial = _initial(row, KINDS[Step.QUESTIONS])
    if row:
        initial["options"] = "\n".join(label for _code, label in row.options)
    return QuestionForm(data, initial=initial or {"public": True}, known=row)


def _initial(row: Any, kind: Kind) -> dict[str, Any]:
    return {name: getattr(row, name) for name in kind.shown} if row else {}


KINDS = {
    Step.PILLARS: Kind(
        _pillar_form,
        lambda forum: list(forum.pillars.all()),
        services.save_pillar,
        ("name", "description", "drawing", "code", "concept"),
    ),
    Step.SECTORS: Kind(
        _sector_form, lambda forum: list(forum.sectors.all()), services.save_sector, ("name", "code")
    ),
    Step.QUESTIONS: Kind(
        _question_form,
        lambda forum: list(forum.questions.all()),
        services.save_question,
        ("label", "kind", "options", "help", "required", "public", "code"),
    ),
}


@requires(Permission.MANAGE_FORUMS)
def parts(request: HttpRequest, slug: str, part: str) -> HttpResponse:
    """List one kind of part and add to it; ``?editar=ID`` fills the form with one of them."""
    forum, step, kind = _find(slug, part)
    chosen = _chosen(request, kind.rows(forum))
    form = kind.form(forum, request.POST if request.method == "POST" else None, chosen)

    def save(_forum: Forum, form: Any, **acting: Any) -> None:
        kind.save(forum=forum, part=chosen, **form.cleaned_data, **acting)

    status = builder.saved(request, forum, form, save) if request.method == "POST" else 200
    if request.method == "POST" and status == 200:  # noqa: PLR2004 - the usual answer
        messages.success(request, _("Quedó guardado."))
        return redirect("forums:parts", slug, part)
    preview = AnswersPreview(list(forum.questions.all())) if step is Step.QUESTIONS else None
    values = {"rows": kind.rows(forum), "chosen": chosen, "preview": preview, "base": _base(slug, part)}
    return builder.page(
        request, forum, step, form, template="forums/office/parts.html", status=status, **values
    )


@requires(Permission.MANAGE_FORUMS)
def themes(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """List the themes of a pillar and add to them; ``?editar=ID`` fills the form with one of them."""
    forum = builder.find(slug)
    pillar = _pillar(forum, pk)
    rows = list(pillar.themes.all())
    chosen = _chosen(request, rows)
    initial = {name: getattr(chosen, name) for name in ("name", "code", "concept")} if chosen else {}
    form = ThemeForm(request.POST if request.method == "POST" else None, initial=initial, forum=forum)

    def save(_forum: Forum, form: Any, **acting: Any) -> None:
        services.save_theme(pillar=pillar, part=chosen, **form.cleaned_data, **acting)

    status = builder.saved(request, forum, form, save) if request.method == "POST" else 200
    if request.method == "POST" and status == 200:  # noqa: PLR2004 - the usual answer
        messages.success(request, _("Quedó guardado."))
        return redirect("forums:themes", slug, pk)
    values = {
        "rows": rows,
        "chosen": chosen,
        "pillar": pillar,
        "base": reverse("forums:themes", args=[slug, pk]),
    }
    return builder.page(
        request, forum, Step.PILLARS, form, template="forums/office/parts.html", status=status, **values
    )


@require_POST
@requires(Permission.MANAGE_FORUMS)
def remove(request: HttpRequest, slug: str, part: str, pk: int) -> HttpResponse:
    """Take one part out of the rules while they are open."""
    row, back = _row(slug, part, pk)
    services.remove_part(part=row, at=timezone.now(), actor=request.user.pk)
    messages.success(request, _("Se quitó."))
    return redirect(back)


@require_POST
@requires(Permission.MANAGE_FORUMS)
def move(request: HttpRequest, slug: str, part: str, pk: int) -> HttpResponse:
    """Move one part up (``sube``) or down its list."""
    row, back = _row(slug, part, pk)
    earlier = request.POST.get("hacia") == "sube"
    services.move_part(part=row, earlier=earlier, at=timezone.now(), actor=request.user.pk)
    return redirect(back)


def _find(slug: str, part: str) -> tuple[Forum, Step, Kind]:
    if part not in set(Step) or Step(part) not in KINDS:
        raise Http404
    return builder.find(slug), Step(part), KINDS[Step(part)]


def _row(slug: str, part: str, pk: int) -> tuple[Any, str]:
    """Return a part by its kind and id, and the page of its list."""
    if part == "themes":
        forum = builder.find(slug)
        pair = next(((t, p) for p in forum.pillars.all() for t in p.themes.all() if t.pk == pk), None)
        if pair is None:
            raise Http404
        return pair[0], reverse("forums:themes", args=[slug, pair[1].pk])
    forum, _step, kind = _find(slug, part)
    row = next((r for r in kind.rows(forum) if r.pk == pk), None)
    if row is None:
        raise Http404
    return row, _base(slug, part)


def _base(slug: str, part: str) -> str:
    return reverse("forums:parts", args=[slug, part])


def _pillar(forum: Forum, pk: int) -> Pillar:
    pillar = next((p for p in forum.pillars.all() if p.pk == pk), None)
    if pillar is None:
        raise Http404
    return pillar


def _chosen(request: HttpRequest, rows: list[Any]) -> Any:
    return next((row for row in rows if str(row.pk) == request.GET.get("editar")), None)
