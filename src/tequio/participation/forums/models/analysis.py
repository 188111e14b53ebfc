from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q

from tequio.foundation.accounts.models import Office
from tequio.foundation.taxonomies.models import Concept
from tequio.participation.forums.models.exercise import Forum
from tequio.participation.forums.models.voices import Contribution
from tequio.participation.forums.types import CLUSTER_LABELS, ClusterState


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
    text = models.TextField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["at", "pk"]
        constraints = [models.CheckConstraint(condition=~Q(text=""), name="answers_say_something")]
