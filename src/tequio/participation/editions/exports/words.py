"""The convocatoria in words: every rule of a published document in plain sentences, for page and PDF."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tequio.core.money import exact
from tequio.participation.editions import queries
from tequio.participation.editions.exports.acts import access_lines, in_passing
from tequio.participation.editions.exports.counting import counting_lines
from tequio.participation.editions.services.document import FORMAT
from tequio.participation.editions.services.schema import Convocatoria, Formula, Size
from tequio.participation.editions.types import (
    BALLOT_LABELS,
    BOX_LABELS,
    COMMENTS_LABELS,
    CRITERION_LABELS,
    FORMULA_LABELS,
    PHASE_LABELS,
    PREVIEW_LABELS,
    PROPORTIONAL,
    SCOPE_LABELS,
    BallotKind,
    Comments,
)


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of words under their columns; ``money`` says whether the last column holds figures."""

    caption: str
    columns: Sequence[str]
    rows: Sequence[Sequence[str]]
    money: bool = False

    @property
    def labelled(self) -> list[list[tuple[str, str]]]:
        """Each row as its cells beside the names of their columns."""
        return [list(zip(self.columns, row, strict=True)) for row in self.rows]


@dataclass(frozen=True, slots=True)
class Section:
    """One part of the rules: what it is called, its sentences, and a table where there is a list."""

    key: str
    title: str
    lines: list[str]
    tables: list[Table] = field(default_factory=list)


def sections(rules: Convocatoria) -> list[Section]:
    """Return the whole convocatoria in words, in the reader's language, in the order in which people ask."""
    parts = (
        _calendar,
        _people,
        _money,
        _proposals,
        _feasibility,
        _ballot,
        _counting,
        _paper,
        _territory,
        _lock,
    )
    return [part(rules) for part in parts]


def _calendar(rules: Convocatoria) -> Section:
    rows = [
        (str(PHASE_LABELS[p.kind]), queries.said(p.opens), queries.last_moment(p.closes)) for p in rules.phases
    ]
    table = Table(_("Etapas y fechas"), (_("Etapa"), _("Abre"), _("Cierra")), rows)
    zone = _(
        "Las horas son las oficiales del municipio (zona %(zone)s). "
        "El reloj abre y cierra cada etapa; nadie lo hace a mano."
    )
    lines = [zone % {"zone": rules.time_zone.replace("_", " ")}]
    lines += [f"{PHASE_LABELS[p.kind]}: {p.text}" for p in rules.phases if p.text]
    return Section("calendario", _("Etapas y fechas"), lines, [table])


def _people(rules: Convocatoria) -> Section:
    return Section("personas", _("Quién puede participar"), access_lines(rules))


def _money(rules: Convocatoria) -> Section:
    total = sum(e.amount_centavos for e in rules.envelopes)
    lines = [_("En esta edición se deciden %(total)s.") % {"total": _amount(rules, total)}]
    lines += [_formula_line(rules, formula) for formula in rules.formulas]
    columns = (_("Territorio"), _("Tamaño"), _("Ganan como máximo"), _("Bolsa"))
    rows = [
        (
            _place(rules, e.level, e.unit),
            _size_name(rules, e.size),
            str(e.winners_max) if e.winners_max else _("Los que alcance a pagar"),
            _amount(rules, e.amount_centavos),
        )
        for e in rules.envelopes
    ]
    tables = [Table(_("Bolsa de cada territorio"), columns, sorted(rows), money=True)]
    tables += [_figures(rules, formula) for formula in rules.formulas if formula.figures]
    return Section("dinero", _("El dinero"), lines, tables)


def _formula_line(rules: Convocatoria, formula: Formula) -> str:
    level = next((lv.name_plural for lv in rules.territory.levels if lv.code == formula.level), formula.level)
    total = _amount(rules, formula.total_centavos)
    line = _("%(level)s: se reparten %(total)s con la fórmula «%(kind)s».") % {
        "level": level,
        "total": total,
        "kind": FORMULA_LABELS[formula.kind],
    }
    if formula.floor_percent:
        line += " " + _("El %(part)s %% se reparte por igual.") % {"part": formula.floor_percent}
    return f"{line} {_('Fuente: %(source)s') % {'source': formula.source}}" if formula.source else line


def _figures(rules: Convocatoria, formula: Formula) -> Table:
    caption = _("Cifras con las que se calculó: %(kind)s") % {"kind": FORMULA_LABELS[formula.kind]}
    rows = [(_place(rules, formula.level, code), figure) for code, figure in formula.figures.items()]
    return Table(caption, (_("Territorio"), _("Cifra")), sorted(rows), money=True)


def _proposals(rules: Convocatoria) -> Section:
    lines = [_per_person(rules.proposals.max_per_person)]
    names = ", ".join(c.name for c in rules.categories)
    lines.append(_("Pueden ser de: %(names)s.") % {"names": names})
    lines += [_size_line(rules, size) for size in rules.sizes]
    supports = rules.supports
    if supports.min_to_be_judged:
        lines.append(
            ngettext(
                "Se dictaminan las que reúnen al menos %(n)s apoyo.",
                "Se dictaminan las que reúnen al menos %(n)s apoyos.",
                supports.min_to_be_judged,
            )
            % {"n": supports.min_to_be_judged}
        )
    if supports.max_per_person:
        lines.append(
            ngettext(
                "Cada persona puede apoyar %(n)s propuesta.",
                "Cada persona puede apoyar hasta %(n)s propuestas.",
                supports.max_per_person,
            )
            % {"n": supports.max_per_person}
        )
    comments = COMMENTS_LABELS[rules.comments]
    closed = rules.comments is Comments.CLOSED
    lines.append(f"{comments}." if closed else _("Comentarios: %(how)s.") % {"how": in_passing(comments)})
    return Section("propuestas", _("Las propuestas"), lines)


def _per_person(most: int | None) -> str:
    if most is None:
        return _("Cada persona puede registrar las propuestas que quiera.")
    return ngettext(
        "Cada persona puede registrar %(n)s propuesta.",
        "Cada persona puede registrar hasta %(n)s propuestas.",
        most,
    ) % {"n": most}


def _size_line(rules: Convocatoria, size: Size) -> str:
    line = _("%(name)s: cuesta %(cap)s o menos.") % {
        "name": size.name,
        "cap": _amount(rules, size.cap_centavos),
    }
    if size.proposals_max:
        text = ngettext("Una persona registra %(n)s.", "Una persona registra hasta %(n)s.", size.proposals_max)
        line += " " + text % {"n": size.proposals_max}
    return line


def _feasibility(rules: Convocatoria) -> Section:
    told = rules.feasibility
    names = {office.code: office.name for office in rules.offices}
    spans = (
        (_("Cada área dictamina en: %(days)s naturales."), told.days),
        (_("Para corregir lo que se observe: %(days)s."), told.correction_days),
        (_("Para inconformarse, desde que se publica: %(days)s."), told.appeal_days),
        (_("Para contestar la inconformidad: %(days)s."), told.appeal_answer_days),
    )
    lines = [text % {"days": ngettext("%(n)s día", "%(n)s días", n) % {"n": n}} for text, n in spans]
    lines.append(_("Todos los dictámenes se publican juntos, con sus razones."))
    if told.office:
        office = names.get(told.office, told.office)
        lines.append(_("Si la categoría no nombra otra área, dictamina %(office)s.") % {"office": office})
    by_category = [
        (c.name, ", ".join(names.get(o, o) for o in c.offices)) for c in rules.categories if c.offices
    ]
    tables = []
    if told.criteria:
        rows = [
            (
                str(CRITERION_LABELS[c.kind]),
                c.question,
                ", ".join(names.get(o, o) for o in c.offices) or _("Las de la categoría"),
            )
            for c in told.criteria
        ]
        tables.append(Table(_("Lo que se revisa"), (_("Criterio"), _("Pregunta"), _("Quién contesta")), rows))
    if by_category:
        tables.append(
            Table(_("Áreas de cada categoría"), (_("Categoría"), _("Áreas que dictaminan")), by_category)
        )
    return Section("factibilidad", _("La revisión de factibilidad"), lines, tables)


def _ballot(rules: Convocatoria) -> Section:
    ballot = rules.ballot
    lines = [f"{BALLOT_LABELS[ballot.kind]}.", f"{SCOPE_LABELS[ballot.scope]}."]
    lines.append(
        ngettext(
            "Cada boleta puede marcar %(n)s proyecto.",
            "Cada boleta puede marcar hasta %(n)s proyectos.",
            ballot.max_choices,
        )
        % {"n": ballot.max_choices}
    )
    if ballot.max_choices_citywide is not None:
        lines[-1] += " " + _("Son los de su territorio; aparte, hasta %(n)s de toda la ciudad.") % {
            "n": ballot.max_choices_citywide
        }
    if ballot.kind is BallotKind.POINTS:
        lines.append(_("A cada proyecto se le dan hasta %(n)s puntos.") % {"n": ballot.max_points})
    elif rules.counting.rule not in PROPORTIONAL:
        lines.append(_("Lo que se marca no puede costar más que la bolsa."))
    limited = [size for size in rules.sizes if size.choices_max is not None]
    lines += [_("%(size)s: %(n)s como máximo.") % {"size": s.name, "n": s.choices_max} for s in limited]
    if rules.format == FORMAT:
        lines.append(_("Cómo se recibe el voto: %(how)s.") % {"how": in_passing(BOX_LABELS[ballot.box_mode])})
    if ballot.changes:
        lines.append(_("Mientras se pueda votar, cada quien puede cambiar su boleta: cuenta la última."))
    lines.append(_("Cada persona vota una vez, y su voto es secreto."))
    return Section("boleta", _("La boleta"), lines)


def _counting(rules: Convocatoria) -> Section:
    told = rules.counting
    lines = counting_lines(told.rule, told.completion, told.threshold_votes, told.ties, told.details)
    if told.contest_days:
        text = ngettext(
            "Para inconformarse con los resultados provisionales: %(n)s día hábil.",
            "Para inconformarse con los resultados provisionales: %(n)s días hábiles.",
            told.contest_days,
        )
        lines.append(text % {"n": told.contest_days})
    if rules.format == FORMAT:
        who = in_passing(PREVIEW_LABELS[told.preview])
        lines.append(
            _("Mientras se vota nadie sabe cómo va; antes de publicarse, el conteo lo ve: %(who)s.")
            % {"who": who}
        )
    lines.append(_("Cualquiera puede descargar las boletas, sin nombres, y volver a contarlas."))
    return Section("conteo", _("Cómo se gana"), lines)


def _paper(rules: Convocatoria) -> Section:
    title, online = _("Dónde participar en persona"), _("Además, se participa en este sitio a cualquier hora.")
    if not rules.paper_points:
        return Section("modulos", title, [online])
    units = {unit.code: unit.name for unit in rules.territory.units}
    columns = (_("Lugar"), _("Dirección"), _("Horario"), _("Territorio"))
    rows = [
        (p.name, p.address, p.hours, units.get(p.unit, p.unit) if p.unit else _("Toda la ciudad"))
        for p in rules.paper_points
    ]
    return Section("modulos", title, [online], [Table(_("Módulos"), columns, rows)])


def _territory(rules: Convocatoria) -> Section:
    said = rules.territory
    line = _("Las cifras usan el mapa «%(version)s», vigente desde el %(day)s.") % {
        "version": said.version,
        "day": queries.said_day(said.valid_from),
    }
    counts = [
        f"{level.name_plural}: {sum(unit.level == level.code for unit in said.units)}" for level in said.levels
    ]
    return Section("territorio", _("El territorio"), [line, *(f"{count}." for count in counts)])


def _lock(_rules: Convocatoria) -> Section:
    lines = [
        _("Estas reglas quedan fijas cuando abre la primera etapa."),
        _(
            "Después solo se modifican, con motivo público, las fechas que no han llegado, los textos de las "
            "etapas que no han cerrado y los módulos. El dinero, los límites, la boleta y el conteo no cambian."
        ),
    ]
    return Section("candado", _("Cuándo quedan fijas"), lines)


def _amount(rules: Convocatoria, centavos: int) -> str:
    """Return an exact amount; other currencies than pesos carry their code."""
    text = exact(centavos)
    return text if rules.edition.currency == "MXN" else f"{text.replace('$', '')} {rules.edition.currency}"


def _place(rules: Convocatoria, level: str | None, code: str | None) -> str:
    if code is None:
        return _("Toda la ciudad")
    found = (u.name for u in rules.territory.units if u.code == code and level in (None, u.level))
    return next(found, code)


def _size_name(rules: Convocatoria, code: str | None) -> str:
    return next((s.name for s in rules.sizes if s.code == code), code or _("Cualquiera"))
