from typing import Any

from django.db import models


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
