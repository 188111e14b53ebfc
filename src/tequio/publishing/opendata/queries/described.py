"""The rows of the shelf as core.dcat describes them."""

from collections.abc import Sequence

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from tequio.core.dcat.types import Catalogue, Column, Dataset, Distribution, Place, Service
from tequio.core.dcat.vocabularies import format_name
from tequio.foundation.territory import queries as territory
from tequio.foundation.web import appearance
from tequio.publishing.opendata.models import PublishedFile
from tequio.publishing.opendata.queries import reads
from tequio.publishing.opendata.types import DatasetSpec, Field, services


def address(path: str) -> str:
    """Return the absolute address of a path of this site."""
    return f"{settings.PUBLIC_URL}{path}"


def download_url(one: PublishedFile) -> str:
    """Return the absolute address of a published file."""
    return address(reverse("opendata:download", args=[one.key]))


def page_url(slug: str) -> str:
    """Return the absolute address of the page of a dataset."""
    return address(reverse("opendata:dataset", args=[slug]))


def described() -> Catalogue:
    """Return the whole catalogue with the files that speak of the whole of each dataset. Five queries."""
    files = reads.files_by_dataset()
    look = appearance.current()
    shelves = reads.catalogue()
    licences = {one.spec.licence_url for one in shelves}
    return Catalogue(
        url=address(reverse("opendata:dcat")),
        page=address(reverse("opendata:catalogue")),
        title=_("Datos abiertos de %s") % look.name,
        description=_(
            "Todo lo que este sitio publica, en archivos que cualquiera puede descargar y comprobar."
        ),
        publisher=reads.publisher(),
        place=_place(look.name),
        licence=licences.pop() if len(licences) == 1 else "",
        datasets=[_dataset(shelf, files.get(shelf.spec.slug, [])) for shelf in shelves],
        services=[
            Service(
                title=str(one.title),
                description=str(one.description),
                url=address(one.path),
                described_at=address(one.described_at),
                datasets=one.datasets,
            )
            for one in services()
        ],
    )


def described_one(shelf: reads.Shelf, files: Sequence[PublishedFile]) -> Dataset:
    """Return one dataset with these files. No query."""
    return _dataset(shelf, files)


def _place(name: str) -> Place:
    """Return the municipality with the box of its map in force, if it has one. Two queries."""
    version = territory.in_force(on=timezone.localdate())
    return Place(name, territory.box(version) if version else None)


def _dataset(shelf: reads.Shelf, files: Sequence[PublishedFile]) -> Dataset:
    spec = shelf.spec
    return Dataset(
        identifier=spec.slug,
        title=str(spec.title),
        description=str(spec.description) or str(spec.title),
        page=page_url(spec.slug),
        licence=spec.licence_url,
        licence_name=spec.licence,
        frequency=spec.periodicity,
        theme=spec.theme,
        keywords=[str(word) for word in spec.keywords],
        period=shelf.period,
        issued=shelf.created_at,
        modified=shelf.updated_at,
        version=shelf.updated_at.strftime("%Y-%m-%d") if shelf.updated_at else "",
        distributions=[_distribution(spec, one) for one in files],
    )


def _distribution(spec: DatasetSpec, one: PublishedFile) -> Distribution:
    table = spec.table(one.stem)
    return Distribution(
        name=one.name.lower().replace(".", "-"),
        title=file_title(spec, one),
        url=download_url(one),
        media_type=one.media_type,
        size=one.size,
        sha256=one.digest,
        issued=one.created_at,
        modified=one.updated_at,
        columns=columns(table.fields) if table else (),
        conforms_to=spec.standard if "json" in one.media_type and not table else "",
    )


def file_title(spec: DatasetSpec, one: PublishedFile) -> str:
    """Return how a file is called: its table and format where it is one, else its own name."""
    table = spec.table(one.stem)
    return f"{table.title} ({format_name(one.media_type)})" if table else one.name


def columns(fields: Sequence[Field]) -> list[Column]:
    """Return the dictionary of a table, in the language of the reader."""
    return [
        Column(
            name=one.name,
            description=str(one.description),
            type=one.type,
            unit=str(one.unit),
            codes=[(code, str(meaning)) for code, meaning in one.codes],
            required=one.required,
        )
        for one in fields
    ]
