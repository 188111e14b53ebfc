"""Searching for groups of voices in the background. It only suggests: a person decides each one."""

from datetime import datetime

from django.db import IntegrityError, transaction

from tequio.core.clustering import Group, Vocabulary
from tequio.core.clustering import cluster as grouped
from tequio.foundation.accounts.models import User
from tequio.foundation.audit import services as audit
from tequio.foundation.jobs.app import WAITED_FOR, queue_once
from tequio.participation.forums.events.analysis import ClustersSuggested
from tequio.participation.forums.models import Cluster, ClusterMember, Contribution, Forum, Suggestion
from tequio.participation.forums.queries.analysis.clusters import decided_sets, readable
from tequio.participation.forums.types import ClusterState, SuggestionState

WORK = "forums.suggest"  # the name of the task
_TOLD = 8  # words that explain a group, at most


@transaction.atomic
def ask_for_groups(*, forum: Forum, by: User, at: datetime) -> Suggestion:
    """Queue a search for groups, unless one is under way already: then that one is returned."""
    try:
        with transaction.atomic():
            search = Suggestion.objects.create(forum=forum, asked_by=by, asked_at=at)
    except IntegrityError:
        search = Suggestion.objects.get(forum=forum, ended_at__isnull=True)
    queue_once(WORK, once=f"{WORK}-{search.pk}", priority=WAITED_FOR, search_id=search.pk)
    return search


def work(*, search_id: int, at: datetime) -> Suggestion:
    """Search for groups of what stands in none. Safe to run twice: what was done is left alone.

    Voices of confirmed groups are left out, and a set that somebody dismissed is not suggested again.
    Suggestions that nobody decided give way to the new ones, all at once at the end.
    """
    search = Suggestion.objects.select_related("forum").get(pk=search_id)
    if search.ended_at is not None:
        return search
    _tell(search, SuggestionState.READING)
    texts, ids, known = readable(search.forum)
    _tell(search, SuggestionState.COMPARING, total=len(texts))
    groups = grouped(texts, report=lambda done, _total: _tell(search, SuggestionState.COMPARING, done=done))
    with transaction.atomic():
        found = _replace(search.forum, groups, ids, known, at)
        search.state, search.ended_at, search.found = SuggestionState.DONE.value, at, found
        search.done = search.total
        search.save(update_fields=["state", "ended_at", "found", "done"])
        audit.record(ClustersSuggested(forum_id=search.forum_id, found=found), actor=search.asked_by_id)
    return search


@transaction.atomic
def give_up(*, search_id: int, at: datetime) -> None:
    """Say that a search did not end, so that another may be asked for. What was suggested before stays."""
    search = Suggestion.objects.select_for_update().get(pk=search_id)
    if search.ended_at is None:
        search.state, search.ended_at = SuggestionState.FAILED.value, at
        search.save(update_fields=["state", "ended_at"])


def _tell(search: Suggestion, state: SuggestionState, *, done: int = 0, total: int | None = None) -> None:
    """Say how far the search is; whoever waits sees it at once, since nothing else is written meanwhile."""
    search.state, search.done = state.value, done
    search.total = search.total if total is None else total
    search.save(update_fields=["state", "done", "total"])


def _replace(forum: Forum, groups: list[Group], ids: dict[str, int], known: Vocabulary, at: datetime) -> int:
    dismissed = decided_sets(forum)
    wanted = [g for g in groups if frozenset(ids[member.key] for member in g.members) not in dismissed]
    centres = Contribution.objects.filter(pk__in=[ids[group.centre] for group in wanted])
    titles = dict(
        centres.values_list("folio", "title")
    )  # what stands for a group names it, until somebody does
    forum.clusters.filter(state=ClusterState.SUGGESTED.value).delete()
    made = Cluster.objects.bulk_create(
        Cluster(
            forum=forum,
            name=titles[group.centre],
            explanation={
                "words": [known.written.get(stem, stem) for stem in group.words[:_TOLD]],
                "centre": group.centre,
                "least": min(member.percent for member in group.members),
            },
            created_at=at,
        )
        for group in wanted
    )
    ClusterMember.objects.bulk_create(
        ClusterMember(
            cluster=row,
            contribution_id=ids[member.key],
            reason={
                "percent": member.percent,
                "words": known.say(member.shared),
                "centre": member.key == group.centre,
            },
        )
        for row, group in zip(made, wanted, strict=True)
        for member in group.members
    )
    return len(made)
