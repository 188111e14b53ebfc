"""Groups of texts that are alike, each around one that stands for it (docs/rules/analysis.md).

The method is the offline star algorithm: J. Aslam, E. Pelekhov and D. Rus, «The star clustering algorithm for
static and dynamic information organization», Journal of Graph Algorithms and Applications 8 (2004). Texts that
are alike enough are joined by a line; the one with most lines becomes a centre and takes its neighbours, and so
on with what is left. Everybody in a group is alike to its centre, so groups never chain from one matter to
another. Then each goes to the centre that it is most like.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from tequio.core.clustering.likeness import Likeness, Weights, likeness, weigh

ENOUGH = 45  # hundredths of the cosine from which two texts are worth reading side by side
NEAR = 35  # the same, when both speak of the same theme or the same place
_COMMON = 10  # one in so many: a stem that more texts than that have joins nobody by itself
_FEW = 20  # texts; fewer than these never make a stem common
_SMALLEST = 2  # texts in a group
_WHOLE = 100
_FLOOR = NEAR**2
_TOLD = 200  # texts after which the progress is told again

Report = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Text:
    """One text: its key (its order breaks every tie), its stems, and what it speaks of (theme and place)."""

    key: str
    stems: frozenset[str]
    about: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Member:
    """One text of a group: how alike it is to the centre, in hundredths, and the stems that both have."""

    key: str
    percent: int
    shared: frozenset[str]


@dataclass(frozen=True, slots=True)
class Group:
    """Texts around a centre, which comes first; the rest by how alike they are.

    Attributes:
        centre: the key of the text that stands for the group.
        members: the texts, the centre too.
        words: the stems that at least half of the group has, those of most texts first.
    """

    centre: str
    members: tuple[Member, ...]
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Bundle:
    """Texts with the very same stems count as one, about all that any of them is about."""

    keys: tuple[str, ...]
    stems: frozenset[str]
    about: frozenset[str]


def cluster(texts: Iterable[Text], *, report: Report | None = None) -> list[Group]:
    """Return the groups of two texts or more, the largest first. The order of the texts changes nothing.

    Texts without stems and texts that are like no other are in no group; no text is in two.

    Args:
        texts: each with a key of its own.
        report: is told now and then how many texts were compared, and of how many.
    """
    given = [text for text in texts if text.stems]
    weights = weigh(text.stems for text in given)
    bundles = _bundles(given)
    lines = _lines(bundles, weights, len(given), report or _nobody)
    groups = [_group(bundles, stars, weights) for stars in _stars(bundles, lines).items()]
    found = [group for group in groups if len(group.members) >= _SMALLEST]
    return sorted(found, key=lambda group: (-len(group.members), group.centre))


def _bundles(texts: Sequence[Text]) -> list[_Bundle]:
    same: dict[frozenset[str], list[Text]] = {}
    for text in sorted(texts, key=lambda text: text.key):
        same.setdefault(text.stems, []).append(text)
    return [
        _Bundle(tuple(t.key for t in each), stems, frozenset().union(*(t.about for t in each)))
        for stems, each in same.items()
    ]


def _nobody(done: int, total: int) -> None:
    del done, total


def _lines(
    bundles: Sequence[_Bundle], weights: Weights, total: int, report: Report
) -> list[dict[int, Likeness]]:
    """Join what is alike enough. Only pairs that share a stem that is not common are compared."""
    most = max(_FEW, total // _COMMON)
    rare = [frozenset(s for s in bundle.stems if weights.texts[s] <= most) for bundle in bundles]
    whole = [weights.of(bundle.stems) for bundle in bundles]
    common = [whole[place] - weights.of(stems) for place, stems in enumerate(rare)]
    lines: list[dict[int, Likeness]] = [{} for _ in bundles]
    before: dict[str, list[int]] = {}
    for place, bundle in enumerate(bundles):
        if place % _TOLD == 0:
            report(place, len(bundles))
        mine, likeliest = whole[place], common[place]
        for other, shared in _sharing(rare[place], before, weights).items():
            most_shared = shared + min(likeliest, common[other])
            if (most_shared * _WHOLE) ** 2 < _FLOOR * mine * whole[other]:
                continue  # it cannot be: most pairs end here
            found = likeness(bundle.stems, bundles[other].stems, weights, whole=(mine, whole[other]))
            near = not bundle.about.isdisjoint(bundles[other].about)
            if found.reaches(NEAR if near else ENOUGH):
                lines[place][other] = lines[other][place] = found
        for stem in rare[place]:
            before.setdefault(stem, []).append(place)
    return lines


def _sharing(stems: frozenset[str], before: Mapping[str, list[int]], weights: Weights) -> dict[int, int]:
    """Return the weight that these stems share with each of those that have some of them."""
    shared: dict[int, int] = {}
    for stem in stems:
        weight = weights.weight[stem]
        for other in before.get(stem, ()):
            shared[other] = shared.get(other, 0) + weight
    return shared


def _stars(bundles: Sequence[_Bundle], lines: Sequence[Mapping[int, Likeness]]) -> dict[int, list[int]]:
    """Return the centres, each with those that are most like it."""

    def weight(place: int) -> tuple[int, int]:
        joined = sum(len(bundles[n].keys) for n in lines[place]) + len(bundles[place].keys)
        return -joined, place  # bundles stand in the order of their first keys

    centres: list[int] = []
    taken: set[int] = set()
    for place in sorted(range(len(bundles)), key=weight):
        if place not in taken:
            centres.append(place)
            taken |= {place, *lines[place]}
    stars: dict[int, list[int]] = {centre: [] for centre in centres}
    for place in range(len(bundles)):
        if place not in stars:
            near = [centre for centre in centres if centre in lines[place]]
            stars[max(near, key=lambda centre: _rank(lines[place][centre], centre))].append(place)
    return stars


def _rank(found: Likeness, centre: int) -> tuple[int, int]:
    return found.percent, -centre


def _group(bundles: Sequence[_Bundle], star: tuple[int, list[int]], weights: Weights) -> Group:
    centre, around = bundles[star[0]], [bundles[n] for n in star[1]]
    members = [Member(key, 100, centre.stems) for key in centre.keys]
    beside = [
        Member(key, likeness(centre.stems, one.stems, weights).percent, centre.stems & one.stems)
        for one in around
        for key in one.keys
    ]
    members += sorted(beside, key=lambda member: (-member.percent, member.key))
    count: dict[str, int] = {}
    for bundle in (centre, *around):
        for stem in bundle.stems:
            count[stem] = count.get(stem, 0) + len(bundle.keys)
    words = [stem for stem, n in count.items() if 2 * n >= len(members)]
    words.sort(key=lambda stem: (-count[stem], -weights.weight[stem], stem))
    return Group(centre.keys[0], tuple(members), tuple(words))
