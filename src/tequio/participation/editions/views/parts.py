"""The parts of an edition that come in lists: categories, sizes, envelopes, criteria and paper points."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tequio.foundation.accounts.permissions import requires
from tequio.foundation.accounts.types import Permission
from tequio.foundation.web.errors import DomainError
from tequio.participation.editions import queries, services
from tequio.participation.editions.forms import (
    CategoryForm,
    CriterionForm,
    EnvelopeForm,
    PaperPointForm,
    SizeForm,
)
from tequio.participation.editions.models import Edition
from tequio.participation.editions.types import Step
from tequio.participation.editions.views import builder


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of part: its form, its rows, how a valid form is saved, and what it shows of a row."""

    form: Callable[[Edition, Any, Any], forms.Form]
    rows: Callable[[Edition], list[Any]]
    save: Callable[..., None]
    initial: Callable[[Any], dict[str, Any]]


def _save_category(edition: Edition, form: Any, **acting: Any) -> None:
    services.add_category(edition=edition, **form.cleaned_data, **acting)


def _save_size(edition: Edition, form: Any, **acting: Any) -> None:
    services.add_size(edition=edition, **form.cleaned_data, **acting)


def _save_envelopes(edition: Edition, form: Any, **acting: Any) -> None:
    services.add_envelopes(
        edition=edition,
        units=form.units(),
        size=form.cleaned_size(),
        amount_centavos=form.cleaned_data["amount_centavos"],
        winners_max=form.cleaned_data["winners_max"],
        **acting,
    )


def _save_criterion(edition: Edition, form: Any, **acting: Any) -> None:
    services.add_criterion(edition=edition, **form.cleaned_data, **acting)


def _save_point(edition: Edition, form: Any, **acting: Any) -> None:
    services.add_paper_point(edition=edition, **form.cleaned_data, **acting)


def _shown(*names: str) -> Callable[[Any], dict[str, Any]]:
    """Return what shows these fields of a row in its form, and its offices where it has them."""

    def initial(row: Any) -> dict[str, Any]:
        values = {name: getattr(row, name) for name in names}
        return values | ({"offices": [o.pk for o in row.offices.all()]} if hasattr(row, "offices") else {})

    return initial


def _envelope_shown(envelope: Any) -> dict[str, Any]:
    return {
        "where": f"unit-{envelope.unit_id}" if envelope.unit_id else "city",
        "size": envelope.size.code if envelope.size else "",
        "amount_centavos": envelope.amount_centavos,
        "winners_max": envelope.winners_max,
    }


KINDS = {
    Step.CATEGORIES: Kind(
        lambda _edition, data, initial: CategoryForm(data, initial=initial),
        lambda edition: list(edition.categories.all()),
        _save_category,
        _shown("name", "code", "drawing"),
    ),
    Step.SIZES: Kind(
        lambda _edition, data, initial: SizeForm(data, initial=initial),
        lambda edition: list(edition.sizes.all()),
        _save_size,
        _shown("name", "code", "cap_centavos", "proposals_max", "choices_max"),
    ),
    Step.MONEY: Kind(
        lambda edition, data, initial: EnvelopeForm(data, initial=initial, edition=edition),
        queries.envelopes,
        _save_envelopes,
        _envelope_shown,
    ),
    Step.CRITERIA: Kind(
        lambda _edition, data, initial: CriterionForm(data, initial=initial),
        lambda edition: list(edition.criteria.all()),
        _save_criterion,
        _shown("code", "kind", "question", "position"),
    ),
    Step.PAPER: Kind(
        lambda edition, data, initial: PaperPointForm(data, initial=initial, edition=edition),
        lambda edition: list(edition.paper_points.all()),
        _save_point,
        _shown("name", "address", "hours", "unit"),
    ),
}


@requires(Permission.MANAGE_EDITIONS)
def parts(request: HttpRequest, slug: str, part: str) -> HttpResponse:
    """List one kind of part and add to it; ``?editar=ID`` fills the form with one of them."""
    edition, step, kind = _find(slug, part)
    rows = kind.rows(edition)
    chosen = next((r for r in rows if str(r.pk) == request.GET.get("editar")), None)
    form = kind.form(
        edition, request.POST if request.method == "POST" else None, kind.initial(chosen) if chosen else None
    )
    status = 200
    if request.method == "POST":
        status = _saved(request, edition, kind, form)
        if status == 200:  # noqa: PLR2004 - the usual answer
            messages.success(request, _("Quedó guardado."))
            return redirect("editions:parts", slug, part)
    template = "editions/office/parts.html"
    return builder.page(
        request, edition, step, form, template=template, status=status, rows=rows, chosen=chosen
    )


@require_POST
@requires(Permission.MANAGE_EDITIONS)
def remove(request: HttpRequest, slug: str, part: str, pk: int) -> HttpResponse:
    """Take one part out of the rules while they are open."""
    edition, _step, kind = _find(slug, part)
    row = next((r for r in kind.rows(edition) if r.pk == pk), None)
    if row is None:
        raise Http404
    services.remove_part(part=row, at=timezone.now(), actor=request.user.pk)
    messages.success(request, _("Se quitó."))
    return redirect("editions:parts", slug, part)


def _saved(request: HttpRequest, edition: Edition, kind: Kind, form: forms.Form) -> int:
    if not form.is_valid():
        return 422
    try:
        kind.save(edition, form, at=timezone.now(), actor=request.user.pk)
    except DomainError as error:
        form.add_error(None, str(error))
        return error.status
    return 200


def _find(slug: str, part: str) -> tuple[Edition, Step, Kind]:
    if part not in set(Step) or Step(part) not in KINDS:
        raise Http404
    return builder.find(slug), Step(part), KINDS[Step(part)]
