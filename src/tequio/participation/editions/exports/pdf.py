"""The convocatoria as a tagged PDF (PDF/UA-1), set by Typst from the stored document and nothing else."""

import json
from dataclasses import asdict, dataclass
from importlib import resources

import typst
from django.utils import translation
from django.utils.translation import gettext as _

from tequio.participation.editions import queries
from tequio.participation.editions.exports.differences import differences
from tequio.participation.editions.exports.words import sections
from tequio.participation.editions.models import Rulebook
from tequio.participation.editions.services.schema import Convocatoria

LANGUAGE = "es-mx"  # the convocatoria is published in Spanish, whoever downloads it


@dataclass(frozen=True, slots=True)
class Leaf:
    """A published document with its place among the amendments.

    Args:
        row: the stored document.
        rules: what it says.
        before: the one before it, where it is an amendment.
        address: where the JSON is published.
    """

    row: Rulebook
    rules: Convocatoria
    before: Convocatoria | None
    address: str


def pdf(leaf: Leaf) -> bytes:
    """Return the PDF of a document: the same document at the same address gives the same bytes."""
    with translation.override(LANGUAGE):
        data = _data(leaf)
    template = resources.files("tequio.participation.editions.exports").joinpath("convocatoria.typ")
    return bytes(
        typst.compile(
            template.read_bytes(),
            format="pdf",
            sys_inputs={"data": json.dumps(data, ensure_ascii=False)},
            ignore_system_fonts=True,
            pdf_standards=["ua-1"],
            timestamp=int(leaf.row.published_at.timestamp()),
        )
    )


def _data(leaf: Leaf) -> dict[str, object]:
    row, edition = leaf.row, leaf.rules.edition
    if row.number == 1:
        kind = _("Convocatoria")
    else:
        kind = _("Convocatoria, con su modificación %(n)s") % {"n": row.number - 1}
    return {
        "kind": kind,
        "title": edition.name,
        "publisher": leaf.rules.publisher,
        "summary": edition.summary,
        "published": _("Publicada el %(when)s") % {"when": queries.said(row.published_at)},
        "reason": _("Motivo: %(reason)s") % {"reason": row.reason} if row.reason else "",
        "changes_title": _("Qué cambió"),
        "changes": differences(leaf.before, leaf.rules) if leaf.before else [],
        "sections": [asdict(section) for section in sections(leaf.rules)],
        "check": _(
            "Este documento dice en palabras lo que está en el archivo JSON de la dirección de abajo. "
            "Su huella SHA-256 permite comprobar que el archivo no cambió."
        ),
        "address": leaf.address,
        "sha256": row.sha256,
        "page": _("Página"),
        "of": _("de"),
    }
