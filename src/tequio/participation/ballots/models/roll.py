"""The side of identity: who got their right to vote, and by which way. Nothing here knows a ballot."""

import uuid

from django.conf import settings
from django.db import models

from tequio.foundation.territory.models import Unit
from tequio.participation.ballots.types import CHANNEL_LABELS, Channel
from tequio.participation.editions.models import Edition, PaperPoint


class Participation(models.Model):
    """The roll of those who got their right to vote. It shares no key and no time with the box.

    The age band and the sex are what was known then, in coarse bands: nothing that is counted changes later.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="participations")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="participations"
    )
    unit = models.ForeignKey(Unit, null=True, on_delete=models.PROTECT, related_name="+")  # where it counts
    channel = models.TextField(
        choices=[(c.value, CHANNEL_LABELS[c]) for c in Channel],
        default=Channel.ONLINE.value,
        db_default=Channel.ONLINE.value,
    )
    hour = models.DateTimeField(null=True)  # the hour in which, never finer
    officer = models.ForeignKey(  # who handed the code or the paper
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    point = models.ForeignKey(PaperPoint, null=True, on_delete=models.PROTECT, related_name="+")
    blinded_sha256 = models.BinaryField(max_length=32, null=True)  # asked again, the same is signed again
    age_band = models.TextField(default="", db_default="", blank=True)
    sex = models.TextField(default="", db_default="", blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["edition", "person"], name="one_ballot_per_person")]


class ZoneKey(models.Model):
    """The key that signs, blindly, the tokens of one place (none: the city); its private half is sealed."""

    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="zone_keys")
    unit = models.ForeignKey(Unit, null=True, on_delete=models.PROTECT, related_name="+")
    public = models.BinaryField()  # the modulus, most significant byte first; the exponent is 65537
    private = models.BinaryField()  # sealed with the key of the box

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["edition", "unit"], name="one_key_per_zone", nulls_distinct=False)
        ]
