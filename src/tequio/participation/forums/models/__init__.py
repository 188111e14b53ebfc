"""The tables of forums: exercises, voices, what is counted of them and what is answered."""

from tequio.participation.forums.models.analysis import (
    Answer,
    Assignment,
    Cluster,
    ClusterMember,
    DutyReminder,
    Merger,
    Reclassification,
    Suggestion,
    Tag,
)
from tequio.participation.forums.models.captured import ContributionVersion, VoidSheet
from tequio.participation.forums.models.exercise import (
    AccessRule,
    Amendment,
    Forum,
    ForumPhase,
    Pillar,
    Question,
    Sector,
    Theme,
)
from tequio.participation.forums.models.figures import LiveState, Snapshot
from tequio.participation.forums.models.voices import (
    PUBLIC_STATES,
    ContactLetter,
    Contribution,
    ContributionPhoto,
    ContributionQuerySet,
    FolioCounter,
    PaperBatch,
    Participant,
    Vote,
)

__all__ = [
    "PUBLIC_STATES",
    "AccessRule",
    "Amendment",
    "Answer",
    "Assignment",
    "Cluster",
    "ClusterMember",
    "ContactLetter",
    "Contribution",
    "ContributionPhoto",
    "ContributionQuerySet",
    "ContributionVersion",
    "DutyReminder",
    "FolioCounter",
    "Forum",
    "ForumPhase",
    "LiveState",
    "Merger",
    "PaperBatch",
    "Participant",
    "Pillar",
    "Question",
    "Reclassification",
    "Sector",
    "Snapshot",
    "Suggestion",
    "Tag",
    "Theme",
    "VoidSheet",
    "Vote",
]
