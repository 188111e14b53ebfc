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


class Delivery(models.Model):
    """The outbox: one handler that must hear of one event, in the same transaction as the event."""

    event = models.ForeignKey(AuditEvent, on_delete=models.PROTECT, related_name="deliveries")
    handler = models.TextField()
    attempts = models.PositiveIntegerField(default=0)
    last_error = models.TextField(default="")
    delivered_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["event", "handler"], name="one_delivery_per_handler"),
        ]
        indexes = [
            models.Index(fields=["id"], name="pending_delivery", condition=models.Q(delivered_at=None)),
        ]
