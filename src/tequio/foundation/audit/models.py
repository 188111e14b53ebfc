from django.db import models


class AuditEvent(models.Model):
    """One thing that happened, chained to the one before it. Append-only: triggers refuse any change."""

    position = models.BigIntegerField(primary_key=True)
    at = models.DateTimeField()
    kind = models.TextField()
    actor = models.BigIntegerField(null=True)
    payload = models.JSONField()
    previous_hash = models.BinaryField(max_length=32)
    hash = models.BinaryField(max_length=32)

    class Meta:
        ordering = ["position"]
        indexes = [models.Index(fields=["kind", "-position"], name="audit_by_kind")]


class Head(models.Model):
    """The last link of the chain, so that a cut tail is noticed. Its lock orders the writers.

    One row, made by the migration. A trigger lets it move only one event forward at a time or more, never back.
    """

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    position = models.BigIntegerField()
    hash = models.BinaryField(max_length=32)

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(id=1), name="the_chain_has_one_head")]


class Delivery(models.Model):
    """The outbox: one handler that must hear of one event, in the same transaction as the event."""

    event = models.ForeignKey(AuditEvent, on_delete=models.PROTECT, related_name="deliveries")
    handler = models.TextField()
    attempts = models.PositiveIntegerField(default=0)
    last_error = models.TextField(default="", blank=True)
    last_attempt_at = models.DateTimeField(null=True)
    delivered_at = models.DateTimeField(null=True)
    parked_at = models.DateTimeField(null=True)  # given up after too many attempts; somebody must look

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["event", "handler"], name="one_delivery_per_handler"),
        ]
        indexes = [
            models.Index(fields=["id"], name="pending_delivery", condition=models.Q(delivered_at=None)),
        ]
