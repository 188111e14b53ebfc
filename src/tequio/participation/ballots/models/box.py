"""The side of the box: sealed slips, the public log of their hashes, and the ballots once it is opened."""

import uuid

from django.db import models

from tequio.foundation.territory.models import Unit
from tequio.participation.ballots.types import CHANNEL_LABELS, Channel
from tequio.participation.editions.models import Edition

_CHANNELS = [(c.value, CHANNEL_LABELS[c]) for c in Channel]


class Board(models.Model):
    """The public board of an edition's box: its key, when it closed, and the draw of its partial check."""

    edition = models.OneToOneField(Edition, on_delete=models.PROTECT, related_name="board")
    public = models.BinaryField()  # Ed25519, 32 bytes
    private = models.BinaryField()  # sealed with the key of the box
    definition = models.TextField()  # canonical JSON of what is voted and by which rules; its hash is leaf 0
    closed_at = models.DateTimeField(null=True)
    emptied_at = models.DateTimeField(null=True)  # when it was opened, and its middles became public
    seed = models.TextField(default="", blank=True)  # a public draw, noted once the middles are public
    opened_at = models.DateTimeField(null=True)  # when one side of each middle was opened


class Slip(models.Model):
    """A sealed ballot. ``mark`` is its voter's pseudonym, which only the key of the box can compute."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="slips")
    unit = models.ForeignKey(Unit, null=True, on_delete=models.PROTECT, related_name="+")
    channel = models.TextField(choices=_CHANNELS)
    mark = models.BinaryField(max_length=32)
    turn = models.PositiveSmallIntegerField(default=1)  # the last one counts
    sealed = models.BinaryField()  # what it says; only the key of the box opens it
    leaf = models.BinaryField(max_length=32)  # what the log and the receipt show of it
    logged = models.BooleanField(default=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["edition", "mark", "turn"], name="one_slip_per_turn")]
        indexes = [
            models.Index(fields=["edition"], condition=models.Q(logged=False), name="slips_to_log"),
            models.Index(fields=["edition", "leaf"], name="slips_by_leaf"),
        ]


class Node(models.Model):
    """A hash of the log (RFC 6962): level 0 are the leaves; above, the hashes of whole subtrees."""

    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="nodes")
    level = models.PositiveSmallIntegerField()
    position = models.PositiveIntegerField()
    hash = models.BinaryField(max_length=32)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["edition", "level", "position"], name="one_hash_per_node")
        ]
        indexes = [models.Index(fields=["edition", "hash"], condition=models.Q(level=0), name="leaves_by_hash")]


class Head(models.Model):
    """A signed head of the log: so many leaves, this root, at this time."""

    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="heads")
    size = models.PositiveIntegerField()
    root = models.BinaryField(max_length=32)
    at = models.DateTimeField()
    signature = models.BinaryField(max_length=64)

    class Meta:
        ordering = ["at", "size"]
        constraints = [models.UniqueConstraint(fields=["edition", "at"], name="one_head_per_time")]


class Ballot(models.Model):
    """One ballot in the box: where it counts and what it marks. Nobody's."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="ballots")
    unit = models.ForeignKey(Unit, null=True, on_delete=models.PROTECT, related_name="ballots")
    channel = models.TextField(choices=_CHANNELS, default=Channel.ONLINE.value, db_default=Channel.ONLINE.value)
    turn = models.PositiveSmallIntegerField(default=1, db_default=1)
    superseded = models.BooleanField(default=False, db_default=False)  # its voter cast another one after it
    token = models.BinaryField(null=True)  # what the key of its place signed without seeing it
    signature = models.BinaryField(null=True)
    points = models.JSONField()  # option number (as text) -> points; 1 where options are just marked


class Middle(models.Model):
    """What stands between a leaf and a ballot. Only one of its two sides is ever opened, by a public draw."""

    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="middles")
    hash = models.BinaryField(max_length=32)
    salt = models.BinaryField(max_length=16, null=True)  # of the side that was opened
    leaf = models.BinaryField(max_length=32, null=True)  # the leaf, if that side was opened
    ballot = models.UUIDField(null=True)  # the ballot, if the other was

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["edition", "hash"], name="one_middle_each"),
            models.CheckConstraint(
                condition=models.Q(leaf__isnull=True) | models.Q(ballot__isnull=True), name="one_side_alone"
            ),
        ]


class CodeBatch(models.Model):
    """One-time codes printed together for a place (none: the whole city). Kept: how many, never which."""

    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="code_batches")
    unit = models.ForeignKey(Unit, null=True, on_delete=models.PROTECT, related_name="+")
    point = models.ForeignKey("editions.PaperPoint", null=True, on_delete=models.PROTECT, related_name="+")
    size = models.PositiveIntegerField()
    made_at = models.DateTimeField()
    used = models.PositiveIntegerField(null=True)  # once the box is open: until then, the slips say it

    class Meta:
        ordering = ["-made_at", "-pk"]


class Code(models.Model):
    """A one-time code: only its mark is kept. It is used once a slip has the same mark."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    batch = models.ForeignKey(CodeBatch, on_delete=models.PROTECT, related_name="codes")
    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="codes")
    mark = models.BinaryField(max_length=32)
    void_reason = models.TextField(default="", blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["edition", "mark"], name="one_code_each")]
