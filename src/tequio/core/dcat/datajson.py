"""A catalogue as data.json, the shape of Project Open Data 1.1 (non-federal) that many harvesters read.

Source: Project Open Data Metadata Schema 1.1. Codes of bureau and programme are of the United States' federal
government alone and are left out.
"""

from typing import Any

from tequio.core.dcat import vocabularies as known
from tequio.core.dcat.types import Agent, Catalogue, Dataset, Distribution, Place

SCHEMA = "https://project-open-data.cio.gov/v1.1/schema"


def data_json(found: Catalogue) -> dict[str, Any]:
    """Return the catalogue. A dataset that has never been published is left out: it has no date of change."""
    return {
        "@context": f"{SCHEMA}/catalog.jsonld",
        "@id": found.url,
        "@type": "dcat:Catalog",
        "conformsTo": SCHEMA,
        "describedBy": f"{SCHEMA}/catalog.json",
        "dataset": [_dataset(one, found) for one in found.datasets if one.modified],
    }


def _dataset(one: Dataset, found: Catalogue) -> dict[str, Any]:
    node: dict[str, Any] = {
        "@type": "dcat:Dataset",
        "identifier": one.page,
        "title": one.title,
        "description": one.description,
        "keyword": list(one.keywords) or [one.identifier],
        "modified": one.modified.isoformat(timespec="seconds") if one.modified else "",
        "publisher": {"@type": "org:Organization", "name": found.publisher.name},
        "contactPoint": _contact(found.publisher),
        "accessLevel": "public",
        "license": known.licence_root(one.licence),
        "accrualPeriodicity": known.FREQUENCIES[one.frequency].iso,
        "language": [found.language],
        "landingPage": one.page,
        "theme": [known.THEMES[one.theme]],
        "spatial": _spatial(found.place),
        "distribution": [_distribution(file) for file in one.distributions],
    }
    if one.issued:
        node["issued"] = one.issued.date().isoformat()
    if one.period:
        ends = one.period.ends or (one.modified.date() if one.modified else one.period.begins)
        node["temporal"] = f"{one.period.begins.isoformat()}/{ends.isoformat()}"
    return node


def _distribution(file: Distribution) -> dict[str, Any]:
    node = {
        "@type": "dcat:Distribution",
        "title": file.title,
        "downloadURL": file.url,
        "mediaType": known.plain_type(file.media_type),
        "format": known.format_name(file.media_type),
    }
    if file.conforms_to:
        node["conformsTo"] = file.conforms_to
    return node


def _contact(who: Agent) -> dict[str, str]:
    """Return the contact. The schema wants an e-mail; without one, the page where people write is told."""
    node = {"@type": "vcard:Contact", "fn": who.name}
    node["hasEmail"] = f"mailto:{who.email}" if who.email else who.contact_page or who.homepage
    return node


def _spatial(where: Place) -> str:
    return where.name if where.box is None else ",".join(str(corner) for corner in where.box)
