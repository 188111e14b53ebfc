"""Reading a Pabulib file: strict, and with a list of findings instead of silent repairs."""

import csv
import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from sys import intern

from tequio.core.tally.elections import Ballot, Election, Envelope, Project, VoteType
from tequio.core.tally.pabulib.findings import Finding, Findings, PabulibError
from tequio.core.tally.pabulib.values import WITHDRAWN, counts_in, minimum, money, points, selected
from tequio.core.tally.scores import standings
from tequio.core.tally.validity import BREACH_TEXTS, Bounds, Breach, bounds

SECTIONS = ("META", "PROJECTS", "VOTES")
_NEEDED = {"META": ("key", "value"), "PROJECTS": ("project_id", "cost"), "VOTES": ("voter_id", "vote")}
_OWN_COLUMNS = {"project_id", "cost", "name", "selected", "votes", "score"}
_LARGEST_FIELD = 1 << 20

Row = tuple[int, list[str]]  # line, cells


@dataclass(frozen=True, slots=True)
class Reading:
    """An election read from a file, and what is worth telling about the file."""

    election: Election
    findings: tuple[Finding, ...]
    columns: dict[str, tuple[str, ...]]  # the columns of VOTES that were asked for, in ballot order


def read(content: bytes | str, *, keep: Iterable[str] = ()) -> Reading:
    """Read a Pabulib file.

    Args:
        content: the whole file; bytes must be UTF-8, with or without a byte order mark.
        keep: columns of VOTES to keep beside the ballots, such as ``age``; those that are not there are told.

    Raises:
        PabulibError: with every finding, if the file cannot be counted.
    """
    findings = Findings()
    text = _text(content)
    if "\x00" in text:
        findings.error("binary", "El archivo no es de texto.", text[: text.index("\x00")].count("\n") + 1)
        _stop_on(findings)
    sections = _sections(text, findings)
    _stop_on(findings)
    meta = _meta(sections["META"])
    vote_type, budget = _frame(meta, findings)
    projects = _projects(sections["PROJECTS"], findings)
    _stop_on(findings)
    costs = {project.id: project.cost for project in projects}
    limits = bounds(meta, costs, points=vote_type.has_points)
    voters, ballots = _ballots(sections["VOTES"], vote_type, limits, findings)
    _stop_on(findings)
    election = Election(
        vote_type=vote_type,
        envelopes=(Envelope("", budget, name=meta.get("subunit") or meta.get("unit", "")),),
        projects=projects,
        ballots=ballots,
        borda_top=counts_in(meta, "max_length", findings),
        meta=meta,
        voters=voters,
    )
    _compare(election, sections["PROJECTS"], findings)
    _stop_on(findings)
    columns = _columns(sections["VOTES"], keep, findings)
    return Reading(election, findings.all(), columns)


def _stop_on(findings: Findings) -> None:
    if findings.errors:
        raise PabulibError(findings.errors)


def _text(content: bytes | str) -> str:
    return (content if isinstance(content, str) else _decoded(content)).removeprefix("\ufeff")


def _decoded(content: bytes) -> str:
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as error:
        findings = Findings()
        line = content[: error.start].count(b"\n") + 1
        findings.error("encoding", "El archivo no está en UTF-8: guárdelo así y vuelva a intentarlo.", line)
        raise PabulibError(findings.errors) from error


@dataclass(slots=True)
class _Section:
    header: list[str]
    rows: list[Row]

    def column(self, name: str) -> int | None:
        return self.header.index(name) if name in self.header else None


def _sections(text: str, findings: Findings) -> dict[str, _Section]:
    """Split the file into its three sections, checking the headers and the number of cells of each row."""
    found: dict[str, _Section] = {}
    current: _Section | None = None
    for line, cells in _rows(text, findings):
        name = cells[0].strip().upper()
        if name in SECTIONS and not any(cells[1:]):
            if name in found:
                findings.error("section-twice", f"La sección {name} aparece dos veces.", line)
            current = found[name] = _Section([], [])
        elif current is None:
            findings.error("no-meta", "El archivo no empieza con la sección META: no es un archivo .pb.", line)
            return found
        elif not current.header:
            current.header = [cell.strip().lower() for cell in cells]
        else:
            current.rows.append((line, cells))
    _check_headers(found, findings)
    return found


def _rows(text: str, findings: Findings) -> Iterator[Row]:
    csv.field_size_limit(_LARGEST_FIELD)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=";", strict=True)
    try:
        for cells in reader:
            if cells and (len(cells) > 1 or cells[0].strip()):
                yield reader.line_num, cells
    except csv.Error:
        findings.error("quotes", "Hay comillas sin cerrar o un texto demasiado largo.", reader.line_num)


def _check_headers(found: dict[str, _Section], findings: Findings) -> None:
    for name in SECTIONS:
        section = found.get(name)
        if section is None:
            findings.error(f"missing-{name}", f"Falta la sección {name}.")
            continue
        for column in _NEEDED[name]:
            if column not in section.header:
                findings.error(f"no-{column}", f"A la sección {name} le falta la columna «{column}».")
        if name != "META":
            _check_widths(name, section, findings)


def _check_widths(name: str, section: _Section, findings: Findings) -> None:
    width = len(section.header)
    for line, cells in section.rows:
        if len(cells) != width:
            message = f"La fila de {name} tiene {len(cells)} celdas y su encabezado {width}."
            findings.error(f"width-{name}", message, line)


def _meta(section: _Section) -> dict[str, str]:
    return {cells[0].strip().lower(): ";".join(cells[1:]).strip() for _, cells in section.rows}


def _frame(meta: dict[str, str], findings: Findings) -> tuple[VoteType, int]:
    """Return the vote type and the budget that META declares."""
    budget = money(meta.get("budget", ""), "budget", None, findings)
    if budget == 0:
        findings.error("budget", "El presupuesto («budget» en META) debe ser mayor que cero.")
    minimum(meta, findings)
    counts_in(meta, "winners_max", findings)
    counts_in(meta, "part_percent", findings)
    try:
        return VoteType(meta.get("vote_type", "").lower()), budget
    except ValueError:
        kinds = ", ".join(kind.value for kind in VoteType)
        findings.error("vote_type", f"El tipo de voto («vote_type» en META) debe ser uno de: {kinds}.")
        return VoteType.APPROVAL, budget


def _projects(section: _Section, findings: Findings) -> tuple[Project, ...]:
    found: dict[str, Project] = {}
    for line, cells in section.rows:
        row = dict(zip(section.header, cells, strict=True))
        key = row["project_id"].strip()
        if not key or "," in key:
            findings.error("project-id", "Hay un proyecto sin «project_id», o con una coma en él.", line)
        if key in found:
            findings.error("project-twice", f"El proyecto «{key}» aparece dos veces.", line)
        cost = money(row["cost"], "cost", line, findings)
        if cost == WITHDRAWN:
            findings.warn("withdrawn", f"El proyecto «{key}» se retiró: su costo es 999999999.", line)
        found[key] = Project(
            id=key,
            cost=cost,
            withdrawn=cost == WITHDRAWN,
            name=row.get("name", "").strip(),
            attributes={name: value for name, value in row.items() if name not in _OWN_COLUMNS},
            selected=selected(row.get("selected", ""), line, findings),
        )
    if not found:
        findings.error("no-projects", "La sección PROJECTS no tiene ningún proyecto.")
    return tuple(found.values())


def _ballots(
    section: _Section, vote_type: VoteType, limits: Bounds, findings: Findings
) -> tuple[tuple[str, ...], tuple[Ballot, ...]]:
    """Return the voters' ids and their ballots."""
    voter_at, vote_at = section.header.index("voter_id"), section.header.index("vote")
    points_at, scored = section.column("points") or 0, vote_type.has_points
    if scored and not points_at:
        findings.error("no-points", f"El voto «{vote_type}» necesita la columna «points» en VOTES.")
        return (), ()
    voters, ballots = [], []
    sound: dict[tuple[str, str], Ballot] = {}  # most ballots repeat another that had nothing wrong: read once
    for line, cells in section.rows:
        voters.append(cells[voter_at].strip())
        said = (cells[vote_at], cells[points_at] if scored else "")
        ballot = sound.get(said)
        if ballot is None:
            before = findings.noted
            ballot = _ballot(said, vote_type, limits, line, findings)
            if findings.noted == before:
                sound[said] = ballot
        ballots.append(ballot)
    if len(set(voters)) != len(voters):
        findings.warn("voter-twice", "Hay votantes («voter_id») que aparecen más de una vez: cada fila cuenta.")
    return tuple(voters), tuple(ballots)


def _ballot(
    said: tuple[str, str], vote_type: VoteType, limits: Bounds, line: int, findings: Findings
) -> Ballot:
    """Return what a row says, in its cells of choices and of points."""
    choices = _list(said[0])
    known_all = _check_choices(choices, limits, vote_type, line, findings)
    given = points(said[1], line, findings) if vote_type.has_points else ()
    if vote_type.has_points and len(given) != len(choices):
        findings.error("points-count", "Los puntos («points») no son tantos como los proyectos.", line)
    ballot = Ballot(choices, given)
    if limits.limits and known_all and len(given) in (0, len(choices)):
        _check_bounds(ballot, limits, line, findings)
    return ballot


def _columns(section: _Section, keep: Iterable[str], findings: Findings) -> dict[str, tuple[str, ...]]:
    """Return the columns asked for. Equal values are one text in memory."""
    found = {}
    for name in keep:
        at = section.column(name)
        if at is None:
            findings.warn(f"no-column-{name}", f"La sección VOTES no tiene la columna «{name}».")
        else:
            found[name] = tuple(intern(cells[at].strip()) for _, cells in section.rows)
    return found


def _list(cell: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in cell.split(",")) if cell.strip() else ()


def _check_choices(
    choices: tuple[str, ...], limits: Bounds, vote_type: VoteType, line: int, findings: Findings
) -> bool:
    """Check which projects a ballot names. Returns whether all of them exist."""
    strangers = [choice for choice in choices if choice not in limits.costs]
    if strangers:
        findings.error("unknown-project", f"El voto nombra el proyecto «{strangers[0]}», que no existe.", line)
    if not choices:
        findings.warn("empty-ballot", "La boleta está en blanco.", line)
    elif len(choices) > 1 and len(set(choices)) != len(choices):
        findings.warn("repeated-choice", "La boleta nombra dos veces un proyecto: cuenta una.", line)
    elif len(choices) > 1 and vote_type is VoteType.CHOOSE_ONE:
        findings.error("choose-1", "La boleta nombra más de un proyecto y el voto es por uno solo.", line)
    return not strangers


def _check_bounds(ballot: Ballot, limits: Bounds, line: int, findings: Findings) -> None:
    for breach in limits.breaches(ballot):
        if breach is not Breach.REPEATED:
            findings.warn(breach.value, f"{BREACH_TEXTS[breach]}.", line)


def _compare(election: Election, section: _Section, findings: Findings) -> None:
    """Compare what the file says of itself with what it holds."""
    told = {"num_projects": len(election.projects), "num_votes": len(election.ballots)}
    for key, real in told.items():
        declared = counts_in(election.meta, key, findings)
        if declared is not None and declared != real:
            findings.warn(key, f"META dice «{key}» {declared:,} y el archivo tiene {real:,}.")
    found = standings(election)
    for name, real_of in (("votes", "votes"), ("score", "score")):
        at, key_at = section.column(name), section.header.index("project_id")
        if at is None:
            continue
        for line, cells in section.rows:
            real = getattr(found[cells[key_at].strip()], real_of)
            if cells[at].strip() and not _same(cells[at], real):
                message = f"La columna «{name}» dice {cells[at].strip()} y de las boletas sale {real}."
                findings.warn(f"column-{name}", message, line)


def _same(text: str, real: object) -> bool:
    try:
        return float(text) == real
    except ValueError:
        return False
