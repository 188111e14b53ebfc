"""The convocatoria for anyone: in words, as PDF, its schema, its amendments, and its dates as a feed."""

from dataclasses import dataclass

import orjson
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from tequio.participation.editions import exports, queries, services
from tequio.participation.editions.exports import Leaf
from tequio.participation.editions.models import Edition, Rulebook
from tequio.participation.editions.services import document, schema
from tequio.participation.editions.views.public import visible

FOREVER = "public, max-age=31536000, immutable"  # a published document never changes


@dataclass(frozen=True, slots=True)
class Entry:
    """One published document on the list: what changed, and whether it can be read in words."""

    row: Rulebook
    changes: list[str]
    readable: bool


@require_safe
def page(request: HttpRequest, slug: str, number: int | None = None) -> HttpResponse:
    """Say every rule in words: of the document in force, or of an earlier one. Before publishing, a preview."""
    edition = visible(request, slug)
    rows = list(edition.rulebooks.all())
    row = rows[-1] if rows and number is None else _row(rows, number)
    rules = schema.read(row.document if row else services.preview(edition))
    if rules is None:
        raise Http404
    values = {
        "edition": edition,
        "rules": rules,
        "row": row,
        "latest": rows[-1] if rows else None,
        "sections": exports.sections(rules),
        "suspension": queries.suspension(edition, timezone.now()),
    }
    return render(request, "editions/convocatoria.html", values)


@require_safe
def pdf(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Give a published document as PDF. It is set anew each time: that takes some milliseconds."""
    edition = visible(request, slug)
    rows = list(edition.rulebooks.all())
    row = _row(rows, number)
    rules = schema.read(row.document) if row else None
    if row is None or rules is None:
        raise Http404
    before = next((r for r in rows if r.number == number - 1), None)
    address = request.build_absolute_uri(reverse("editions:rulebook", args=[slug, number]))
    leaf = Leaf(row, rules, schema.read(before.document) if before else None, address)
    response = HttpResponse(exports.pdf(leaf), content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="convocatoria-{slug}-{number}.pdf"'
    response["Cache-Control"] = FOREVER
    response["ETag"] = f'"{row.sha256}"'
    return response


@require_safe
def amendments(request: HttpRequest, slug: str) -> HttpResponse:
    """List every published document with its date, its reason and what it changed, the last one first."""
    edition = visible(request, slug)
    values = {
        "edition": edition,
        "entries": _entries(list(edition.rulebooks.all())),
        "suspensions": list(edition.suspensions.all()),
    }
    return render(request, "editions/amendments.html", values)


@require_safe
def json_schema(_request: HttpRequest, version: int) -> HttpResponse:
    """Give the JSON Schema that every document of this version keeps to."""
    if version not in document.FORMATS:
        raise Http404
    content = orjson.dumps(schema.json_schema(version), option=orjson.OPT_INDENT_2)
    return HttpResponse(content, content_type="application/schema+json")


@require_safe
def feed(request: HttpRequest, slug: str) -> HttpResponse:
    """Give the dates of one edition as a calendar feed."""
    edition = queries.in_calendar(slug).first()
    if edition is None:
        raise Http404
    return _calendar(request, edition.name, [edition])


@require_safe
def feed_of_all(request: HttpRequest) -> HttpResponse:
    """Give the dates of every published edition as one calendar feed."""
    return _calendar(request, _("Presupuesto participativo"), list(queries.in_calendar()))


def _row(rows: list[Rulebook], number: int | None) -> Rulebook | None:
    """Return the document with this number; None where no number was asked for and there is none yet."""
    if number is None:
        return None
    row = next((r for r in rows if r.number == number), None)
    if row is None:
        raise Http404
    return row


def _entries(rows: list[Rulebook]) -> list[Entry]:
    found: list[Entry] = []
    before: schema.Convocatoria | None = None
    for row in rows:
        rules = schema.read(row.document)
        changes = exports.differences(before, rules) if before and rules else []
        found.append(Entry(row, changes, rules is not None))
        before = rules
    return found[::-1]


def _calendar(request: HttpRequest, title: str, editions: list[Edition]) -> HttpResponse:
    urls = {e.pk: request.build_absolute_uri(reverse("editions:detail", args=[e.slug])) for e in editions}
    host = request.get_host().partition(":")[0]
    content = exports.feed(title, editions, host=host, urls=urls, at=timezone.now())
    response = HttpResponse(content, content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = 'inline; filename="calendario.ics"'
    response["Cache-Control"] = "public, max-age=600"
    return response
