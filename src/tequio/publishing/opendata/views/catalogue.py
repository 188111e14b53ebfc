"""The pages of the catalogue."""

from datetime import datetime
from typing import Any

from django.conf import settings
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from tequio.foundation.web import appearance, charts
from tequio.publishing.opendata import queries
from tequio.publishing.opendata.models import FileVersion, PublishedFile
from tequio.publishing.opendata.queries.reads import said_rhythm
from tequio.publishing.opendata.types import THEME_LABELS
from tequio.publishing.opendata.views.missing import missing

PER_PAGE = 10
FIRST_FILES = 12  # that stand open; the rest are one touch away
_VERSIONS = 12  # that the page shows; the rest stand in versiones.json
_LETTERS = 100


@require_safe
def catalogue(request: HttpRequest) -> HttpResponse:
    shelves = queries.catalogue()
    asked = queries.Wanted(
        text=request.GET.get("q", "").strip()[:_LETTERS],
        theme=request.GET.get("tema", ""),
        format=request.GET.get("formato", ""),
    )
    themes = {one.spec.theme for one in shelves}
    found = queries.wanted(shelves, asked)
    values = {
        "shelves": found,
        "total": len(shelves),
        "asked": asked,
        "narrowed": bool(asked.text or asked.theme or asked.format),
        "themes": [(code, label) for code, label in THEME_LABELS.items() if code in themes],
        "formats": queries.formats(shelves),
        "site": settings.PUBLIC_URL,
    }
    return render(request, "opendata/catalogue.html", values)


@require_safe
def dataset(request: HttpRequest, slug: str) -> HttpResponse:
    shelf = queries.shelf(slug)
    if shelf is None:
        return missing(request)
    now = timezone.now()
    looked_for = request.GET.get("q", "").strip()[:_LETTERS]
    singles = Paginator(queries.single_files(slug, looked_for=looked_for), PER_PAGE)
    files = queries.files_by_dataset(slug).get(slug, [])
    recent = sorted(files, key=lambda one: one.updated_at, reverse=True)
    rhythm = queries.rhythms([slug]).get(slug)
    versions = queries.last_versions(slug, most=_VERSIONS)
    values = {
        "shelf": shelf,
        "late": shelf.is_late(now),
        "rhythm": said_rhythm(rhythm) if rhythm else "",
        "files": recent[:FIRST_FILES],
        "more_files": recent[FIRST_FILES:],
        "tables": _tables(shelf, files),
        "versions": versions,
        "updates": _updates(slug, now) if versions else None,
        "citation": _citation(shelf),
        "site": settings.PUBLIC_URL,
        "singles": singles.get_page(request.GET.get("pagina")),
        "looked_for": looked_for,
    }
    return render(request, "opendata/dataset.html", values)


@require_safe
def checking(request: HttpRequest) -> HttpResponse:
    """Tell how anyone checks that a file is the one that was published, and look one up by its hash."""
    digest = request.GET.get("huella", "").strip().lower()[:_LETTERS]
    found = _with_digest(digest)
    values = {
        "digest": digest,
        "found": found,
        "site": settings.PUBLIC_URL,
        "bad": bool(digest) and found is None,
    }
    return render(request, "opendata/checking.html", values)


def _with_digest(digest: str) -> list[FileVersion] | None:
    """Return the versions with this hash, or None if it is none."""
    try:
        raw = bytes.fromhex(digest)
    except ValueError:
        return None
    return queries.with_digest(raw) if len(raw) == 32 else None  # noqa: PLR2004 - bytes of a SHA-256


def _tables(shelf: queries.Shelf, files: list[PublishedFile]) -> list[dict[str, Any]]:
    """Return each table with its dictionary, an example of each column, and its first rows."""
    tables = []
    rows = shelf.upkeep.rows if shelf.upkeep else {}
    for table in shelf.spec.dictionary:
        seen = next((found for one in files if one.stem == table.name if (found := queries.preview(one))), None)
        examples = seen.examples if seen else {}
        fields = [(field, examples.get(field.name, "")) for field in table.fields]
        tables.append({"table": table, "fields": fields, "preview": seen, "rows": rows.get(table.name)})
    return tables


def _updates(slug: str, now: datetime) -> charts.Chart:
    months = queries.updates_by_month(slug, now=now)
    items = [charts.Item(date_format(month, "M Y").lower(), n) for month, n in months]
    return charts.bars(
        _("Versiones publicadas en cada mes"),
        [item for item in items if item.value] or items[-1:],
        columns=(_("Mes"), _("Versiones")),
        links=charts.Links(rows=reverse("opendata:versions", args=[slug])),
    )


def _citation(shelf: queries.Shelf) -> str:
    """Return how to name the dataset in a text, as DataCite and APA ask: who, when, what, where."""
    who = appearance.current().name
    when = timezone.localtime(shelf.updated_at) if shelf.updated_at else None
    parts = [f"{who} ({when.year})." if when else f"{who}."]
    parts.append(_("%(title)s [conjunto de datos].") % {"title": shelf.spec.title})
    if when:
        parts.append(_("Versión del %(day)s.") % {"day": date_format(when, r"j \d\e F \d\e Y").lower()})
    parts.append(f"{settings.PUBLIC_URL}{reverse('opendata:dataset', args=[shelf.spec.slug])}")
    return " ".join(parts)
