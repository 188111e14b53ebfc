import uuid
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from tequio.foundation.messaging.types import CADENCE_LABELS, STATE_LABELS, Cadence, State

DIGEST = "messaging.digest"  # the kind of the message that carries others


class MessageQuerySet(models.QuerySet["Message"]):
    def notices(self) -> Self:
        """Return what was told to people, without the digests that carried it."""
        return self.exclude(kind=DIGEST)


class Message(models.Model):
    """The outbox: one thing told to one person, and what became of its mail. The same row is on their page."""

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)  # the Message-ID is made of it
    kind = models.TextField()
    recipient = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="notices")
    subject_key = models.TextField()
    event_key = models.TextField()
    language = models.TextField()
    subject = models.TextField()
    body = models.TextField(default="", blank=True)  # emptied when its time has passed
    url = models.TextField(default="", blank=True)  # a path of this site
    state = models.TextField(choices=[(s.value, STATE_LABELS[s]) for s in State])
    cadence = models.TextField(choices=[(c.value, CADENCE_LABELS[c]) for c in Cadence])
    attempts = models.PositiveSmallIntegerField(default=0)
    due_at = models.DateTimeField()
    created_at = models.DateTimeField()
    handed_at = models.DateTimeField(null=True)  # when its text began to go to the server, the last time
    claim = models.UUIDField(null=True)  # of the worker that has it: nobody else may move it
    read_at = models.DateTimeField(null=True)  # on the page
    answer = models.TextField(default="", blank=True)  # what the server said last, without the address
    digest = models.ForeignKey("self", null=True, on_delete=models.SET_NULL, related_name="items")

    objects = MessageQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "-id"]
        constraints = [
            models.UniqueConstraint(fields=["event_key", "recipient", "kind"], name="nothing_is_told_twice"),
        ]
        indexes = [
            models.Index(fields=["due_at", "id"], name="message_due", condition=Q(state=State.QUEUED.value)),
            models.Index(
                fields=["state"],
                name="message_unsettled",
                condition=Q(state__in=[State.CLAIMED.value, State.HANDING.value, State.DOUBTFUL.value]),
            ),
            models.Index(fields=["handed_at"], name="message_handed", condition=Q(handed_at__isnull=False)),
            models.Index(fields=["recipient"], name="message_held", condition=Q(state=State.HELD.value)),
            models.Index(fields=["recipient", "-created_at", "-id"], name="message_of_person"),
            models.Index(
                fields=["recipient"], name="message_unread", condition=Q(read_at__isnull=True) & ~Q(kind=DIGEST)
            ),
        ]


class Mailbox(models.Model):
    """How a person is written to. Absent: in the house's language, and nothing has bounced."""

    person = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, primary_key=True, related_name="mailbox"
    )
    language = models.TextField(default="", blank=True)  # empty: the house's
    bounces = models.PositiveSmallIntegerField(default=0)  # refusals of the address, one after the other
    suppressed_at = models.DateTimeField(null=True)  # no more mail: the address does not take any


class Preference(models.Model):
    """How a person wants the mail of one kind. Absent: as the kind says."""

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="notice_preferences"
    )
    kind = models.TextField()
    cadence = models.TextField(choices=[(c.value, CADENCE_LABELS[c]) for c in Cadence])

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "kind"], name="one_preference_per_kind")]


class Follow(models.Model):
    """A person follows something, named by a key such as ``proposal:12``."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="follows")
    subject_key = models.TextField()
    since = models.DateTimeField()

    class Meta:
        ordering = ["-since", "-id"]
        constraints = [models.UniqueConstraint(fields=["person", "subject_key"], name="followed_once")]
        indexes = [models.Index(fields=["subject_key"], name="followers")]


class Wording(models.Model):
    """A text that the office wrote for a kind in one language. The last counts; earlier ones are history."""

    kind = models.TextField()
    language = models.TextField()
    subject = models.TextField(default="", blank=True)
    body = models.TextField(default="", blank=True)
    original = models.BooleanField(default=False)  # back to the text of the house; the two texts are then empty
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    written_at = models.DateTimeField()

    class Meta:
        ordering = ["-id"]
        indexes = [models.Index(fields=["kind", "language", "-id"], name="wording_latest")]
        constraints = [
            models.CheckConstraint(
                condition=Q(original=True) | (~Q(subject="") & ~Q(body="")), name="a_wording_says_something"
            )
        ]
