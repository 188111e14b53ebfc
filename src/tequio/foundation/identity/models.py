import uuid

from django.conf import settings
from django.db import models

from tequio.foundation.files.models import StoredFile
from tequio.foundation.identity.types import (
    ASSURANCE_LABELS,
    CASE_LABELS,
    DECISION_LABELS,
    OUTCOME_LABELS,
    Assurance,
    CaseOutcome,
    CaseReason,
    Decision,
    KeyKind,
    RollKey,
    RollState,
    Source,
)
from tequio.foundation.territory.models import Unit


class Profile(models.Model):
    """The few facts about a person that rules ask for. Never published, never shown to another person."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, primary_key=True, on_delete=models.CASCADE, related_name="identity"
    )
    guest = models.BooleanField(default=False)  # came to do one thing, without an account
    born_on = models.DateField(null=True, blank=True)
    born_source = models.TextField(default="", blank=True, choices=[(s.value, s.value) for s in Source])
    unit = models.ForeignKey(Unit, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    unit_source = models.TextField(default="", blank=True, choices=[(s.value, s.value) for s in Source])


class Key(models.Model):
    """The HMAC of something that only one person has. It cannot be read back, only compared."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="identity_keys")
    kind = models.TextField(choices=[(k.value, k.value) for k in KeyKind])
    digest = models.BinaryField(max_length=32)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["kind", "digest"], name="one_person_per_key"),
            models.UniqueConstraint(fields=["user", "kind"], name="one_key_of_each_kind"),
        ]


class Proof(models.Model):
    """A means by which a person has shown who they are. ``by`` is the id of who saw it, where somebody did."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="proofs")
    means = models.TextField(choices=[(a.value, ASSURANCE_LABELS[a]) for a in Assurance])
    proved_at = models.DateTimeField()
    by = models.BigIntegerField(null=True)

    class Meta:
        ordering = ["proved_at"]
        constraints = [models.UniqueConstraint(fields=["user", "means"], name="one_proof_of_each_means")]


class Case(models.Model):
    """Something about an identification that the office must look into. The person is told only that."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="identity_cases")
    holder = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )  # whose key it was when the case was opened
    reason = models.TextField(choices=[(r.value, CASE_LABELS[r]) for r in CaseReason])
    kind = models.TextField(choices=[(k.value, k.value) for k in KeyKind])
    digest = models.BinaryField(max_length=32)
    opened_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)
    outcome = models.TextField(
        default="", blank=True, choices=[(o.value, OUTCOME_LABELS[o]) for o in CaseOutcome]
    )
    note = models.TextField(default="", blank=True)
    closed_by = models.BigIntegerField(null=True)

    class Meta:
        ordering = ["opened_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["user", "kind"],
                condition=models.Q(closed_at=None),
                name="one_open_case_of_each_kind",
            )
        ]


class DocumentReview(models.Model):
    """An identity document that a person sent. Its image lives until the decision and not a moment longer."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="document_reviews"
    )
    file = models.ForeignKey(StoredFile, null=True, on_delete=models.SET_NULL, related_name="+")
    sent_at = models.DateTimeField()
    decision = models.TextField(
        default="", blank=True, choices=[(d.value, DECISION_LABELS[d]) for d in Decision]
    )
    decided_at = models.DateTimeField(null=True)
    decided_by = models.BigIntegerField(null=True)
    reason = models.TextField(default="", blank=True)  # why it was refused; the person reads it

    class Meta:
        ordering = ["sent_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["user"], condition=models.Q(decided_at=None), name="one_document_under_review"
            ),
            models.CheckConstraint(
                condition=models.Q(decided_at=None) | models.Q(file=None), name="no_image_after_the_decision"
            ),
        ]


class Guardianship(models.Model):
    """The consent of a minor's mother, father or guardian, who showed who they are by the same means."""

    minor = models.OneToOneField(
        settings.AUTH_USER_MODEL, primary_key=True, on_delete=models.CASCADE, related_name="guardianship"
    )
    name = models.TextField()
    relation = models.TextField()
    digest = models.BinaryField(max_length=32)  # of the guardian's CURP
    consented_at = models.DateTimeField()


class Registration(models.Model):
    """A person registered at a counter by somebody of the office, with the slip they took home."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="registrations")
    folio = models.TextField(unique=True)
    place = models.TextField()
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    code_digest = models.BinaryField(max_length=32)  # of the slip's code
    code_expires_at = models.DateTimeField()

    class Meta:
        ordering = ["-made_at"]
        indexes = [models.Index(fields=["code_digest"], name="registration_by_code")]


class FolioRequest(models.Model):
    """A code that was asked for with a folio, whether anything has that folio or not. It lives an hour.

    The worker fills it in the same way when there is nothing to send: with a mark that no code has.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    folio = models.TextField()  # as it was typed
    asked_at = models.DateTimeField()
    kind = models.TextField(default="", blank=True)  # where the code went: email or phone
    to = models.TextField(default="", blank=True)
    digest = models.TextField(default="", blank=True)  # of the code
    tries = models.PositiveIntegerField(default=0)

    class Meta:
        indexes = [models.Index(fields=["asked_at"], name="folio_request_by_time")]


class Roll(models.Model):
    """A list of the people who may take part, as the municipality loaded it: HMACs and nothing else."""

    name = models.TextField()
    key = models.TextField(choices=[(k.value, k.value) for k in RollKey])
    key_label = models.TextField(default="", blank=True)  # what the key is called, where it is not the CURP
    state = models.TextField(choices=[(s.value, s.value) for s in RollState], default=RollState.DRAFT.value)
    problems = models.JSONField(default=list)  # row number and what is wrong there, without the row's data
    rows = models.PositiveIntegerField(default=0)
    loaded_at = models.DateTimeField()
    loaded_by = models.BigIntegerField(null=True)

    class Meta:
        ordering = ["-loaded_at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["state"], condition=models.Q(state=RollState.ACTIVE.value), name="one_roll_in_use"
            )
        ]

    def __str__(self) -> str:
        return self.name


class RollEntry(models.Model):
    """One line of a roll."""

    roll = models.ForeignKey(Roll, on_delete=models.CASCADE, related_name="entries")
    digest = models.BinaryField(max_length=32)
    unit = models.ForeignKey(Unit, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["roll", "digest"], name="one_line_per_key")]


class Receipt(models.Model):
    """The receipt of an erasure. It says what was erased and what stays, and of nobody."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    folio = models.TextField(unique=True)
    made_at = models.DateTimeField()
    document = models.TextField()  # canonical JSON, byte for byte what is hashed
    sha256 = models.TextField()
