"""The bench: the voices of an exercise, narrowed, and what is done with many at once."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from tequio.foundation.accounts.models import Office
from tequio.foundation.accounts.permissions import requires, signed_in
from tequio.foundation.accounts.types import Permission
from tequio.foundation.taxonomies.models import Concept
from tequio.foundation.web.errors import DomainError
from tequio.participation.forums.forms.analysis import BenchForm, BulkForm
from tequio.participation.forums.models import Contribution, Forum
from tequio.participation.forums.queries import analysis as queries
from tequio.participation.forums.services import analysis
from tequio.participation.forums.types import DOING_LABELS, ClusterState, Doing, DutyProgress, deadline

PAGE = 25
MOST_AT_ONCE = 5_000


def exercise(slug: str) -> Forum:
    """Return the exercise of an address.

    Raises:
        Http404: if there is none.
    """
    forum = queries.exercise(slug)
    if forum is None:
        raise Http404(_("No existe ese foro."))
    return forum


@require_safe
@requires(Permission.ANALYSE_VOICES)
def listing(request: HttpRequest, slug: str) -> HttpResponse:
    """List the voices, those that nobody has done anything with first."""
    forum, today = exercise(slug), timezone.localdate()
    choices = queries.choices(forum, on=today)
    filters = BenchForm(request.GET, choices=choices)
    asked = filters.asked(request.GET.get("lista", ""))
    counts = queries.counts(forum, asked, today=today)
    pages = Paginator(queries.voices(forum, asked, today=today), PAGE)
    pages.count = counts[asked.doing]
    page = pages.get_page(request.GET.get("pagina"))
    duties = queries.duty_counts(offices=None, today=today, forum=forum)
    values = {
        "forum": forum,
        "page": page,
        "rows": [(voice, _due(voice, today)) for voice in page.object_list],
        "tabs": _tabs(request, asked.doing, counts),
        "doing": asked.doing.value,
        "filters": filters,
        "narrowed": any(v for k, v in request.GET.items() if k in filters.fields),
        "bulk": BulkForm(choices=choices),
        "asked": _address(request),
        "suggested": queries.clusters(forum, ClusterState.SUGGESTED).count(),
        "overdue": duties[DutyProgress.OVERDUE],
        "pending": duties[DutyProgress.PENDING],
    }
    return render(request, "forums/analysis/bench.html", values)


def _due(voice: Contribution, today: Any) -> list[tuple[Any, Any]]:
    """Return each duty of a voice with how far away its day is; None where it was answered."""
    return [(one, None if one.answered_at else deadline(one.due_on, today)) for one in voice.assignments.all()]


def _tabs(request: HttpRequest, shown: Doing, counts: dict[Doing, int]) -> list[dict[str, Any]]:
    kept = request.GET.copy()
    kept.pop("pagina", None)
    tabs = []
    for doing in Doing:
        kept["lista"] = doing.value
        label = {"label": DOING_LABELS[doing], "count": counts[doing], "query": kept.urlencode()}
        tabs.append({**label, "current": doing is shown})
    return tabs


def _address(request: HttpRequest) -> str:
    kept = request.GET.copy()
    kept.pop("pagina", None)
    return f"?{kept.urlencode()}" if kept else ""


@require_POST
@requires(Permission.ANALYSE_VOICES)
def bulk(request: HttpRequest, slug: str) -> HttpResponse:
    """Do one thing with the voices that are ticked, or with all of the list; all or none."""
    forum, today = exercise(slug), timezone.localdate()
    choices = queries.choices(forum, on=today)
    form = BulkForm(request.POST, choices=choices)
    act = _ACTS.get(request.POST.get("accion", ""))
    voices = _ticked(request, forum, BenchForm(request.GET, choices=choices))
    if not voices or act is None or not form.is_valid():
        messages.warning(request, _("Marque al menos una aportación y elija qué hacer. Nada cambió."))
    else:
        try:
            messages.success(request, act(request, forum, voices, form.cleaned_data))
        except DomainError as error:
            messages.warning(request, str(error))
    return redirect(reverse("forums:analysis", args=[slug]) + _address(request))


def _ticked(request: HttpRequest, forum: Forum, filters: BenchForm) -> list[Contribution]:
    asked, today = filters.asked(request.GET.get("lista", "")), timezone.localdate()
    found = queries.cut(forum, asked, today=today)
    if not request.POST.get("todas"):
        ticked = [key for key in request.POST.getlist("voces") if key.isdecimal()][:MOST_AT_ONCE]
        found = Contribution.objects.public().filter(forum=forum, pk__in=ticked)
    return list(found[:MOST_AT_ONCE])


def _tag(request: HttpRequest, forum: Forum, voices: list[Contribution], said: dict[str, Any]) -> str:
    del forum
    concept = Concept.objects.filter(pk=said["concept"]).first()
    if concept is None:
        raise analysis.SaidNothing(_("Elija la etiqueta. Nada cambió."))
    count = analysis.tag(voices=voices, concept=concept, at=timezone.now(), actor=signed_in(request).pk)
    return ngettext("Se etiquetó %(n)d aportación.", "Se etiquetaron %(n)d aportaciones.", count) % {"n": count}


def _assign(request: HttpRequest, forum: Forum, voices: list[Contribution], said: dict[str, Any]) -> str:
    office = Office.objects.filter(pk=said["office"]).first()
    if office is None:
        raise analysis.SaidNothing(_("Elija la dependencia. Nada cambió."))
    count = analysis.assign(
        forum=forum,
        voices=voices,
        office=office,
        note=said["note"],
        at=timezone.now(),
        actor=signed_in(request).pk,
    )
    return assigned_words(count, office)


def assigned_words(count: int, office: Office) -> str:
    """Say how many voices went to an office."""
    text = ngettext(
        "Se turnó %(n)d aportación a %(office)s.", "Se turnaron %(n)d aportaciones a %(office)s.", count
    )
    return text % {"n": count, "office": office.name}


def _group(request: HttpRequest, forum: Forum, voices: list[Contribution], said: dict[str, Any]) -> str:
    actor = signed_in(request).pk
    if said["cluster"]:
        cluster = get_object_or_404(forum.clusters, pk=said["cluster"])
        count = analysis.add_to_cluster(cluster=cluster, voices=voices, actor=actor)
    else:
        cluster = analysis.make_cluster(
            forum=forum, name=said["name"], voices=voices, at=timezone.now(), actor=actor
        )
        count = len(voices)
    text = ngettext("«%(name)s» tiene %(n)d aportación más.", "«%(name)s» tiene %(n)d aportaciones más.", count)
    return text % {"name": cluster.name, "n": count}


def _merge(request: HttpRequest, forum: Forum, voices: list[Contribution], said: dict[str, Any]) -> str:
    into = queries.by_folio(forum, said["into"].strip().upper())
    if into is None:
        raise analysis.NotMergeable(_("No hay ninguna aportación con ese folio en este foro. Nada cambió."))
    made = analysis.merge(
        voices=voices, into=into, reason=said["reason"], at=timezone.now(), actor=signed_in(request).pk
    )
    text = ngettext(
        "Se unió %(n)d aportación a %(folio)s.", "Se unieron %(n)d aportaciones a %(folio)s.", len(made)
    )
    return text % {"n": len(made), "folio": into.folio}


_ACTS: dict[str, Callable[[HttpRequest, Forum, list[Contribution], dict[str, Any]], str]] = {
    "etiquetar": _tag,
    "turnar": _assign,
    "agrupar": _group,
    "unir": _merge,
}
