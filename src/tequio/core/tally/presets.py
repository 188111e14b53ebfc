"""Rules as cities really used them, by name: the rule, what it is told, and where that stands written."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from tequio.core.tally import declaring
from tequio.core.tally.declaring import Declared
from tequio.core.tally.elections import Election
from tequio.core.tally.rules import Parameters, UnknownRuleError, UnsupportedRuleError
from tequio.core.tally.ties import TieRule
from tequio.core.text import plain


@dataclass(frozen=True, slots=True)
class Preset:
    """The rule of a place and a year.

    Args:
        name: what it is called.
        summary: what was done, in one Spanish sentence.
        source: where that is recorded.
        rule: the rule of the registry.
        parameters: what it is told.
        borda_top: what the first place of an ordinal ballot is worth there, if the ballot does not say it.
        places: winners by size of project, where each size has its own; a file says its size.
        own_ties: whether the preset's way with ties goes before the order of a file with recorded winners.
    """

    name: str
    summary: str
    source: str
    rule: str
    parameters: Parameters = field(default_factory=Parameters)
    borda_top: int | None = None
    places: Mapping[str, int] = field(default_factory=dict)
    own_ties: bool = False


PRESETS = (
    Preset(
        "CDMX",
        "Una marca por persona; en cada unidad territorial gana el más votado. Un empate por el primer lugar va"
        " a la asamblea.",
        "IECM, consulta de presupuesto participativo",
        "plurality",
        Parameters(threshold=1, winners_max=1, ties=TieRule.ASSEMBLY),
        own_ties=True,
    ),
    Preset(
        "San Pedro 2023",
        "En cada sector ganan el más votado de los grandes y los diez más votados de los medianos. Los empates"
        " se deciden fuera del sistema.",
        "San Pedro Garza García, presupuesto participativo 2023",
        "plurality",
        Parameters(threshold=1, ties=TieRule.ASSEMBLY),
        places={"large": 1, "grande": 1, "medium": 10, "mediano": 10},
        own_ties=True,
    ),
    Preset(
        "Warszawa",
        "Por votos, con un mínimo donde lo hay; si uno no cabe, se pasa al siguiente.",
        "Pabulib, Warszawa 2017-2026",
        "greedy-threshold",
    ),
    Preset("Wrocław", "Por votos, hasta el primero que no cabe.", "Pabulib, Wrocław 2015-2025", "greedy-stop"),
    Preset(
        "Poznań",
        "Por votos, hasta el primero que no cabe; a ese se le paga si queda al menos el 80 % de su costo.",
        "Pabulib, Poznań 2023-2026",
        "greedy-stop",
        Parameters(part_percent=80),
    ),
    Preset(
        "Kraków",
        "Tres proyectos en orden: 3, 2 y 1 puntos; por puntos, y si uno no cabe se pasa al siguiente.",
        "Pabulib, Kraków 2018-2025",
        "greedy-skip",
        borda_top=3,
    ),
    Preset(
        "Wieliczka 2023",
        "Partes iguales; la parte de cada quien sube de uno en uno hasta que ya no alcance; y se compara con el"
        " resultado por votos.",
        "Pabulib, Wieliczka 2023 (Zielony Budżet)",
        "equal-shares-add1-comparison",
    ),
    Preset(
        "Świecie 2023",
        "Partes iguales; la parte de cada quien sube de uno en uno hasta que ya no alcance. Un proyecto"
        " necesita una parte de los votos de al menos un tercio de su parte del dinero.",
        "Pabulib, Świecie 2023",
        "equal-shares-add1",
        Parameters(min_share=3),
    ),
    Preset(
        "pabutools",
        "Partes iguales sin completar, con el costo como utilidad; los empates, por el id como texto.",
        "pabutools 1.2, method_of_equal_shares(Cost_Sat)",
        "equal-shares",
        Parameters(ties=TieRule.TEXT),
        own_ties=True,
    ),
)


def find(name: str) -> Preset:
    """Return the preset of this name, whatever its accents and capitals.

    Raises:
        UnknownRuleError: if there is none; the message names those there are.
    """
    known = {_key(preset.name): preset for preset in PRESETS}
    if _key(name) not in known:
        names = ", ".join(preset.name for preset in PRESETS)
        raise UnknownRuleError(f"No hay reglas con el nombre «{name}». Hay: {names}.")
    return known[_key(name)]


def applied(preset: Preset, election: Election) -> tuple[Election, Declared]:
    """Return an election and the rule to count it by, as a preset has it.

    The minimum of a file, and the order of its ties where it records winners, are its own.

    Raises:
        UnsupportedRuleError: if places go by size and the file does not say which size it is of.
    """
    least, part = declaring.minimum(election)
    told = preset.parameters
    parameters = replace(
        told,
        threshold=max(told.threshold, least),
        threshold_percent=part,
        winners_max=_places(preset, election) if preset.places else told.winners_max,
        ties=told.ties if preset.own_ties else declaring.tie_rule(election),
    )
    top = election.borda_top if election.borda_top is not None else preset.borda_top
    return replace(election, borda_top=top), Declared(preset.rule, parameters)


def _key(name: str) -> str:
    return plain(name).replace("ł", "l")


def _places(preset: Preset, election: Election) -> int:
    told = election.meta.get("size", "") or election.meta.get("subunit", "").rpartition("|")[2]
    if _key(told) not in preset.places:
        sizes = ", ".join(preset.places)
        raise UnsupportedRuleError(f"Diga en META de qué tamaño son los proyectos («size»): uno de {sizes}.")
    return preset.places[_key(told)]
