"""The blank sheet of a forum, for tables without a network, set by Typst."""

import json
from importlib import resources
from typing import Any

import typst
from django.utils import translation
from django.utils.translation import gettext as _

from tequio.foundation.web import appearance
from tequio.participation.forums.models import Forum
from tequio.participation.forums.queries import about as queries
from tequio.participation.forums.types import QuestionKind

LANGUAGE = "es-mx"  # what is printed for everybody is in Spanish, whoever prints it


def sheet_pdf(forum: Forum) -> bytes:
    """Return the sheet of an exercise as a PDF/UA, with its pillars, its questions and its privacy notice."""
    with translation.override(LANGUAGE):
        data = _data(forum)
    template = resources.files("tequio.participation.forums.exports").joinpath("sheet.typ")
    return bytes(
        typst.compile(
            template.read_bytes(),
            format="pdf",
            sys_inputs={"data": json.dumps(data, ensure_ascii=False)},
            ignore_system_fonts=True,
            pdf_standards=["ua-1"],
            timestamp=int(forum.published_at.timestamp()) if forum.published_at else None,
        )
    )


def _data(forum: Forum) -> dict[str, Any]:
    return {
        "kind": _("Hoja para aportar"),
        "title": forum.name,
        "publisher": appearance.current().name,
        "sheet": _("Hoja"),
        "intro": _("Escriba con letra clara, una idea por hoja. No escriba datos personales de nadie."),
        "parts": _parts(forum),
        "about_title": _("Sobre usted. Todo es voluntario: deje en blanco lo que prefiera no decir"),
        "privacy": forum.privacy,
        "about": _about(forum),
        "page": _("Página"),
        "of": _("de"),
    }


def _parts(forum: Forum) -> list[dict[str, Any]]:
    parts = [
        _part(_("¿De qué tema trata? Marque uno"), options=[p.name for p in forum.pillars.all()], columns=2),
        _part(_("¿Cuál es el problema?"), lines=3),
        _part(_("¿Qué propone? En una frase"), lines=2),
    ]
    if forum.asks_place:
        parts.append(_part(_("¿De qué lugar o colonia habla?"), lines=1))
    year = {"year": forum.horizon}
    if forum.vision_question or forum.horizon:
        parts.append(_part(forum.vision_question or _("¿Cómo debería ser en %(year)s?") % year, lines=2))
    if forum.first_step_question or forum.horizon:
        parts.append(_part(forum.first_step_question or _("¿Cuál sería el primer paso?"), lines=1))
    return parts + [_asked(question) for question in forum.questions.all()]


def _asked(question: Any) -> dict[str, Any]:
    if question.kind in {QuestionKind.CHOICE, QuestionKind.CHOICES}:
        options = [str(label) for _code, label in question.options]
        return _part(question.label, help_text=question.help, options=options, columns=2)
    lines = 3 if question.kind == QuestionKind.LONG_TEXT else 1
    return _part(question.label, help_text=question.help, lines=lines)


def _about(forum: Forum) -> list[dict[str, Any]]:
    gender = [str(label) for _value, label in queries.GENDERS]
    ages = [str(label) for _value, label in queries.age_bands(forum)]
    parts = [
        _part(_("Usted es"), options=gender, columns=3),
        _part(_("Su edad"), options=ages, columns=3),
    ]
    sectors = [sector.name for sector in forum.sectors.all()]
    if sectors:
        title = _("¿A qué se dedica, o con qué grupo se identifica? Marque uno")
        parts.append(_part(title, options=sectors, columns=3))
    return [
        *parts,
        _part(_("¿En qué colonia vive?"), lines=1),
        _part(_("Correo o teléfono, si quiere consultar su folio y recibir su constancia"), lines=1),
    ]


def _part(
    title: Any, *, help_text: str = "", options: list[str] | None = None, columns: int = 1, lines: int = 0
) -> dict[str, Any]:
    return {
        "title": str(title),
        "help": help_text,
        "options": options or [],
        "columns": columns,
        "lines": lines,
    }
