"""Named reads of the analysis: the bench, groups, labels, duties and how offices answer."""

from tequio.participation.forums.queries.analysis.bench import (
    Choices,
    by_folio,
    choices,
    counts,
    cut,
    exercise,
    merged_into,
    merger_of,
    reclassified,
    voices,
)
from tequio.participation.forums.queries.analysis.clusters import (
    cluster,
    clusters,
    confirmed_of,
    latest_search,
    marked,
    side_by_side,
)
from tequio.participation.forums.queries.analysis.duties import (
    answers_of,
    duties,
    duty,
    duty_counts,
    public_answers,
    public_duties,
    siblings,
)
from tequio.participation.forums.queries.analysis.goals import suggested_tags
from tequio.participation.forums.queries.analysis.scores import OfficeScore, scores

__all__ = [
    "Choices",
    "OfficeScore",
    "answers_of",
    "by_folio",
    "choices",
    "cluster",
    "clusters",
    "confirmed_of",
    "counts",
    "cut",
    "duties",
    "duty",
    "duty_counts",
    "exercise",
    "latest_search",
    "marked",
    "merged_into",
    "merger_of",
    "public_answers",
    "public_duties",
    "reclassified",
    "scores",
    "siblings",
    "side_by_side",
    "suggested_tags",
    "voices",
]
