"""One voice on the bench: what it says, what may be done with it, and what was done."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from tequio.foundation.accounts.models import Office
from tequio.foundation.accounts.permissions import requires, signed_in
from tequio.foundation.accounts.types import Permission
from tequio.foundation.taxonomies.models import Concept
from tequio.foundation.web.errors import DomainError
from tequio.participation.forums.forms.analysis import EndForm, MergeVoiceForm, OfficeForm, ReclassifyForm
from tequio.participation.forums.models import Contribution, Forum
from tequio.participation.forums.queries import analysis as queries
from tequio.participation.forums.services import analysis
from tequio.participation.forums.types import ContributionState, deadline
from tequio.participation.forums.views.analysis.bench import exercise

_UNPROCESSABLE = 422
Forms = dict[str, Any]


@requires(Permission.ANALYSE_VOICES)
def voice(request: HttpRequest, slug: str, folio: str) -> HttpResponse:
    """Show one voice with everything that the bench does with one, and do it."""
    forum = exercise(slug)
    found = queries.by_folio(forum, folio)
    if found is None:
        raise Http404(_("No hay ninguna aportación a la vista con ese folio."))
    forms = _forms(forum, found)
    if request.method == "POST":
        act = _ACTS.get(request.POST.get("accion", ""))
        if act is None:
            messages.warning(request, _("Elija qué hacer. Nada cambió."))
            return redirect("forums:analysis_voice", slug, folio)
        if _done(request, found, forms, act):
            return redirect("forums:analysis_voice", slug, folio)
        return render(request, "forums/analysis/voice.html", _page(found, forms), status=_UNPROCESSABLE)
    return render(request, "forums/analysis/voice.html", _page(found, forms))


Act = Callable[[HttpRequest, Contribution, Forms], str | None]


def _done(request: HttpRequest, found: Contribution, forms: Forms, act: Act) -> bool:
    """Do what was asked; False if a form has something to mend, which is kept as it was written."""
    try:
        said = act(request, found, forms)
    except DomainError as error:
        messages.warning(request, str(error))
        return True
    if said is not None:
        messages.success(request, said)
    return said is not None


def _forms(forum: Forum, found: Contribution) -> Forms:
    choices = queries.choices(forum, on=timezone.localdate())
    return {
        "choices": choices,
        "reclassify": ReclassifyForm(voice=found, choices=choices),
        "merge": MergeVoiceForm(label_suffix="", auto_id="union_%s"),
        "assign": OfficeForm(choices=choices),
        "end": EndForm(label_suffix="", auto_id="quitar_%s"),
    }


def _page(found: Contribution, forms: Forms) -> dict[str, Any]:
    today = timezone.localdate()
    return {
        **forms,
        "voice": found,
        "forum": found.forum,
        "standing": found.state == ContributionState.SUBMITTED,
        "duties": [
            (one, None if one.answered_at else deadline(one.due_on, today)) for one in found.assignments.all()
        ],
        "suggested": queries.suggested_tags(found, on=today),
        "reclassified": list(queries.reclassified(found)),
        "merged": list(queries.merged_into(found)),
    }


def _tag(request: HttpRequest, found: Contribution, forms: Forms) -> str:
    del forms
    concept = _concept(request)
    analysis.tag(voices=[found], concept=concept, at=timezone.now(), actor=signed_in(request).pk)
    return _("Quedó la etiqueta «%(name)s».") % {"name": concept}


def _untag(request: HttpRequest, found: Contribution, forms: Forms) -> str:
    del forms
    concept = _concept(request)
    analysis.untag(voice=found, concept=concept, actor=signed_in(request).pk)
    return _("Se quitó la etiqueta «%(name)s».") % {"name": concept}


def _concept(request: HttpRequest) -> Concept:
    key = request.POST.get("concept", "")
    if not key.isdecimal():
        raise analysis.SaidNothing(_("Elija la etiqueta. Nada cambió."))
    return get_object_or_404(Concept, pk=key)


def _reclassify(request: HttpRequest, found: Contribution, forms: Forms) -> str | None:
    form = forms["reclassify"] = ReclassifyForm(request.POST, voice=found, choices=forms["choices"])
    if not form.is_valid():
        return None
    change = analysis.reclassify(voice=found, at=timezone.now(), actor=signed_in(request).pk, **form.said())
    return _("Quedó el cambio, con su motivo.") if change else _("Ya estaba así. Nada cambió.")


def _merge(request: HttpRequest, found: Contribution, forms: Forms) -> str | None:
    form = forms["merge"] = MergeVoiceForm(request.POST, label_suffix="", auto_id="union_%s")
    if not form.is_valid():
        return None
    into = queries.by_folio(found.forum, form.cleaned_data["into"].strip().upper())
    if into is None:
        form.add_error("into", _("No hay ninguna aportación con ese folio en este foro."))
        return None
    analysis.merge(
        voices=[found],
        into=into,
        reason=form.cleaned_data["reason"],
        at=timezone.now(),
        actor=signed_in(request).pk,
    )
    return _("%(folio)s quedó unida a %(into)s.") % {"folio": found.folio, "into": into.folio}


def _unmerge(request: HttpRequest, found: Contribution, forms: Forms) -> str:
    del forms
    analysis.unmerge(voice=found, at=timezone.now(), actor=signed_in(request).pk)
    return _("%(folio)s vuelve a estar por sí misma.") % {"folio": found.folio}


def _assign(request: HttpRequest, found: Contribution, forms: Forms) -> str | None:
    form = forms["assign"] = OfficeForm(request.POST, choices=forms["choices"])
    if not form.is_valid():
        return None
    office = get_object_or_404(Office, pk=form.cleaned_data["office"])
    made = analysis.assign(
        forum=found.forum,
        voices=[found],
        office=office,
        note=form.cleaned_data["note"],
        at=timezone.now(),
        actor=signed_in(request).pk,
    )
    values = {"office": office.name}
    return _("Se turnó a %(office)s.") % values if made else _("%(office)s ya la tenía.") % values


def _take_back(request: HttpRequest, found: Contribution, forms: Forms) -> str | None:
    form = forms["end"] = EndForm(request.POST, label_suffix="", auto_id="quitar_%s")
    if not form.is_valid():
        return None
    key = request.POST.get("duty", "")
    duty = get_object_or_404(found.assignments, pk=key if key.isdecimal() else 0)
    analysis.take_back(assignment=duty, at=timezone.now(), actor=signed_in(request).pk, **form.cleaned_data)
    return _("Ya no está turnada a %(office)s.") % {"office": duty.office.name}


_ACTS: dict[str, Act] = {
    "etiquetar": _tag,
    "quitar-etiqueta": _untag,
    "reclasificar": _reclassify,
    "unir": _merge,
    "separar": _unmerge,
    "turnar": _assign,
    "retirar": _take_back,
}
