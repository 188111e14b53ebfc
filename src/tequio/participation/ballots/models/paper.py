"""Voting in person: the shifts of each point, the folios they take, the packages and their acts."""

from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import BigIntegerRangeField, RangeOperators
from django.db import models
from django.db.models import F, Func, Q, Value

from tequio.foundation.territory.models import Unit
from tequio.participation.editions.models import Edition, PaperPoint

_PER_EDITION = 10**10  # more folios than any edition prints


class Shift(models.Model):
    """Some hours of a voting point with the people who attend it. From hour to hour, as the roll keeps time."""

    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="shifts")
    point = models.ForeignKey(PaperPoint, on_delete=models.PROTECT, related_name="shifts")
    opens = models.DateTimeField()
    closes = models.DateTimeField()
    officers = models.ManyToManyField(settings.AUTH_USER_MODEL, blank=True, related_name="+")

    class Meta:
        ordering = ["opens", "point__name"]
        constraints = [
            models.UniqueConstraint(fields=["point", "opens"], name="one_shift_begins_at_a_time"),
            models.CheckConstraint(condition=Q(closes__gt=F("opens")), name="shift_ends_after_it_begins"),
        ]


class _Folios(Func):
    """The folios of an edition as a range: no two booklets may share one."""

    function = "int8range"
    output_field = BigIntegerRangeField()


def _place(folio: str) -> models.expressions.Combinable:
    return F("edition_id") * Value(_PER_EDITION, output_field=models.BigIntegerField()) + F(folio)


class Booklet(models.Model):
    """Numbered ballots of one place (none: the whole city) that a shift takes, from one folio to another."""

    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="booklets")
    shift = models.ForeignKey(Shift, on_delete=models.PROTECT, related_name="booklets")
    unit = models.ForeignKey(Unit, null=True, on_delete=models.PROTECT, related_name="+")
    first = models.BigIntegerField()
    last = models.BigIntegerField()

    class Meta:
        ordering = ["first"]
        constraints = [
            models.CheckConstraint(condition=Q(last__gte=F("first"), first__gte=1), name="booklet_has_folios"),
            models.CheckConstraint(condition=Q(last__lt=_PER_EDITION), name="booklet_folios_fit"),
            ExclusionConstraint(
                name="no_folio_twice",
                expressions=[(_Folios(_place("first"), _place("last"), Value("[]")), RangeOperators.OVERLAPS)],
            ),
        ]

    @property
    def size(self) -> int:
        """How many ballots it has."""
        return self.last - self.first + 1


class Package(models.Model):
    """The ballots of one place that came out of the urn of one shift."""

    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="packages")
    shift = models.ForeignKey(Shift, on_delete=models.PROTECT, related_name="packages")
    unit = models.ForeignKey(Unit, null=True, on_delete=models.PROTECT, related_name="+")
    accepted_at = models.DateTimeField(null=True)  # when its ballots went into the box
    accepted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        ordering = ["shift__opens", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["shift", "unit"], name="one_package_per_shift_and_place", nulls_distinct=False
            )
        ]


class Capture(models.Model):
    """One of the two captures of a package, each by a different person."""

    package = models.ForeignKey(Package, on_delete=models.PROTECT, related_name="captures")
    turn = models.PositiveSmallIntegerField()
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    finished_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["turn"]
        constraints = [
            models.UniqueConstraint(fields=["package", "turn"], name="one_capture_per_turn"),
            models.UniqueConstraint(fields=["package", "person"], name="two_people_capture"),
            models.CheckConstraint(condition=Q(turn__in=[1, 2]), name="a_package_is_captured_twice"),
        ]


class Sheet(models.Model):
    """What one capture read on one sheet of its package, sealed with the key of the box until the count."""

    capture = models.ForeignKey(Capture, on_delete=models.CASCADE, related_name="sheets")
    position = models.PositiveIntegerField()
    sealed = models.BinaryField()

    class Meta:
        ordering = ["position"]
        constraints = [models.UniqueConstraint(fields=["capture", "position"], name="one_reading_per_sheet")]


class Resolution(models.Model):
    """What a third person saw on a sheet that the two captures read differently, and why."""

    package = models.ForeignKey(Package, on_delete=models.PROTECT, related_name="resolutions")
    position = models.PositiveIntegerField()
    sealed = models.BinaryField()
    note = models.TextField()
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["position"]
        constraints = [models.UniqueConstraint(fields=["package", "position"], name="one_resolution_per_sheet")]


class Act(models.Model):
    """The reconciliation act of a package: what was handed out squares with what came back, or says why not."""

    package = models.OneToOneField(Package, on_delete=models.PROTECT, related_name="act")
    issued = models.PositiveIntegerField()
    used = models.PositiveIntegerField()
    void = models.PositiveIntegerField()
    left = models.PositiveIntegerField()
    captured = models.PositiveIntegerField()
    blank = models.PositiveIntegerField()
    null = models.PositiveIntegerField()
    roll = models.PositiveIntegerField()
    explanation = models.TextField(default="", blank=True)
    signers = models.JSONField(default=list)  # names and charges, as they sign
    signed_at = models.DateTimeField()
