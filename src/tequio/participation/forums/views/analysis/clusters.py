"""Groups of voices: asking for suggestions, reading one with its members side by side, deciding it."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from tequio.foundation.accounts.models import Office
from tequio.foundation.accounts.permissions import requires, signed_in
from tequio.foundation.accounts.types import Permission
from tequio.foundation.web.errors import DomainError
from tequio.participation.forums.forms.analysis import ClusterForm, OfficeForm
from tequio.participation.forums.models import Cluster
from tequio.participation.forums.queries import analysis as queries
from tequio.participation.forums.services import analysis
from tequio.participation.forums.types import ClusterState, ContributionState, deadline
from tequio.participation.forums.views.analysis.bench import assigned_words, exercise

_MOST = 200


@require_safe
@requires(Permission.ANALYSE_VOICES)
def listing(request: HttpRequest, slug: str) -> HttpResponse:
    """List the groups: those to review first, then those that somebody confirmed."""
    forum = exercise(slug)
    search = queries.latest_search(forum)
    values = {
        "forum": forum,
        "search": search,
        "working": search is not None and search.ended_at is None,
        "suggested": list(queries.clusters(forum, ClusterState.SUGGESTED)[:_MOST]),
        "confirmed": list(queries.clusters(forum, ClusterState.CONFIRMED)[:_MOST]),
    }
    return render(request, "forums/analysis/clusters.html", values)


@require_POST
@requires(Permission.ANALYSE_VOICES)
def suggest(request: HttpRequest, slug: str) -> HttpResponse:
    """Ask for a search in the background."""
    analysis.ask_for_groups(forum=exercise(slug), by=signed_in(request), at=timezone.now())
    return redirect("forums:clusters", slug)


@require_safe
@requires(Permission.ANALYSE_VOICES)
def progress(request: HttpRequest, slug: str) -> HttpResponse:
    """Give the bar alone, for the page that asks again; once the search is over, the page is loaded anew."""
    forum = exercise(slug)
    search = queries.latest_search(forum)
    if not request.headers.get("HX-Request") or search is None:
        return redirect("forums:clusters", slug)
    working = search.ended_at is None
    values = {"forum": forum, "search": search, "working": working}
    answer = render(request, "forums/analysis/progress.html", values)
    if not working:
        answer["HX-Refresh"] = "true"
    return answer


@requires(Permission.ANALYSE_VOICES)
def detail(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Show a group with its members side by side; keep, confirm, dismiss or hand it to an office."""
    forum = exercise(slug)
    cluster = queries.cluster(forum, pk)
    if cluster is None:
        raise Http404(_("No existe esa agrupación. Puede que una búsqueda nueva la haya cambiado por otra."))
    form = ClusterForm(request.POST if request.method == "POST" else None, cluster=cluster)
    status = 200
    if request.method == "POST":
        answer = _act(request, cluster, form)
        if answer is not None:
            return answer
        status = 422
    return render(request, "forums/analysis/cluster.html", _page(cluster, form), status=status)


def _page(cluster: Cluster, form: ClusterForm) -> dict[str, Any]:
    today = timezone.localdate()
    sides = queries.side_by_side(cluster)
    return {
        "forum": cluster.forum,
        "cluster": cluster,
        "form": form,
        "sides": [(side, _duties(side.voice, today)) for side in sides],
        "votes": sum(side.voice.votes_count for side in sides),  # type: ignore[attr-defined]
        "suggested": cluster.state == ClusterState.SUGGESTED,
        "confirmed": cluster.state == ClusterState.CONFIRMED,
        "assign": OfficeForm(choices=queries.choices(cluster.forum, on=today)),
    }


def _duties(voice: Any, today: Any) -> list[tuple[Any, Any]]:
    return [(one, None if one.answered_at else deadline(one.due_on, today)) for one in voice.assignments.all()]


def _act(request: HttpRequest, cluster: Cluster, form: ClusterForm) -> HttpResponse | None:
    """Do what the button says; None if the form has something to mend."""
    act, slug = request.POST.get("accion", ""), cluster.forum.slug
    try:
        if act == "descartar":
            analysis.decide_cluster(
                cluster=cluster, confirm=False, at=timezone.now(), actor=signed_in(request).pk
            )
            messages.success(request, _("Se descartó. Sus aportaciones siguen como estaban."))
            return redirect("forums:clusters", slug)
        if act == "turnar":
            messages.success(request, _assign(request, cluster))
            return redirect("forums:cluster", slug, cluster.pk)
        if not form.is_valid():
            return None
        _keep(request, cluster, form.cleaned_data["name"], confirm=act == "confirmar")
    except DomainError as error:
        messages.warning(request, str(error))
    return redirect("forums:cluster", slug, cluster.pk)


def _keep(request: HttpRequest, cluster: Cluster, name: str, *, confirm: bool) -> None:
    keep = [int(key) for key in request.POST.getlist("queda") if key.isdecimal()][:5_000]
    actor = signed_in(request).pk
    analysis.change_cluster(cluster=cluster, name=name, keep=keep, actor=actor)
    if confirm:
        analysis.decide_cluster(cluster=cluster, confirm=True, at=timezone.now(), actor=actor)
    messages.success(
        request,
        _("Quedó confirmada. Ya puede turnarla completa.") if confirm else _("Se guardó la agrupación."),
    )


def _assign(request: HttpRequest, cluster: Cluster) -> str:
    """Hand every voice of a confirmed group that stands by itself to an office."""
    form = OfficeForm(request.POST, choices=queries.choices(cluster.forum, on=timezone.localdate()))
    if not form.is_valid():
        raise analysis.SaidNothing(_("Elija la dependencia. Nada cambió."))
    if cluster.state != ClusterState.CONFIRMED:
        raise analysis.ClusterRefused(_("Confirme la agrupación antes de turnarla. Nada cambió."))
    office = get_object_or_404(Office, pk=form.cleaned_data["office"])
    voices = [side.voice for side in queries.side_by_side(cluster)]
    count = analysis.assign(
        forum=cluster.forum,
        voices=[voice for voice in voices if voice.state == ContributionState.SUBMITTED],
        office=office,
        note=form.cleaned_data["note"],
        at=timezone.now(),
        actor=signed_in(request).pk,
    )
    return assigned_words(count, office)
