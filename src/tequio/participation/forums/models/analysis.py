import uuid
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from tequio.foundation.accounts.models import Office
from tequio.foundation.taxonomies.models import Concept
from tequio.participation.forums.models.exercise import Forum, Pillar, Theme
from tequio.participation.forums.models.voices import Contribution
from tequio.participation.forums.types import (
    CLUSTER_LABELS,
    SUGGESTION_LABELS,
    ClusterState,
    DutyReminderKind,
    SuggestionState,
)


class Cluster(models.Model):
    """Voices that ask for something alike: suggested with its explanation, and decided by a person."""

    forum = models.ForeignKey(Forum, on_delete=models.CASCADE, related_name="clusters")
    name = models.TextField()
    state = models.TextField(
        choices=[(s.value, CLUSTER_LABELS[s]) for s in ClusterState], default=ClusterState.SUGGESTED.value
    )
    explanation: Any = models.JSONField(default=dict, blank=True)  # the words in common and how alike they are
    created_at = models.DateTimeField()
    decided_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        ordering = ["forum", "name"]

    def __str__(self) -> str:
        return self.name


class ClusterMember(models.Model):
    cluster = models.ForeignKey(Cluster, on_delete=models.CASCADE, related_name="members")
    contribution = models.ForeignKey(Contribution, on_delete=models.CASCADE, related_name="memberships")
    reason: Any = models.JSONField(default=dict, blank=True)  # why it was put here, for who decides

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["cluster", "contribution"], name="member_once_per_cluster")
        ]


class Tag(models.Model):
    """A concept (a goal of the ODS, an axis of another plan) that a person confirmed for a voice."""

    contribution = models.ForeignKey(Contribution, on_delete=models.CASCADE, related_name="tags")
    concept = models.ForeignKey(Concept, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        ordering = ["concept__position", "concept__code"]
        constraints = [models.UniqueConstraint(fields=["contribution", "concept"], name="one_tag_of_each")]


class AssignmentQuerySet(models.QuerySet["Assignment"]):
    def standing(self) -> Self:
        """Return the duties that stand, answered or not: neither sent elsewhere nor taken back."""
        return self.filter(ended_at__isnull=True)

    def waiting(self) -> Self:
        """Return the duties that wait for an answer to a voice that still stands by itself."""
        return self.standing().filter(answered_at__isnull=True, contribution__state="submitted")


class Assignment(models.Model):
    """The duty of an office to answer a voice by a day."""

    contribution = models.ForeignKey(Contribution, on_delete=models.CASCADE, related_name="assignments")
    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="+")
    assigned_at = models.DateTimeField()
    assigned_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    due_on = models.DateField()  # the last day, in the municipality's time
    note = models.TextField(default="", blank=True)  # for the office; not public
    answered_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)  # sent to another office, or taken back
    end_reason = models.TextField(default="", blank=True)

    objects = AssignmentQuerySet.as_manager()

    class Meta:
        ordering = ["due_on", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["contribution", "office"],
                condition=Q(ended_at__isnull=True),
                name="one_open_duty_per_office_and_voice",
            ),
        ]


class Answer(models.Model):
    """What an office answers to a voice, in public. A correction is a new answer; none is deleted."""

    assignment = models.ForeignKey(Assignment, on_delete=models.PROTECT, related_name="answers")
    act = models.UUIDField(default=uuid.uuid4)  # one answer to several voices is one act of several rows
    text = models.TextField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["at", "pk"]
        constraints = [models.CheckConstraint(condition=~Q(text=""), name="answers_say_something")]


class Suggestion(models.Model):
    """A search for groups that somebody asked for: how far it is, and how many groups it found."""

    forum = models.ForeignKey(Forum, on_delete=models.CASCADE, related_name="suggestions")
    state = models.TextField(
        choices=[(s.value, SUGGESTION_LABELS[s]) for s in SuggestionState],
        default=SuggestionState.WAITING.value,
    )
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    found = models.PositiveIntegerField(default=0)
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    ended_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-asked_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["forum"], condition=Q(ended_at__isnull=True), name="one_search_for_groups_at_a_time"
            )
        ]


class Merger(models.Model):
    """That a voice asks for the same as another: who said so, why, and whether it was undone. Append-only."""

    contribution = models.ForeignKey(Contribution, on_delete=models.CASCADE, related_name="mergers")
    into = models.ForeignKey(Contribution, on_delete=models.CASCADE, related_name="mergers_into")
    reason = models.TextField()  # public
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    undone_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["at", "pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(reason=""), name="forum_mergers_have_a_reason"),
            models.CheckConstraint(condition=~Q(contribution=F("into")), name="no_voice_joins_itself"),
            models.UniqueConstraint(
                fields=["contribution"], condition=Q(undone_at__isnull=True), name="one_merger_stands_per_voice"
            ),
        ]


class Reclassification(models.Model):
    """That the office moved a voice to another pillar or theme, and why. What the author chose stays here."""

    contribution = models.ForeignKey(Contribution, on_delete=models.CASCADE, related_name="reclassifications")
    from_pillar = models.ForeignKey(Pillar, on_delete=models.PROTECT, related_name="+")
    from_theme = models.ForeignKey(Theme, null=True, on_delete=models.PROTECT, related_name="+")
    to_pillar = models.ForeignKey(Pillar, on_delete=models.PROTECT, related_name="+")
    to_theme = models.ForeignKey(Theme, null=True, on_delete=models.PROTECT, related_name="+")
    reason = models.TextField()  # public
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        ordering = ["at", "pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(reason=""), name="reclassifications_have_a_reason"),
        ]


class DutyReminder(models.Model):
    """That an office was told of the last day of a duty: once per kind and day, whatever runs twice."""

    assignment = models.ForeignKey(Assignment, on_delete=models.CASCADE, related_name="reminders")
    kind = models.TextField(choices=[(k.value, k.value) for k in DutyReminderKind])
    due_on = models.DateField()
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["assignment", "kind", "due_on"], name="one_duty_reminder_per_day")
        ]
