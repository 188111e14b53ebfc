"""What is printed for voting in person, set by Typst: ballots with their stubs, lists, codes and acts."""

import json
from collections.abc import Mapping, Sequence
from importlib import resources
from typing import Any

import typst
from django.utils import translation
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from tequio.core import money
from tequio.foundation.territory.models import Unit
from tequio.foundation.web import appearance
from tequio.participation.ballots import queries
from tequio.participation.ballots.models import Act, Booklet, CodeBatch, Option
from tequio.participation.editions.models import Edition
from tequio.participation.editions.types import BallotKind

LANGUAGE = "es-mx"  # what is printed for everybody is in Spanish, whoever prints it


def booklet_pdf(booklet: Booklet) -> bytes:
    """Return the ballots of a booklet as a PDF: one per page, its folio on the stub and nowhere else."""
    with translation.override(LANGUAGE):
        edition = booklet.edition
        data = _paper(edition, booklet.unit) | {
            "folios": [str(folio) for folio in range(booklet.first, booklet.last + 1)],
            "point": booklet.shift.point.name,
            "stub": _("Talón: se desprende antes de entregar la boleta y se queda en el módulo."),
            "folio_word": _("Folio"),
            "rules": _rules(edition),
            "rules_title": _("Cómo se llena"),
            "good": _("Así sí"),
            "bad": _("Así no"),
            "secret": _("No escriba su nombre, firma ni otra seña: la boleta es secreta."),
        }
    return _set("ballots.typ", data)


def list_pdf(edition: Edition, unit: Unit | None) -> bytes:
    """Return the list of projects of a place as a PDF, to hang beside the table."""
    with translation.override(LANGUAGE):
        data = _paper(edition, unit) | {
            "intro": _(
                "Estos son los proyectos de la boleta, con el mismo número. El orden no quiere decir nada."
            ),
            "rules": _rules(edition),
            "rules_title": _("Cómo se llena"),
        }
    return _set("list.typ", data)


def codes_pdf(batch: CodeBatch, codes: Sequence[str], address: str) -> bytes:
    """Return the cards of a batch of one-time codes as a PDF, to cut, fold and put in an urn.

    Args:
        batch: whose.
        codes: as they are printed. They are kept nowhere: whoever loses the sheet makes another batch.
        address: where a code is used.
    """
    with translation.override(LANGUAGE):
        data: dict[str, Any] = {
            "title": batch.edition.name,
            "publisher": appearance.current().name,
            "place": batch.unit.name if batch.unit else _("Toda la ciudad"),
            "label": _("Clave para votar una vez"),
            "how": _("Entre a"),
            "address": address,
            "then": _(
                "escriba la clave y vote. Nadie sabe a quién le tocó esta clave. No la preste ni la publique."
            ),
            "fold": _("Recorte, doble y ponga en la urna de claves."),
            "codes": list(codes),
        }
    return _set("codes.typ", data)


def act_pdf(edition: Edition, act: Act, wrong: Sequence[str]) -> bytes:
    """Return an act as a PDF.

    Args:
        edition: whose.
        act: with its package, shift, point and place.
        wrong: what does not square, in words.
    """
    with translation.override(LANGUAGE):
        shift = act.package.shift
        data: dict[str, Any] = {
            "title": _("Acta de boletas de papel"),
            "edition": edition.name,
            "publisher": appearance.current().name,
            "facts": [
                [_("Módulo"), shift.point.name],
                [_("Turno"), f"{_moment(shift.opens)} – {_moment(shift.closes)}"],
                [_("Lugar"), act.package.unit.name if act.package.unit else _("Toda la ciudad")],
            ],
            "figures": [
                [_("Boletas entregadas al módulo, por folio"), act.issued],
                [_("Salieron de la urna"), act.used],
                [_("Anuladas antes de votar"), act.void],
                [_("Sobrantes, sin usar"), act.left],
                [_("Hojas capturadas dos veces"), act.captured],
                [_("De ellas, en blanco"), act.blank],
                [_("De ellas, nulas"), act.null],
                [_("Personas que recibieron boleta, según la lista"), act.roll],
            ],
            "square": _("Todo cuadra.") if not wrong else _("No cuadra:"),
            "wrong": list(wrong),
            "explanation": act.explanation,
            "explanation_title": _("Explicación"),
            "signers": act.signers,
            "signed": _("Firmada el %(when)s") % {"when": _moment(act.signed_at)},
        }
    return _set("act.typ", data)


def _paper(edition: Edition, unit: Unit | None) -> dict[str, Any]:
    mine = queries.reach(edition).of(unit.pk if unit else None)
    groups: dict[int, dict[str, Any]] = {}
    for option in queries.printed_options(edition, mine):
        envelope = option.envelope
        group = groups.setdefault(
            option.envelope_id,
            {"title": _envelope(option), "money": money.exact(envelope.amount_centavos), "options": []},
        )
        group["options"].append(_option(option))
    return {
        "title": edition.name,
        "publisher": appearance.current().name,
        "place": unit.name if unit else _("Toda la ciudad"),
        "groups": list(groups.values()),
        "points": edition.ballot_kind != BallotKind.APPROVAL,
        "there_is": _("hay"),
    }


def _envelope(option: Option) -> str:
    envelope = option.envelope
    place = envelope.unit.name if envelope.unit else _("Toda la ciudad")
    return f"{place} · {envelope.size.name}" if envelope.size else place


def _option(option: Option) -> Mapping[str, Any]:
    return {
        "number": str(option.number),
        "title": option.title,
        "cost": money.exact(option.cost_centavos),
        "where": option.proposal.site.name if option.proposal.site else "",
        "what": option.proposal.solution,
    }


def _rules(edition: Edition) -> list[str]:
    most = queries.most_choices(edition)
    if edition.ballot_kind == BallotKind.APPROVAL:
        said = [
            _("Ponga una X en el cuadro de cada proyecto que quiere."),
            _("Marque %(most)s como máximo. Con más, la boleta es nula.") % {"most": most},
        ]
    else:
        said = [
            _("Escriba de 1 a %(points)s puntos en el cuadro de cada proyecto que quiere.")
            % {"points": edition.max_points},
            _("Dé puntos a %(most)s como máximo. Con más, la boleta es nula.") % {"most": most},
        ]
    if queries.by_money(edition):
        said.append(_("Lo que marque no puede costar más de lo que hay en cada bolsa: sume antes de echarla."))
    return [*said, _("Si se equivoca, devuélvala y pida otra: la primera se anula.")]


def _moment(value: Any) -> str:
    return date_format(localtime(value), "j \\d\\e F \\d\\e Y, H:i")


def _set(template: str, data: Mapping[str, Any]) -> bytes:
    source = resources.files("tequio.participation.ballots.exports").joinpath(template)
    return bytes(
        typst.compile(
            source.read_bytes(),
            format="pdf",
            sys_inputs={"data": json.dumps(data, ensure_ascii=False)},
            ignore_system_fonts=True,
        )
    )
