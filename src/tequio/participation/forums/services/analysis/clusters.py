"""Groups of voices, as a person makes, changes, confirms and dismisses them."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from tequio.foundation.audit import services as audit
from tequio.participation.forums.events.analysis import ClusterChanged, ClusterDecided
from tequio.participation.forums.models import Cluster, ClusterMember, Contribution, Forum
from tequio.participation.forums.services.analysis.errors import ClusterRefused, NotOfThisForum, SaidNothing
from tequio.participation.forums.types import ClusterState

LONGEST_NAME = 120  # characters
_BY_HAND = {"by_hand": True}


@transaction.atomic
def make_cluster(
    *, forum: Forum, name: str, voices: Iterable[Contribution], at: datetime, actor: int
) -> Cluster:
    """Make a confirmed group by hand.

    Raises:
        SaidNothing: without a name.
        NotOfThisForum: if a voice is of another exercise.
    """
    found = list(voices)
    cluster = Cluster.objects.create(
        forum=forum,
        name=_named(name),
        state=ClusterState.CONFIRMED.value,
        created_at=at,
        decided_at=at,
        decided_by_id=actor,
    )
    _put(cluster, found)
    audit.record(
        ClusterDecided(forum_id=forum.pk, cluster_id=cluster.pk, state=cluster.state, members=len(found)),
        actor=actor,
        at=at,
    )
    return cluster


@transaction.atomic
def add_to_cluster(*, cluster: Cluster, voices: Iterable[Contribution], actor: int) -> int:
    """Put voices in a confirmed group. Returns how many were not in it.

    Raises:
        ClusterRefused: if the group is not confirmed.
        NotOfThisForum: if a voice is of another exercise.
    """
    cluster = Cluster.objects.select_for_update().get(pk=cluster.pk)
    if cluster.state != ClusterState.CONFIRMED:
        raise ClusterRefused(_("Esta agrupación no está confirmada. Revísela primero."))
    added = _put(cluster, list(voices))
    if added:
        audit.record(_changed(cluster), actor=actor)
    return added


@transaction.atomic
def change_cluster(*, cluster: Cluster, name: str, keep: Iterable[int], actor: int) -> Cluster:
    """Rename a group and leave in it only some of its members.

    Args:
        cluster: the group, suggested or confirmed.
        name: how it is called from now on.
        keep: ids of the voices that stay; ids that were not in it change nothing.
        actor: the id of the person.

    Raises:
        SaidNothing: without a name.
        ClusterRefused: if nobody would stay, or the group was dismissed.
    """
    cluster = _open(cluster, ClusterState.SUGGESTED, ClusterState.CONFIRMED)
    cluster.name = _named(name)
    staying = cluster.members.filter(contribution__in=list(keep))
    if not staying.exists():
        raise ClusterRefused(_("No quedaría ninguna aportación. Si el grupo no sirve, descártelo."))
    cluster.members.exclude(contribution__in=list(keep)).delete()
    cluster.save(update_fields=["name"])
    audit.record(_changed(cluster), actor=actor)
    return cluster


@transaction.atomic
def decide_cluster(*, cluster: Cluster, confirm: bool, at: datetime, actor: int) -> Cluster:
    """Confirm a suggested group, or dismiss a group: its voices go back to the list, nothing else changes.

    Raises:
        ClusterRefused: if it was dismissed, or is confirmed already.
    """
    states = (ClusterState.SUGGESTED,) if confirm else (ClusterState.SUGGESTED, ClusterState.CONFIRMED)
    cluster = _open(cluster, *states)
    cluster.state = (ClusterState.CONFIRMED if confirm else ClusterState.DISMISSED).value
    cluster.decided_at, cluster.decided_by_id = at, actor
    cluster.save(update_fields=["state", "decided_at", "decided_by"])
    event = ClusterDecided(
        forum_id=cluster.forum_id,
        cluster_id=cluster.pk,
        state=cluster.state,
        members=cluster.members.count(),
    )
    audit.record(event, actor=actor, at=at)
    return cluster


def _open(cluster: Cluster, *states: ClusterState) -> Cluster:
    found = Cluster.objects.select_for_update().get(pk=cluster.pk)
    if found.state not in {state.value for state in states}:
        raise ClusterRefused(_("Alguien ya decidió esta agrupación. Nada cambió."))
    return found


def _put(cluster: Cluster, voices: list[Contribution]) -> int:
    if any(voice.forum_id != cluster.forum_id for voice in voices):
        raise NotOfThisForum(_("Una de las aportaciones es de otro foro. Nada cambió."))
    before = set(cluster.members.values_list("contribution", flat=True))
    fresh = [voice for voice in voices if voice.pk not in before]
    ClusterMember.objects.bulk_create(
        ClusterMember(cluster=cluster, contribution=voice, reason=_BY_HAND) for voice in fresh
    )
    return len(fresh)


def _named(name: str) -> str:
    text = " ".join(name.split())[:LONGEST_NAME]
    if not text:
        raise SaidNothing(_("Escriba un nombre para la agrupación."))
    return text


def _changed(cluster: Cluster) -> ClusterChanged:
    return ClusterChanged(forum_id=cluster.forum_id, cluster_id=cluster.pk, members=cluster.members.count())
