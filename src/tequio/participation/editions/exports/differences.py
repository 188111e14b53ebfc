"""What an amendment changed, in words: two consecutive documents compared through their sentences."""

from django.utils.translation import gettext as _

from tequio.participation.editions.exports.words import Section, sections
from tequio.participation.editions.services.schema import Convocatoria


def differences(before: Convocatoria, after: Convocatoria) -> list[str]:
    """Return what changed between two documents, one sentence each, by section.

    Both are said in the same words as on the page of the convocatoria: what cannot be said there did not change
    for anybody. Something of which the page says nothing (a code) is told as such.
    """
    if before == after:
        return []
    found = [
        line for old, new in zip(sections(before), sections(after), strict=True) for line in _section(old, new)
    ]
    if before.edition != after.edition:
        found.insert(0, _("Cambió el nombre, el resumen o el año de la edición."))
    return found or [_("Cambió una clave interna del documento, sin cambiar ninguna regla.")]


def _section(old: Section, new: Section) -> list[str]:
    """Return the lines and the rows of one section that came, went, or changed."""
    return _pairs(new.title, [*old.lines, *_rows(old)], [*new.lines, *_rows(new)])


def _rows(section: Section) -> list[str]:
    """Return each row of the tables as one line: ``Votación · Abre: … · Cierra: …``."""
    return [
        " · ".join(
            [
                row[0],
                *(f"{name}: {cell}" for name, cell in zip(table.columns[1:], row[1:], strict=True) if cell),
            ]
        )
        for table in section.tables
        for row in table.rows
    ]


def _pairs(title: str, old: list[str], new: list[str]) -> list[str]:
    gone = [line for line in old if line not in new]
    come = [line for line in new if line not in old]
    lines = []
    for line in come:
        twin = next((g for g in gone if _head(g) == _head(line)), None)
        if twin is None:
            lines.append(_("%(part)s. Se agregó: «%(line)s».") % {"part": title, "line": line.rstrip(".")})
            continue
        gone.remove(twin)
        values = {"part": title, "old": twin.rstrip("."), "new": line.rstrip(".")}
        lines.append(_("%(part)s. Decía: «%(old)s». Ahora dice: «%(new)s».") % values)
    return lines + [
        _("%(part)s. Se quitó: «%(line)s».") % {"part": title, "line": line.rstrip(".")} for line in gone
    ]


def _head(line: str) -> str:
    """Return what a line is about: what stands before its first mark."""
    for mark in (" · ", ": "):
        if mark in line:
            return line.partition(mark)[0]
    return line
