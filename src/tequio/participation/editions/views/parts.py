"""The parts of an edition that come in lists: categories, sizes and envelopes."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from tequio.foundation.accounts.permissions import requires
from tequio.foundation.accounts.types import Permission
from tequio.foundation.web.errors import DomainError
from tequio.participation.editions import queries, services
from tequio.participation.editions.forms import CategoryForm, EnvelopeForm, SizeForm
from tequio.participation.editions.models import Edition


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of part: its words, its form, its rows, and how a valid form is saved."""

    title: object
    hint: object
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


KINDS = {
    "categorias": Kind(
        gettext_lazy("Categorías"),
        gettext_lazy("De qué pueden tratar las propuestas, y qué áreas dictaminan cada una."),
        lambda _edition, data, initial: CategoryForm(data, initial=initial),
        lambda edition: list(edition.categories.all()),
        _save_category,
        lambda c: {
            "name": c.name,
            "code": c.code,
            "drawing": c.drawing,
            "offices": [office.pk for office in c.offices.all()],
        },
    ),
    "tamanos": Kind(
        gettext_lazy("Tamaños"),
        gettext_lazy("Cuánto puede costar cada tipo de proyecto."),
        lambda _edition, data, initial: SizeForm(data, initial=initial),
        lambda edition: list(edition.sizes.all()),
        _save_size,
        lambda s: {
            "name": s.name,
            "code": s.code,
            "cap_centavos": s.cap_centavos,
            "proposals_max": s.proposals_max,
        },
    ),
    "bolsas": Kind(
        gettext_lazy("Bolsas de dinero"),
        gettext_lazy(
            "Cuánto hay para cada territorio y tamaño. Se puede dar lo mismo a todos los de un nivel."
        ),
        lambda edition, data, initial: EnvelopeForm(data, initial=initial, edition=edition),
        queries.envelopes,
        _save_envelopes,
        lambda e: {
            "where": f"unit-{e.unit_id}" if e.unit_id else "city",
            "size": e.size.code if e.size else "",
            "amount_centavos": e.amount_centavos,
            "winners_max": e.winners_max,
        },
    ),
}


@requires(Permission.MANAGE_EDITIONS)
def parts(request: HttpRequest, slug: str, part: str) -> HttpResponse:
    """List one kind of part and add to it; ``?editar=ID`` fills the form with one of them."""
    edition, kind = _find(slug, part)
    chosen = next((r for r in kind.rows(edition) if str(r.pk) == request.GET.get("editar")), None)
    form = kind.form(
        edition, request.POST if request.method == "POST" else None, kind.initial(chosen) if chosen else None
    )
    status = 200
    if request.method == "POST":
        status = _saved(request, edition, kind, form)
        if status == 200:  # noqa: PLR2004 - the usual answer
            messages.success(request, _("Quedó guardado."))
            return redirect("editions:parts", slug, part)
    values = {"edition": edition, "part": part, "kind": kind, "form": form, "rows": kind.rows(edition)}
    locked = queries.is_locked(edition, timezone.now())
    return render(request, "editions/office/parts.html", values | {"locked": locked}, status=status)


@require_POST
@requires(Permission.MANAGE_EDITIONS)
def remove(request: HttpRequest, slug: str, part: str, pk: int) -> HttpResponse:
    """Take one part out of the rules while they are open."""
    edition, kind = _find(slug, part)
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


def _find(slug: str, part: str) -> tuple[Edition, Kind]:
    edition = queries.find(slug)
    if edition is None or part not in KINDS:
        raise Http404
    return edition, KINDS[part]
