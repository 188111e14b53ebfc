"""What the office does with voices: groups, joinings, labels, duties and answers."""

from tequio.participation.forums.services.analysis.answers import answer
from tequio.participation.forums.services.analysis.clusters import (
    add_to_cluster,
    change_cluster,
    decide_cluster,
    make_cluster,
)
from tequio.participation.forums.services.analysis.duties import assign, pass_on, take_back
from tequio.participation.forums.services.analysis.errors import (
    ClusterRefused,
    DutyEnded,
    NotAssignable,
    NotMergeable,
    NotOfThisForum,
    SaidNothing,
)
from tequio.participation.forums.services.analysis.labels import reclassify, tag, untag
from tequio.participation.forums.services.analysis.mergers import merge, unmerge
from tequio.participation.forums.services.analysis.reminders import remind
from tequio.participation.forums.services.analysis.suggesting import WORK, ask_for_groups, give_up, work

__all__ = [
    "WORK",
    "ClusterRefused",
    "DutyEnded",
    "NotAssignable",
    "NotMergeable",
    "NotOfThisForum",
    "SaidNothing",
    "add_to_cluster",
    "answer",
    "ask_for_groups",
    "assign",
    "change_cluster",
    "decide_cluster",
    "give_up",
    "make_cluster",
    "merge",
    "pass_on",
    "reclassify",
    "remind",
    "tag",
    "take_back",
    "unmerge",
    "untag",
    "work",
]
