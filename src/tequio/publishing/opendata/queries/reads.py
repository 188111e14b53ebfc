"""What stands on the public shelf, and how it is kept."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db.models import Count, Max, Min, Q, QuerySet, Sum
from django.db.models.functions import TruncMonth
from django.utils import timezone

from tequio.core.dcat import frequency
from tequio.core.dcat.types import Agent, Period
from tequio.core.dcat.vocabularies import format_name
from tequio.core.text import plain
from tequio.foundation.web import appearance
from tequio.publishing.opendata.models import FileVersion, PublishedFile, Upkeep
from tequio.publishing.opendata.types import FREQUENCY_LABELS, DatasetSpec, datasets

MONTHS = 12  # that the drawing of updates shows
_SAME = 20  # files with the same bytes that are told
_LOOKED_AT = 300  # versions of a dataset that tell its rhythm


@dataclass(frozen=True, slots=True)
class Shelf:
    """A dataset with what stands on its shelf now."""

    spec: DatasetSpec
    files: int = 0
    size: int = 0  # bytes
    created_at: datetime | None = None
    updated_at: datetime | None = None
    formats: tuple[str, ...] = ()
    upkeep: Upkeep | None = None

    @property
    def period(self) -> Period | None:
        """The time that its data speak of, as far as anyone has said."""
        if self.upkeep is None or self.upkeep.begins is None:
            return None
        return Period(self.upkeep.begins, self.upkeep.ends)

    @property
    def looked_at(self) -> datetime | None:
        """When its files were last known to be up to date."""
        return (self.upkeep and self.upkeep.checked_at) or self.updated_at

    def is_late(self, now: datetime) -> bool:
        """Return whether its tables were read longer ago than what was promised allows.

        What its own context publishes with each change is never late: no change is no delay.
        """
        read = self.upkeep.checked_at if self.upkeep else None
        return read is not None and frequency.is_late(self.spec.periodicity, looked_at=read, now=now)


@dataclass(slots=True)
class _Sums:
    files: int = 0
    size: int = 0
    created: list[datetime] = field(default_factory=list)
    updated: list[datetime] = field(default_factory=list)
    formats: list[str] = field(default_factory=list)


def catalogue() -> list[Shelf]:
    """Return every dataset that is registered or has files, in the order of the catalogue. Two queries."""
    found = _sums()
    kept = {one.dataset: one for one in Upkeep.objects.all()}
    specs = datasets()
    unnamed = sorted(found.keys() - {spec.slug for spec in specs})
    specs += [DatasetSpec(slug=slug, title=_title(slug), description="") for slug in unnamed]
    return [_shelf(spec, found.get(spec.slug, _Sums()), kept.get(spec.slug)) for spec in specs]


def _sums() -> dict[str, _Sums]:
    whole = Count("pk", filter=Q(subject=""))
    rows = PublishedFile.objects.order_by().values("dataset", "media_type")
    found: dict[str, _Sums] = {}
    for row in rows.annotate(
        n=Count("pk"), whole=whole, bytes=Sum("size"), old=Min("created_at"), new=Max("updated_at")
    ):
        sums = found.setdefault(row["dataset"], _Sums())
        sums.files += row["n"]
        sums.size += row["bytes"]
        sums.created.append(row["old"])
        sums.updated.append(row["new"])
        if row["whole"]:
            sums.formats.append(format_name(row["media_type"]))
    return found


def _shelf(spec: DatasetSpec, sums: _Sums, upkeep: Upkeep | None) -> Shelf:
    return Shelf(
        spec,
        sums.files,
        sums.size,
        min(sums.created, default=None),
        max(sums.updated, default=None),
        tuple(sorted(set(sums.formats))),
        upkeep,
    )


def _title(slug: str) -> str:
    return slug.replace("-", " ").capitalize()


def shelf(slug: str) -> Shelf | None:
    """Return one dataset of the catalogue; None if it is neither registered nor has files. Two queries."""
    return next((one for one in catalogue() if one.spec.slug == slug), None)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a reader of the catalogue asks for; empty asks for everything."""

    text: str = ""
    theme: str = ""
    format: str = ""


def wanted(shelves: Iterable[Shelf], asked: Wanted) -> list[Shelf]:
    """Return the datasets that say every word that was asked for, of that theme, in that format."""
    words = plain(asked.text).split()
    return [
        one
        for one in shelves
        if (not asked.theme or one.spec.theme == asked.theme)
        and (not asked.format or asked.format in one.formats)
        and all(word in _said(one.spec) for word in words)
    ]


def _said(spec: DatasetSpec) -> str:
    columns = (f"{one.name} {one.description}" for table in spec.dictionary for one in table.fields)
    return plain(" ".join((str(spec.title), str(spec.description), *map(str, spec.keywords), *columns)))


def formats(shelves: Iterable[Shelf]) -> list[str]:
    """Return the formats that there are, by name."""
    return sorted({name for one in shelves for name in one.formats})


def main_files() -> QuerySet[PublishedFile]:
    """Return the files that speak of the whole of their dataset, by key."""
    return PublishedFile.objects.filter(subject="").order_by("dataset", "key")


def files_by_dataset(slug: str = "") -> dict[str, list[PublishedFile]]:
    """Return the files of the whole of each dataset, or of one, by slug. One query."""
    rows = main_files().filter(dataset=slug) if slug else main_files()
    found: dict[str, list[PublishedFile]] = {}
    for one in rows:
        found.setdefault(one.dataset, []).append(one)
    return found


def single_files(slug: str, *, looked_for: str = "") -> QuerySet[PublishedFile]:
    """Return the files of a dataset that speak of one thing each, or of those whose name is looked for."""
    found = PublishedFile.objects.filter(dataset=slug).exclude(subject="").order_by("subject", "key")
    return found.filter(subject__icontains=looked_for) if looked_for else found


def file(key: str) -> PublishedFile | None:
    """Return what is known of a published file."""
    return PublishedFile.objects.filter(pk=key).first()


def file_by_uid(uid: UUID) -> PublishedFile | None:
    """Return the published file that programs know by this id."""
    return PublishedFile.objects.filter(uid=uid).first()


def position(one: PublishedFile) -> int:
    """Return the place of a file among those of the whole of its dataset, from 0. One query."""
    return main_files().filter(dataset=one.dataset, key__lt=one.key).count()


def last_versions(slug: str, *, most: int) -> list[FileVersion]:
    """Return the latest versions of the files of the whole of a dataset, the newest first. One query."""
    found = FileVersion.objects.filter(whole_of=slug).select_related("file")
    return list(found.order_by("-published_at", "-pk")[:most])


def kept_version(digest: bytes, name: str) -> FileVersion | None:
    """Return the latest version of a file of this name with this SHA-256, if its bytes are kept. One query."""
    found = FileVersion.objects.filter(sha256=digest, kept=True, file__key__endswith=f"/{name}")
    return found.select_related("file").first()


def with_digest(digest: bytes) -> list[FileVersion]:
    """Return the versions of any file that have this SHA-256, the newest first, some at most. One query."""
    found = FileVersion.objects.filter(sha256=digest).select_related("file")
    return list(found.order_by("-published_at", "-pk")[:_SAME])


def updates_by_month(slug: str, *, now: datetime) -> list[tuple[datetime, int]]:
    """Return how many versions the main files of a dataset had in each of the last months. One query."""
    first = _months_before(timezone.localtime(now), MONTHS - 1)
    rows = FileVersion.objects.filter(whole_of=slug, published_at__gte=first)
    counted = rows.order_by().values(month=TruncMonth("published_at")).annotate(n=Count("pk"))
    found = {row["month"].strftime("%Y-%m"): row["n"] for row in counted}
    months = [_months_before(timezone.localtime(now), back) for back in reversed(range(MONTHS))]
    return [(month, found.get(month.strftime("%Y-%m"), 0)) for month in months]


def _months_before(at: datetime, months: int) -> datetime:
    """Return the beginning of a month so many before that of an instant."""
    index = at.year * 12 + at.month - 1 - months
    return at.replace(year=index // 12, month=index % 12 + 1, day=1, hour=0, minute=0, second=0, microsecond=0)


def rhythms(slugs: Iterable[str]) -> dict[str, frequency.Rhythm]:
    """Return how often each of these datasets really changes; without those too young to tell. One query."""
    versions = FileVersion.objects.order_by("-published_at").values_list("whole_of", "published_at")
    latest = [versions.filter(whole_of=slug)[:_LOOKED_AT] for slug in slugs]
    if not latest:
        return {}
    instants: dict[str, list[datetime]] = {}
    for name, at in latest[0].union(*latest[1:], all=True):
        instants.setdefault(name, []).append(at)
    found = {name: frequency.rhythm(dates) for name, dates in instants.items()}
    return {name: one for name, one in found.items() if one is not None}


def said_rhythm(rhythm: frequency.Rhythm) -> Any:
    """Return how often something changes, in words."""
    return FREQUENCY_LABELS[rhythm.code]


def publisher() -> Agent:
    """Return who publishes, as the office says it of itself."""
    look = appearance.current()
    return Agent(
        name=look.name,
        homepage=f"{settings.PUBLIC_URL}/",
        email=look.contact_email,
        phone=look.contact_phone,
        contact_page=f"{settings.PUBLIC_URL}/ayuda/#contacto",
    )
