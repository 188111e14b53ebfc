"""Meetings belong to an exercise: what its meetings may ask of it."""

from collections.abc import Collection, Mapping
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from tequio.foundation.accounts.permissions import can
from tequio.foundation.accounts.types import Permission
from tequio.participation.forums.models import Forum
from tequio.participation.meetings.types import Subject, SubjectKind, register

KIND = "forum"


def look(pks: Collection[int]) -> Mapping[int, Subject]:
    """Return the exercises with these ids, also those that nobody sees yet. One query."""
    found = Forum.objects.filter(pk__in=pks)
    return {
        row.pk: Subject(
            row.name, reverse("forums:detail", args=[row.slug]), public=row.published_at is not None
        )
        for row in found
    }


def choices(actor: Any) -> list[tuple[int, str]]:
    """Return the exercises for which the person may call a meeting, the newest first."""
    return list(Forum.objects.values_list("pk", "name")) if _keeps(actor) else []


def may_manage(actor: Any, pk: int) -> bool:
    """Return whether the person keeps the meetings of an exercise: who makes forums keeps those of all."""
    del pk
    return _keeps(actor)


def _keeps(actor: Any) -> bool:
    return can(actor, Permission.MANAGE_FORUMS)


register(SubjectKind(name=KIND, label=_("Foro"), look=look, choices=choices, may_manage=may_manage))
