"""The tables of forums: exercises, voices, what is counted of them and what is answered."""

from tequio.participation.forums.models.analysis import Answer, Assignment, Cluster, ClusterMember, Tag
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
    Contribution,
    ContributionPhoto,
    FolioCounter,
    PaperBatch,
    Participant,
    Vote,
)

__all__ = [
    "AccessRule",
    "Amendment",
    "Answer",
    "Assignment",
    "Cluster",
    "ClusterMember",
    "Contribution",
    "ContributionPhoto",
    "ContributionVersion",
    "FolioCounter",
    "Forum",
    "ForumPhase",
    "LiveState",
    "PaperBatch",
    "Participant",
    "Pillar",
    "Question",
    "Sector",
    "Snapshot",
    "Tag",
    "Theme",
    "VoidSheet",
    "Vote",
]
