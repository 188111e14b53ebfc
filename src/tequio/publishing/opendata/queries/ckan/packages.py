"""Datasets, files, themes, words and the publisher, in the shapes of CKAN 2.10."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property
from typing import Any

from django.conf import settings
from django.utils.text import slugify

from tequio.core.dcat import vocabularies as known
from tequio.core.dcat.types import Agent
from tequio.publishing.opendata.models import PublishedFile, file_uid
from tequio.publishing.opendata.queries import reads
from tequio.publishing.opendata.queries.described import download_url, file_title, page_url
from tequio.publishing.opendata.types import DatasetSpec

STORE_BYTES = 10 << 20  # of a table that is searched row by row

Said = dict[str, Any]


def stable_id(kind: str, name: str) -> str:
    """Return the id of something that is known by its name, the same for ever."""
    return str(file_uid(f"{kind} {name}"))


def instant(at: datetime | None) -> str | None:
    """Return an instant as CKAN writes it: UTC, without zone."""
    return at.astimezone(UTC).replace(tzinfo=None).isoformat(timespec="microseconds") if at else None


def as_uuid(text: str) -> uuid.UUID | None:
    """Return the id that a text is, or None."""
    try:
        return uuid.UUID(text)
    except ValueError:
        return None


@dataclass(frozen=True)
class Holdings:
    """The catalogue read once for a request, and what CKAN makes of it."""

    shelves: Sequence[reads.Shelf]
    files: dict[str, list[PublishedFile]]
    publisher: Agent

    @cached_property
    def packages(self) -> dict[str, Said]:
        """Every dataset by its name."""
        return {shelf.spec.slug: self.package(shelf) for shelf in self.shelves}

    @cached_property
    def organization(self) -> Said:
        """The municipality, which publishes everything."""
        name = slugify(self.publisher.name) or "municipio"
        created = min((shelf.created_at for shelf in self.shelves if shelf.created_at), default=None)
        return {
            "id": stable_id("organization", "municipality"),
            "name": name,
            "title": self.publisher.name,
            "type": "organization",
            "description": "",
            "image_url": "",
            "created": instant(created),
            "is_organization": True,
            "approval_status": "approved",
            "state": "active",
        }

    def package(self, shelf: reads.Shelf) -> Said:
        """Return a dataset as package_show has it."""
        spec, files = shelf.spec, self.files.get(shelf.spec.slug, [])
        licence = known.licence_codes(spec.licence_url)[1]
        tags = [tag(str(word)) for word in spec.keywords]
        return {
            "id": stable_id("dataset", spec.slug),
            "name": spec.slug,
            "title": str(spec.title),
            "notes": str(spec.description),
            "url": page_url(spec.slug),
            "version": shelf.updated_at.strftime("%Y-%m-%d") if shelf.updated_at else None,
            "author": self.publisher.name,
            "author_email": self.publisher.email or None,
            "maintainer": self.publisher.name,
            "maintainer_email": self.publisher.email or None,
            "license_id": licence,
            "license_title": spec.licence,
            "license_url": known.licence_root(spec.licence_url),
            "isopen": licence != "notspecified",
            "metadata_created": instant(shelf.created_at),
            "metadata_modified": instant(shelf.updated_at),
            "creator_user_id": None,
            "owner_org": self.organization["id"],
            "organization": self.organization,
            "private": False,
            "state": "active",
            "type": "dataset",
            "num_resources": len(files),
            "num_tags": len(tags),
            "resources": [
                resource(spec, one, position=position) for position, one in enumerate(files)
            ],
            "tags": tags,
            "groups": [group(spec.theme, title=str(spec.theme_label))],
            "extras": _extras(shelf),
            "relationships_as_object": [],
            "relationships_as_subject": [],
        }  # fmt: skip

    def find(self, asked: str) -> Said | None:
        """Return the dataset with this name or id."""
        named = self.packages.get(asked)
        return named or next((one for one in self.packages.values() if one["id"] == asked), None)


def holdings() -> Holdings:
    """Return the catalogue with its files. Three queries."""
    return Holdings(reads.catalogue(), reads.files_by_dataset(), reads.publisher())


def resource(spec: DatasetSpec, one: PublishedFile, *, position: int = 0) -> Said:
    """Return a file as resource_show has it."""
    return {
        "id": str(one.uid),
        "package_id": stable_id("dataset", spec.slug),
        "name": one.name,
        "description": file_title(spec, one),
        "format": known.format_name(one.media_type),
        "mimetype": known.plain_type(one.media_type),
        "mimetype_inner": None,
        "url": download_url(one),
        "url_type": None,
        "resource_type": "file",
        "size": one.size,
        "hash": f"sha256:{one.digest}",
        "created": instant(one.created_at),
        "last_modified": instant(one.updated_at),
        "metadata_modified": instant(one.updated_at),
        "cache_url": None,
        "cache_last_updated": None,
        "datastore_active": in_store(one),
        "position": position,
        "state": "active",
    }


def in_store(one: PublishedFile) -> bool:
    """Return whether the rows of a file can be searched."""
    return known.plain_type(one.media_type) == "text/csv" and one.size <= STORE_BYTES


def group(theme: str, *, title: str) -> Said:
    """Return a theme as CKAN's groups are."""
    return {
        "id": stable_id("group", theme),
        "name": theme.lower(),
        "title": title,
        "display_name": title,
        "description": "",
        "image_display_url": "",
    }


def tag(word: str) -> Said:
    """Return a word as CKAN's tags are."""
    return {
        "id": stable_id("tag", word),
        "name": word,
        "display_name": word,
        "state": "active",
        "vocabulary_id": None,
    }


def _extras(shelf: reads.Shelf) -> list[Said]:
    period = shelf.period
    found = {
        "identifier": shelf.spec.slug,
        "frequency": f"{known.AUTHORITY}/frequency/{shelf.spec.periodicity}",
        "theme": f"{known.THEME_SCHEME}/{shelf.spec.theme}",
        "language": known.LANGUAGES["es"],
        "temporal_start": period.begins.isoformat() if period else "",
        "temporal_end": period.ends.isoformat() if period and period.ends else "",
        "checked": instant(shelf.looked_at) or "",
        "datapackage": f"{settings.PUBLIC_URL}/datos/{shelf.spec.slug}/datapackage.json",
    }
    return [{"key": key, "value": value} for key, value in found.items() if value]
