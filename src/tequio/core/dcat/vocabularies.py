"""The controlled vocabularies that catalogues use: codes and addresses, as their owners publish them.

Sources: DCAT-AP 3.0 (§ controlled vocabularies) names the authority tables of the Publications Office of the EU
for frequencies, themes, languages, file types, access rights and availability; ISO 8601 repeating intervals are
those of Project Open Data 1.1 (accrualPeriodicity); media types are IANA's; types of columns are those of
Frictionless Table Schema 1.
"""

from dataclasses import dataclass
from datetime import timedelta
from typing import Final

AUTHORITY: Final = "http://publications.europa.eu/resource/authority"
THEME_SCHEME: Final = f"{AUTHORITY}/data-theme"
IANA: Final = "https://www.iana.org/assignments/media-types"
PUBLIC: Final = f"{AUTHORITY}/access-right/PUBLIC"
STABLE: Final = f"{AUTHORITY}/planned-availability/STABLE"


@dataclass(frozen=True, slots=True)
class Frequency:
    """How often something changes: its ISO 8601 repeating interval, and how long that is (None: no telling)."""

    iso: str
    length: timedelta | None

    def __str__(self) -> str:
        return self.iso


FREQUENCIES: Final[dict[str, Frequency]] = {
    "CONT": Frequency("R/PT1S", timedelta(0)),
    "HOURLY": Frequency("R/PT1H", timedelta(hours=1)),
    "DAILY": Frequency("R/P1D", timedelta(days=1)),
    "WEEKLY": Frequency("R/P1W", timedelta(weeks=1)),
    "BIWEEKLY": Frequency("R/P2W", timedelta(weeks=2)),
    "MONTHLY": Frequency("R/P1M", timedelta(days=31)),
    "QUARTERLY": Frequency("R/P3M", timedelta(days=92)),
    "ANNUAL_2": Frequency("R/P6M", timedelta(days=184)),
    "ANNUAL": Frequency("R/P1Y", timedelta(days=366)),
    "IRREG": Frequency("irregular", None),
    "UNKNOWN": Frequency("irregular", None),
}

# Code of the theme -> its name in Spanish, as the authority table gives it.
THEMES: Final[dict[str, str]] = {
    "GOVE": "Gobierno y sector público",
    "ECON": "Economía y finanzas",
    "REGI": "Regiones y ciudades",
    "SOCI": "Población y sociedad",
    "JUST": "Justicia, sistema jurídico y seguridad pública",
    "TRAN": "Transporte",
    "ENVI": "Medio ambiente",
    "EDUC": "Educación, cultura y deportes",
    "HEAL": "Salud",
}

LANGUAGES: Final[dict[str, str]] = {"es": f"{AUTHORITY}/language/SPA", "en": f"{AUTHORITY}/language/ENG"}

# Media type -> how people call the format, and its code in the authority table of file types (empty: none).
FORMATS: Final[dict[str, tuple[str, str]]] = {
    "text/csv": ("CSV", "CSV"),
    "application/json": ("JSON", "JSON"),
    "application/x-ndjson": ("JSONL", "JSON"),
    "application/jsonl": ("JSONL", "JSON"),
    "application/geo+json": ("GeoJSON", "GEOJSON"),
    "application/ld+json": ("JSON-LD", "JSON_LD"),
    "application/zip": ("ZIP", "ZIP"),
    "application/gzip": ("GZ", "GZIP"),
    "application/pdf": ("PDF", "PDF"),
    "application/xml": ("XML", "XML"),
    "application/atom+xml": ("Atom", "ATOM"),
    "text/plain": ("TXT", "TXT"),
    "text/x-pabulib": ("PB", "TXT"),
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": ("XLSX", "XLSX"),
    "application/vnd.oasis.opendocument.spreadsheet": ("ODS", "ODS"),
}

# Our types -> those of Table Schema, with the format where it has one.
COLUMN_TYPES: Final[dict[str, tuple[str, str]]] = {
    "text": ("string", ""),
    "number": ("number", ""),
    "integer": ("integer", ""),
    "money": ("number", ""),
    "date": ("date", ""),
    "datetime": ("datetime", "any"),
    "boolean": ("boolean", ""),
    "geometry": ("string", ""),
    "url": ("string", "uri"),
}

LICENCES: Final[dict[str, tuple[str, str]]] = {  # address without language -> SPDX, CKAN
    "https://creativecommons.org/licenses/by/4.0/": ("CC-BY-4.0", "cc-by"),
    "https://creativecommons.org/licenses/by-sa/4.0/": ("CC-BY-SA-4.0", "cc-by-sa"),
    "https://creativecommons.org/publicdomain/zero/1.0/": ("CC0-1.0", "cc-zero"),
}


def plain_type(media_type: str) -> str:
    """Return a media type without its parameters: ``text/csv`` of ``text/csv; charset=utf-8``."""
    return media_type.split(";", maxsplit=1)[0].strip().lower()


def format_name(media_type: str) -> str:
    """Return how people call a format: ``CSV``. One that is not listed goes by the tail of its media type."""
    plain = plain_type(media_type)
    listed = FORMATS.get(plain)
    return listed[0] if listed else plain.rsplit("/", 1)[-1].upper()


def licence_root(url: str) -> str:
    """Return the address of a licence without the page of one language (``deed.es``)."""
    head, _, tail = url.rpartition("/")
    return f"{head}/" if tail.startswith("deed") else url


def licence_codes(url: str) -> tuple[str, str]:
    """Return the codes of a licence: that of SPDX, and that of CKAN; ``("", "notspecified")`` if not listed."""
    return LICENCES.get(licence_root(url), ("", "notspecified"))
