from typing import Any

from django.db import models

from tequio.foundation.territory.types import SEX_LABELS, Sex


class Version(models.Model):
    """The municipality's map as of a date. A published version never changes; a new one replaces it."""

    name = models.TextField(unique=True)
    valid_from = models.DateField()
    published_at = models.DateTimeField(null=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-valid_from", "-id"]

    def __str__(self) -> str:
        return self.name


class Level(models.Model):
    """A level of the map: municipality, sector, colonia, section. Rank 0 is the whole."""

    version = models.ForeignKey(Version, on_delete=models.CASCADE, related_name="levels")
    code = models.SlugField()
    name = models.TextField()
    name_plural = models.TextField()
    rank = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["rank"]
        constraints = [
            models.UniqueConstraint(fields=["version", "code"], name="level_code_in_version"),
            models.UniqueConstraint(fields=["version", "rank"], name="level_rank_in_version"),
        ]

    def __str__(self) -> str:
        return self.name


class Unit(models.Model):
    """One unit of territory: a sector, a colonia. Its geometry is GeoJSON in WGS84 degrees."""

    version = models.ForeignKey(Version, on_delete=models.CASCADE, related_name="units")
    level = models.ForeignKey(Level, on_delete=models.CASCADE, related_name="units")
    parent = models.ForeignKey("self", null=True, on_delete=models.CASCADE, related_name="children")
    code = models.TextField()
    name = models.TextField()
    population = models.PositiveIntegerField(null=True)
    geometry = models.JSONField(null=True)
    sketch = models.JSONField(null=True)  # the same, lighter, for drawing; borders with neighbours still meet
    west = models.FloatField(null=True)
    south = models.FloatField(null=True)
    east = models.FloatField(null=True)
    north = models.FloatField(null=True)
    centre_lon = models.FloatField(null=True)
    centre_lat = models.FloatField(null=True)

    class Meta:
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(fields=["version", "level", "code"], name="unit_code_in_level"),
        ]
        indexes = [models.Index(fields=["level", "west", "east"], name="unit_by_box")]

    def __str__(self) -> str:
        return self.name

    @property
    def drawing(self) -> dict[str, Any] | None:
        """Return the geometry to draw: the light one where there is one."""
        found: dict[str, Any] | None = self.sketch or self.geometry
        return found


class Alias(models.Model):
    """Another name by which people call a unit, stored plain (lower case, no accents)."""

    unit = models.ForeignKey(Unit, on_delete=models.CASCADE, related_name="aliases")
    name = models.TextField()
    plain_name = models.TextField(db_index=True)

    class Meta:
        ordering = ["name"]
        constraints = [models.UniqueConstraint(fields=["unit", "plain_name"], name="alias_once_per_unit")]


class CensusFigure(models.Model):
    """How many people live in a unit, of a sex and of some ages, as a census says.

    An empty ``sex`` is everybody; without ages, of every age. ``age_to`` is included; None with ``age_from``:
    no upper end.
    """

    unit = models.ForeignKey(Unit, on_delete=models.CASCADE, related_name="census")
    sex = models.TextField(choices=[(sex.value, SEX_LABELS[sex]) for sex in Sex], default="", blank=True)
    age_from = models.PositiveSmallIntegerField(null=True, blank=True)
    age_to = models.PositiveSmallIntegerField(null=True, blank=True)
    people = models.PositiveIntegerField()
    year = models.PositiveSmallIntegerField()
    source = models.TextField()

    class Meta:
        ordering = ["unit", "sex", "age_from"]
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "sex", "age_from", "age_to", "year"],
                nulls_distinct=False,
                name="one_census_figure_of_each",
            ),
            models.CheckConstraint(
                condition=models.Q(age_to__isnull=True) | models.Q(age_to__gte=models.F("age_from")),
                name="census_ages_are_in_order",
            ),
        ]
