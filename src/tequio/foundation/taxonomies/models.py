from datetime import date
from typing import Self

from django.db import models
from django.db.models import F, Q

from tequio.foundation.taxonomies.types import MATCH_LABELS, MatchKind


class Scheme(models.Model):
    """A list of concepts that somebody keeps: the ODS, the axes of the state's plan, the themes of a forum."""

    slug = models.SlugField(unique=True)
    title = models.TextField()
    description = models.TextField(default="", blank=True)
    publisher = models.TextField(default="", blank=True)  # who keeps it
    source = models.TextField(default="", blank=True)  # where it was taken from
    version = models.TextField(default="", blank=True)

    class Meta:
        ordering = ["title"]

    def __str__(self) -> str:
        return self.title


class ConceptQuerySet(models.QuerySet["Concept"]):
    def valid(self, on: date) -> Self:
        """Return the concepts in force on a day; the first and the last day of each are in force."""
        begun = Q(valid_from__isnull=True) | Q(valid_from__lte=on)
        return self.filter(begun, Q(valid_to__isnull=True) | Q(valid_to__gte=on))


class Concept(models.Model):
    """One concept of a scheme. It is never deleted once used: it stops being in force."""

    scheme = models.ForeignKey(Scheme, on_delete=models.PROTECT, related_name="concepts")
    code = models.TextField()
    label = models.TextField()
    definition = models.TextField(default="", blank=True)
    broader = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="narrower"
    )
    position = models.PositiveIntegerField(default=0)
    valid_from = models.DateField(null=True, blank=True)
    valid_to = models.DateField(null=True, blank=True)

    objects = ConceptQuerySet.as_manager()

    class Meta:
        ordering = ["scheme", "position", "code"]
        constraints = [
            models.UniqueConstraint(fields=["scheme", "code", "valid_from"], name="concept_code_in_scheme"),
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True)
                | Q(valid_from__isnull=True)
                | Q(valid_to__gte=F("valid_from")),
                name="concept_ends_after_it_begins",
            ),
            models.CheckConstraint(condition=~Q(broader=F("pk")), name="no_concept_holds_itself"),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.label}"


class Match(models.Model):
    """How a concept answers to one of another scheme: a theme of the forum to a goal of the ODS."""

    concept = models.ForeignKey(Concept, on_delete=models.CASCADE, related_name="matches")
    other = models.ForeignKey(Concept, on_delete=models.CASCADE, related_name="matched")
    kind = models.TextField(choices=[(k.value, MATCH_LABELS[k]) for k in MatchKind])

    class Meta:
        ordering = ["concept", "other"]
        constraints = [
            models.UniqueConstraint(fields=["concept", "other"], name="one_match_per_pair"),
            models.CheckConstraint(condition=~Q(concept=F("other")), name="no_concept_matches_itself"),
        ]
