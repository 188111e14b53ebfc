"""Reading the public shelf: for people, for harvesters, for programs that speak CKAN."""

from tequio.publishing.opendata.queries.described import described, described_one
from tequio.publishing.opendata.queries.preview import Preview, preview
from tequio.publishing.opendata.queries.reads import (
    Shelf,
    Wanted,
    catalogue,
    file,
    file_by_uid,
    files_by_dataset,
    formats,
    kept_version,
    last_versions,
    main_files,
    publisher,
    rhythms,
    shelf,
    single_files,
    updates_by_month,
    wanted,
    with_digest,
)

__all__ = [
    "Preview",
    "Shelf",
    "Wanted",
    "catalogue",
    "described",
    "described_one",
    "file",
    "file_by_uid",
    "files_by_dataset",
    "formats",
    "kept_version",
    "last_versions",
    "main_files",
    "preview",
    "publisher",
    "rhythms",
    "shelf",
    "single_files",
    "updates_by_month",
    "wanted",
    "with_digest",
]
