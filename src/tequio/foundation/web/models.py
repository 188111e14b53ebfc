from django.db import models
from django.db.models import Q


class Appearance(models.Model):
    """How the municipality shows itself: one row, set in the office. Absent: what the settings say."""

    name = models.TextField()
    tagline = models.TextField(default="", blank=True)
    colour = models.TextField(default="", blank=True)  # #rrggbb, readable on paper; empty: the house's own
    shield = models.BinaryField(null=True)  # a PNG that we drew ourselves from the upload
    contact_email = models.EmailField(default="", blank=True)
    contact_phone = models.TextField(default="", blank=True)
    contact_place = models.TextField(default="", blank=True)
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(pk=1), name="one_appearance")]

    def __str__(self) -> str:
        return self.name
