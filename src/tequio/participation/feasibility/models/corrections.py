from django.conf import settings
from django.db import models
from django.db.models import F, Q

from tequio.participation.feasibility.models.reviews import Review


class Observation(models.Model):
    """What an office asks the author to mend before it decides, once per opinion; its clock stands."""

    review = models.OneToOneField(Review, on_delete=models.PROTECT, related_name="observation")
    text = models.TextField()
    fields = models.JSONField(default=list)  # names of the fields of the proposal that may be corrected
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    asked_at = models.DateTimeField()
    last_day = models.DateField()  # the author's
    due_before = models.DateField()  # the office's, before its clock stood still
    answer = models.TextField(default="", blank=True)
    answered_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(answered_at__isnull=True) | ~Q(answer=""), name="an_answer_says_something"
            ),
            models.CheckConstraint(
                condition=Q(answered_at__isnull=True) | Q(answered_at__gte=F("asked_at")),
                name="an_answer_follows_its_observation",
            ),
        ]
