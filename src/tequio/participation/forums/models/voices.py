from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Count, OuterRef, Q, Subquery, Value
from django.db.models.functions import Coalesce

from tequio.foundation.files.models import StoredFile
from tequio.foundation.territory.models import Unit
from tequio.participation.forums.models.exercise import Forum, Pillar, Sector, Theme
from tequio.participation.forums.types import (
    CHANNEL_LABELS,
    GENDER_LABELS,
    STATE_LABELS,
    Channel,
    ContributionState,
    Gender,
)

# What anyone may see: everything that was handed in and not taken back.
PUBLIC_STATES = (ContributionState.SUBMITTED.value, ContributionState.MERGED.value)


class Participant(models.Model):
    """Somebody who takes part in an exercise, with what they said of themselves then. Frozen at the first act.

    ``person`` is empty for who was written down at a table or on paper, and for who was erased: the row stays
    counted and says of nobody who they were.
    """

    forum = models.ForeignKey(Forum, on_delete=models.PROTECT, related_name="participants")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    gender = models.TextField(
        choices=[(g.value, GENDER_LABELS[g]) for g in Gender], default=Gender.UNSAID.value, blank=True
    )
    age_from = models.PositiveSmallIntegerField(null=True, blank=True)  # of the band; None: not said
    sector = models.ForeignKey(Sector, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    unit = models.ForeignKey(Unit, null=True, blank=True, on_delete=models.PROTECT, related_name="+")  # lives
    asked_at = models.DateTimeField(
        null=True
    )  # when they answered about themselves, or said that they would not
    joined_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["forum", "person"], condition=Q(person__isnull=False), name="one_participant_per_person"
            ),
        ]


class PaperBatch(models.Model):
    """A bundle of sheets, or what was written down at a table, captured by the office."""

    forum = models.ForeignKey(Forum, on_delete=models.PROTECT, related_name="batches")
    folio = models.TextField(unique=True)
    channel = models.TextField(choices=[(c.value, CHANNEL_LABELS[c]) for c in (Channel.TABLE, Channel.PAPER)])
    place = models.TextField()  # where they were gathered
    gathered_on = models.DateField()
    sheets = models.PositiveIntegerField(null=True, blank=True)  # how many came; none: a table counts none
    note = models.TextField(default="", blank=True)
    opened_at = models.DateTimeField()
    opened_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    closed_at = models.DateTimeField(null=True)
    difference = models.TextField(
        default="", blank=True
    )  # why captured and void sheets are not those that came
    void = models.PositiveIntegerField(default=0)  # sheets that cannot be read

    class Meta:
        ordering = ["-opened_at", "-pk"]


class ContributionQuerySet(models.QuerySet["Contribution"]):
    def public(self) -> Self:
        """Return what anyone may see: handed in, not withdrawn, not hidden by moderation."""
        return self.filter(state__in=PUBLIC_STATES, hidden_at__isnull=True)

    def counted(self) -> Self:
        """Return what is counted in figures: handed in and not withdrawn, hidden or merged ones too."""
        return self.filter(state__in=PUBLIC_STATES)

    def for_cards(self) -> Self:
        """Load in a constant number of queries what a card says; the outlines of the territory stay behind."""
        found = self.select_related("forum", "pillar", "theme", "site")
        return found.defer("site__geometry", "site__sketch").prefetch_related("photos__file")

    def with_votes(self) -> Self:
        """Count, as ``votes_count``, the people who voted for each voice or for one merged into it."""
        joined = Contribution.objects.filter(
            Q(pk=OuterRef(OuterRef("pk"))) | Q(merged_into=OuterRef(OuterRef("pk")))
        )
        people = Count("participant", distinct=True)
        # Grouped by nothing: one row, also where nobody voted.
        counted = (
            Vote.objects.filter(contribution__in=joined).order_by().values(one=Value(1)).annotate(n=people)
        )
        return self.annotate(votes_count=Coalesce(Subquery(counted.values("n")), 0))


class Contribution(models.Model):
    """A voice: what somebody asks the plan to attend. ``site`` is the place it speaks of."""

    forum = models.ForeignKey(Forum, on_delete=models.PROTECT, related_name="contributions")
    folio = models.TextField(null=True, blank=True)  # given when it is handed in
    state = models.TextField(
        choices=[(s.value, STATE_LABELS[s]) for s in ContributionState],
        default=ContributionState.DRAFT.value,
    )
    channel = models.TextField(
        choices=[(c.value, CHANNEL_LABELS[c]) for c in Channel], default=Channel.WEB.value
    )
    participant = models.ForeignKey(
        Participant, null=True, blank=True, on_delete=models.PROTECT, related_name="contributions"
    )
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="forum_contributions"
    )
    author_name = models.TextField(default="", blank=True)  # the public name, frozen when it is handed in
    contact_email = models.EmailField(default="", blank=True)  # of who has no account; never public
    contact_phone = models.TextField(default="", blank=True)
    pillar = models.ForeignKey(Pillar, null=True, on_delete=models.PROTECT, related_name="contributions")
    theme = models.ForeignKey(
        Theme, null=True, blank=True, on_delete=models.PROTECT, related_name="contributions"
    )
    title = models.TextField(default="", blank=True)  # the idea in one sentence
    problem = models.TextField(default="", blank=True)
    idea = models.TextField(default="", blank=True)
    vision = models.TextField(default="", blank=True)  # how should it be in the year of the horizon
    first_step = models.TextField(default="", blank=True)
    answers = models.JSONField(default=dict, blank=True)  # to the questions of the exercise, by their codes
    place = models.TextField(default="", blank=True)  # the place in the author's words
    lon = models.FloatField(null=True, blank=True)
    lat = models.FloatField(null=True, blank=True)
    site = models.ForeignKey(Unit, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    batch = models.ForeignKey(
        PaperBatch, null=True, blank=True, on_delete=models.PROTECT, related_name="contributions"
    )
    sheet = models.PositiveIntegerField(null=True, blank=True)  # its number in the batch
    captured_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    carried_from = models.OneToOneField(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="carried_to"
    )
    merged_into = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="merged"
    )
    created_at = models.DateTimeField(auto_now_add=True)
    submitted_at = models.DateTimeField(null=True)
    hidden_at = models.DateTimeField(null=True)  # moderation
    hidden_reason = models.TextField(default="", blank=True)

    objects = ContributionQuerySet.as_manager()

    class Meta:
        ordering = ["folio"]
        indexes = [
            models.Index(fields=["forum", "state", "pillar"], name="contributions_of_a_forum"),
            models.Index(fields=["forum", "-submitted_at"], name="contributions_by_date"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["folio"], name="contribution_folio_is_unique"),
            models.UniqueConstraint(
                fields=["batch", "sheet"], condition=Q(sheet__isnull=False), name="one_voice_per_sheet"
            ),
            models.CheckConstraint(
                condition=Q(state=ContributionState.DRAFT.value)
                | Q(
                    folio__isnull=False,
                    pillar__isnull=False,
                    participant__isnull=False,
                    submitted_at__isnull=False,
                ),
                name="submitted_contributions_are_whole",
            ),
            models.CheckConstraint(
                condition=Q(state=ContributionState.MERGED.value, merged_into__isnull=False)
                | (~Q(state=ContributionState.MERGED.value) & Q(merged_into__isnull=True)),
                name="merged_contributions_say_into_which",
            ),
        ]

    def __str__(self) -> str:
        return self.title


class FolioCounter(models.Model):
    """The last folio given in a year. Its row lock makes folios unique and without gaps."""

    year = models.PositiveSmallIntegerField(primary_key=True)
    last = models.PositiveIntegerField()


class ContributionPhoto(models.Model):
    contribution = models.ForeignKey(Contribution, on_delete=models.CASCADE, related_name="photos")
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")


class Vote(models.Model):
    """One person's vote for one voice. Who votes for what is shown to nobody but the person."""

    contribution = models.ForeignKey(Contribution, on_delete=models.CASCADE, related_name="votes")
    participant = models.ForeignKey(Participant, on_delete=models.PROTECT, related_name="votes")
    given_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["contribution", "participant"], name="one_vote_per_person_and_contribution"
            )
        ]


class ContactLetter(models.Model):
    """A letter to the address that who has no account left with a voice. One for each thing that is told."""

    contribution = models.ForeignKey(Contribution, on_delete=models.CASCADE, related_name="letters")
    about = models.TextField()  # what it tells of: an answer, a decision of the plan
    sent_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["contribution", "about"], name="told_once_without_an_account")
        ]
