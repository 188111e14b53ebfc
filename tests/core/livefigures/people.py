"""Invented people who take part, always the same ones for a seed."""

import random

from tequio.core.livefigures import Person, Voice

FRAME = {
    "gender": ("woman", "man", "non_binary"),
    "age": ("0", "18", "30", "45", "60"),
    "sector": ("estudiantes", "comercio", "campo", "hogar"),
    "unit": tuple(f"colonia-{n}" for n in range(60)),
    "pillar": ("bienestar", "servicios", "seguridad", "economia", "gobierno"),
    "theme": tuple(
        f"{p}/{n}" for p in ("bienestar", "servicios", "seguridad", "economia", "gobierno") for n in range(4)
    ),
    "channel": ("web", "table", "paper", "carried"),
    "day": tuple(f"2026-03-{n:02d}" for n in range(1, 31)),
    "votes_day": tuple(f"2026-03-{n:02d}" for n in range(1, 31)),
}


def crowd(size, seed=1):
    """Return ``size`` people: most send a voice, some several, some only vote; about a tenth says little."""
    chance = random.Random(seed)  # noqa: S311 - the same people every time
    return [_somebody(number, chance) for number in range(1, size + 1)]


def _somebody(number, chance):
    def said(name, weights):
        return chance.choices((*FRAME[name], ""), weights)[0]

    days = FRAME["day"]
    voices = tuple(_voice(chance) for _ in range(chance.choice((0, 1, 1, 1, 2, 3))))
    votes = () if voices and chance.random() < 0.6 else tuple(chance.sample(days, chance.randint(1, 4)))
    return Person(
        number,
        said("gender", (50, 40, 1, 9)),
        said("age", (3, 30, 30, 20, 12, 5)),
        said("sector", (20, 30, 5, 20, 25)),
        said("unit", [1 + n % 7 for n in range(61)]),
        voices,
        votes,
    )


def _voice(chance):
    pillar = chance.choices(FRAME["pillar"], (40, 30, 15, 10, 5))[0]
    channel = chance.choices(FRAME["channel"], (70, 18, 12, 1))[0]
    return Voice(pillar, f"{pillar}/{chance.randrange(4)}", channel, chance.choice(FRAME["day"]))
