"""Signing keys, lists of states, batches, and the certificates themselves."""

import uuid
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from tequio.foundation.certificates.types import BATCH_LABELS, BatchState, Standing


class SigningKey(models.Model):
    """A key of the municipality (Ed25519). One signs; those before it verify for ever what they signed."""

    name = models.SlugField(unique=True)  # the fragment of its verification method
    public = models.TextField(unique=True)  # multibase, as the issuer's document shows it
    seed = models.TextField()  # encrypted under the installation's secret
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    retired_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-made_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                models.Value(1), condition=Q(retired_at=None), name="one_key_signs_at_a_time"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class StatusList(models.Model):
    """A list of states: one bit for each certificate in it (W3C Bitstring Status List 1.0).

    Its row is locked while certificates take places in it or are revoked, and its document is signed anew with
    each revocation.
    """

    number = models.PositiveIntegerField(unique=True)  # in its address
    taken = models.PositiveIntegerField(default=0)  # places
    document = models.TextField(default="", blank=True)  # the signed credential, as served
    signed_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return str(self.number)


class Batch(models.Model):
    """The issuing of many: everyone of a source's whole, or the rows of a list."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    source = models.SlugField(blank=True, default="")  # empty: a list of the office
    scope = models.TextField(blank=True, default="")
    title = models.TextField()
    state = models.TextField(choices=[(s.value, BATCH_LABELS[s]) for s in BatchState])
    expected = models.PositiveIntegerField()
    seen = models.PositiveIntegerField(default=0)  # claims looked at
    issued = models.PositiveIntegerField(default=0)
    nameless = models.PositiveIntegerField(default=0)  # left out: nobody knows their full name
    started_at = models.DateTimeField()
    started_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    ended_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-started_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["source", "scope"],
                condition=Q(state=BatchState.WORKING.value) & ~Q(source=""),
                name="one_batch_of_a_whole_at_a_time",
            ),
        ]

    def __str__(self) -> str:
        return self.title


class CertificateQuerySet(models.QuerySet["Certificate"]):
    def standing(self) -> Self:
        """Return those that are worth something now."""
        return self.filter(revoked_at=None)


class Certificate(models.Model):
    """What a municipality says that somebody did. What was signed never changes; it is only revoked."""

    folio = models.TextField(unique=True)
    kind = models.SlugField()
    scope = models.TextField(blank=True, default="")
    subject = models.TextField()
    holder = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="certificates"
    )
    holder_name = models.TextField(blank=True, default="")
    plain_name = models.TextField(blank=True, default="")  # for searching
    initials = models.TextField(blank=True, default="")
    email = models.TextField(blank=True, default="")
    phone = models.TextField(blank=True, default="")
    occasion = models.TextField(blank=True, default="")
    topic = models.TextField(blank=True, default="")
    did = models.TextField()
    happened_on = models.DateField()
    issuer_name = models.TextField()  # of the municipality on that day
    issued_at = models.DateTimeField()
    issued_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    issuance = models.UUIDField(db_index=True)  # the act in which it was issued, as its event names it
    batch = models.ForeignKey(Batch, null=True, on_delete=models.PROTECT, related_name="certificates")
    key = models.ForeignKey(SigningKey, on_delete=models.PROTECT, related_name="certificates")
    status_list = models.ForeignKey(StatusList, on_delete=models.PROTECT, related_name="certificates")
    status_index = models.PositiveIntegerField()
    credential = models.TextField(blank=True)  # JSON, as signed
    compact = models.TextField(blank=True)  # what the QR carries
    revoked_at = models.DateTimeField(null=True)
    revoked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    reason = models.TextField(blank=True, default="")  # of the revocation, public
    note = models.TextField(blank=True, default="")  # of the revocation, for the office alone
    superseded = models.BooleanField(default=False)  # another stands in its place
    replaces = models.OneToOneField("self", null=True, on_delete=models.PROTECT, related_name="replaced_by")
    erased_at = models.DateTimeField(null=True)

    objects = CertificateQuerySet.as_manager()

    class Meta:
        ordering = ["-issued_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "subject", "holder"],
                nulls_distinct=False,
                condition=Q(superseded=False, erased_at=None),
                name="one_certificate_of_each_act",
            ),
            models.UniqueConstraint(fields=["status_list", "status_index"], name="one_bit_each"),
            models.CheckConstraint(
                condition=Q(revoked_at=None, reason="", note="", superseded=False)
                | (Q(revoked_at__isnull=False) & ~Q(reason="")),
                name="revoked_for_a_reason",
            ),
            models.CheckConstraint(
                condition=Q(erased_at=None)
                | Q(holder=None, holder_name="", plain_name="", initials="", email="", phone="")
                & Q(credential="", compact=""),
                name="nobody_is_left_in_an_erased_certificate",
            ),
        ]
        indexes = [
            models.Index(fields=["scope", "kind"], name="certificate_scope"),
            models.Index(
                fields=["status_list", "status_index"],
                condition=Q(revoked_at__isnull=False),
                name="certificate_revoked",
            ),
            models.Index(fields=["-issued_at", "-id"], name="certificate_latest"),
        ]

    def __str__(self) -> str:
        return self.folio

    @property
    def standing(self) -> Standing:
        """Return what it is worth now."""
        if self.superseded:
            return Standing.REPLACED
        return Standing.REVOKED if self.revoked_at else Standing.VALID
