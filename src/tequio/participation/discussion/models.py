"""Comments, reports, decisions, appeals and the rules of the house."""

from datetime import datetime, timedelta
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Length

from tequio.participation.discussion.types import (
    APPEAL_LABELS,
    EDIT_MINUTES,
    REPORT_LABELS,
    STATE_LABELS,
    TEXT_MAX,
    AppealState,
    CommentState,
    ReportState,
)

models.TextField.register_lookup(Length)

KEY = r"^[a-z_]+:[0-9]+$"


class HouseRule(models.Model):
    """One wording of a numbered rule. A new wording is a new row: a decision points to the one it was taken by.

    Rows are never changed (a trigger refuses it). The rule in force is the latest wording of its number.
    """

    number = models.PositiveSmallIntegerField()
    since = models.DateTimeField()
    title = models.TextField()
    text = models.TextField()
    retired = models.BooleanField(default=False)  # from ``since`` on, the number stands for nothing

    class Meta:
        ordering = ["number", "-since"]
        constraints = [
            models.UniqueConstraint(fields=["number", "since"], name="one_wording_at_a_time"),
            models.CheckConstraint(condition=Q(number__gte=1), name="rules_count_from_one"),
        ]

    def __str__(self) -> str:
        return f"{self.number}. {self.title}"


class CommentQuerySet(models.QuerySet["Comment"]):
    def readable(self, person_id: int | None) -> Self:
        """Return what a person may see: what is or was in public, and their own that still waits."""
        return self.filter(
            Q(state=CommentState.VISIBLE.value)
            | Q(state__in=[CommentState.HIDDEN.value, CommentState.REMOVED.value], published_at__isnull=False)
            | Q(state=CommentState.WAITING.value, author_id=person_id, author_id__isnull=False)
        )


class Comment(models.Model):
    """What somebody said about a subject. Never deleted; replies hang from it, one level deep (a trigger)."""

    subject = models.TextField()
    parent = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="replies")
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="comments"
    )
    author_name = models.TextField(default="", blank=True)  # the public name, frozen when it was written
    text = models.TextField(blank=True)  # empty once its author took it away
    fingerprint = models.TextField()  # of the text without case, accents or spacing: the same twice is refused
    state = models.TextField(choices=[(s.value, STATE_LABELS[s]) for s in CommentState])
    created_at = models.DateTimeField()
    edited_at = models.DateTimeField(null=True, blank=True)
    published_at = models.DateTimeField(null=True, blank=True)  # when anyone could first read it

    objects = CommentQuerySet.as_manager()

    class Meta:
        ordering = ["created_at", "pk"]
        indexes = [
            models.Index(fields=["subject", "parent", "created_at"], name="comments_of_a_subject"),
            models.Index(fields=["author", "-created_at"], name="comments_of_a_person"),
            models.Index(
                fields=["state", "created_at"],
                condition=Q(state__in=["waiting", "hidden"]),
                name="comments_on_the_desk",
            ),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(subject__regex=KEY), name="comments_name_a_subject"),
            models.CheckConstraint(
                condition=Q(state=CommentState.REMOVED.value, text="")
                | (~Q(state=CommentState.REMOVED.value) & Q(text__length__gte=1, text__length__lte=TEXT_MAX)),
                name="comments_say_something",
            ),
            models.CheckConstraint(
                condition=~Q(state=CommentState.VISIBLE.value) | Q(published_at__isnull=False),
                name="what_is_in_view_was_published",
            ),
            models.UniqueConstraint(
                fields=["author", "subject", "parent", "fingerprint"],
                condition=Q(author__isnull=False) & ~Q(state=CommentState.REMOVED.value),
                nulls_distinct=False,
                name="nobody_says_the_same_twice",
            ),
        ]

    def __str__(self) -> str:
        return self.text[:80]

    @property
    def editable_until(self) -> datetime:
        return self.created_at + timedelta(minutes=EDIT_MINUTES)


class Decision(models.Model):
    """A moderator hid something: a comment, or (``comment`` empty) the subject itself."""

    subject = models.TextField()
    comment = models.ForeignKey(
        Comment, null=True, blank=True, on_delete=models.PROTECT, related_name="decisions"
    )
    rule = models.ForeignKey(
        HouseRule, null=True, blank=True, on_delete=models.PROTECT, related_name="decisions"
    )
    reason = models.TextField()
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    appeal_until = models.DateTimeField()
    lifted_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-at", "-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(subject__regex=KEY), name="decisions_name_a_subject"),
            models.CheckConstraint(condition=~Q(reason=""), name="decisions_have_a_reason"),
            models.CheckConstraint(
                condition=Q(comment__isnull=True) | Q(rule__isnull=False), name="a_comment_is_hidden_by_a_rule"
            ),
            models.UniqueConstraint(
                fields=["comment"],
                condition=Q(lifted_at__isnull=True, comment__isnull=False),
                name="one_standing_decision_per_comment",
            ),
            models.UniqueConstraint(
                fields=["subject"],
                condition=Q(lifted_at__isnull=True, comment__isnull=True),
                name="one_standing_decision_per_subject",
            ),
        ]

    def __str__(self) -> str:
        return self.reason


class Report(models.Model):
    """Somebody says that a comment, or (``comment`` empty) a subject, breaks a rule of the house."""

    subject = models.TextField()
    comment = models.ForeignKey(
        Comment, null=True, blank=True, on_delete=models.PROTECT, related_name="reports"
    )
    reporter = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    rule = models.ForeignKey(HouseRule, on_delete=models.PROTECT, related_name="reports")
    text = models.TextField(default="", blank=True)
    state = models.TextField(
        choices=[(s.value, REPORT_LABELS[s]) for s in ReportState], default=ReportState.OPEN.value
    )
    created_at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["created_at", "pk"]
        indexes = [
            models.Index(
                fields=["subject", "comment"], condition=Q(state="open"), name="reports_that_are_open"
            ),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(subject__regex=KEY), name="reports_name_a_subject"),
            models.CheckConstraint(
                condition=Q(state=ReportState.OPEN.value, settled_at__isnull=True)
                | (~Q(state=ReportState.OPEN.value) & Q(settled_at__isnull=False)),
                name="settled_reports_say_when",
            ),
            models.UniqueConstraint(
                fields=["reporter", "subject", "comment"],
                condition=Q(reporter__isnull=False),
                nulls_distinct=False,
                name="one_report_per_person_and_thing",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.subject} {self.rule_id}"


class Appeal(models.Model):
    """Whoever wrote what was hidden disagrees, once. Somebody other than who hid it answers."""

    decision = models.OneToOneField(Decision, on_delete=models.PROTECT, related_name="appeal")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    text = models.TextField()
    created_at = models.DateTimeField()
    due_at = models.DateTimeField()
    state = models.TextField(
        choices=[(s.value, APPEAL_LABELS[s]) for s in AppealState], default=AppealState.OPEN.value
    )
    answer = models.TextField(default="", blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    hidden_by = models.ForeignKey(  # of the decision, so that the database can compare
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        ordering = ["due_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state=AppealState.OPEN.value, decided_at__isnull=True, answer="")
                | (~Q(state=AppealState.OPEN.value) & Q(decided_at__isnull=False) & ~Q(answer="")),
                name="answered_appeals_have_an_answer",
            ),
            models.CheckConstraint(
                condition=Q(hidden_by__isnull=True)
                | Q(decided_by__isnull=True)
                | ~Q(decided_by=F("hidden_by")),
                name="somebody_else_answers_an_appeal",
            ),
            models.CheckConstraint(
                condition=Q(author__isnull=True) | Q(decided_by__isnull=True) | ~Q(decided_by=F("author")),
                name="nobody_answers_their_own_appeal",
            ),
        ]

    def __str__(self) -> str:
        return self.text[:80]
