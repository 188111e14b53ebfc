"""The municipality's own colour: whether it can be read, and the shades that the pages need of it."""

from dataclasses import dataclass

READABLE = 4.5  # WCAG 2.2, success criterion 1.4.3
_PAPER = "#fbf9f5"
_WHITE = "#ffffff"
_INK = "#1b2230"
_NIGHT = "#1a2130"
Rgb = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class Palette:
    """The shades of one colour, by the names of the style sheet."""

    light: dict[str, str]
    dark: dict[str, str]


def parse(text: str) -> Rgb:
    """Read ``#rrggbb``.

    Raises:
        ValueError: if it is not six hexadecimal digits after a ``#``.
    """
    digits = text.removeprefix("#")
    if len(digits) != 6:  # noqa: PLR2004 - rr, gg, bb
        raise ValueError("not a colour")
    return int(digits[:2], 16), int(digits[2:4], 16), int(digits[4:], 16)


def contrast(one: str, other: str) -> float:
    """Return the WCAG contrast ratio of two colours, from 1 to 21."""
    low, high = sorted((_luminance(parse(one)), _luminance(parse(other))))
    return (high + 0.05) / (low + 0.05)


def readable(colour: str) -> bool:
    """Return whether text of this colour can be read on the page and white text on it."""
    return min(contrast(colour, _PAPER), contrast(colour, _WHITE)) >= READABLE


def nearest_readable(colour: str) -> str:
    """Return the colour itself, or the lightest darker shade of it that can be read."""
    shade = colour
    for step in range(1, 21):
        if readable(shade):
            break
        shade = mix(colour, _INK, step / 20)
    return shade


def mix(one: str, other: str, part: float) -> str:
    """Return ``one`` with ``part`` (0 to 1) of ``other`` in it."""
    pairs = zip(parse(one), parse(other), strict=True)
    return "#" + "".join(f"{round(a + (b - a) * part):02x}" for a, b in pairs)


def palette(colour: str) -> Palette:
    """Return the shades that take the place of the añil of the style sheet."""
    bright = colour
    for step in range(1, 21):
        if contrast(bright, _NIGHT) >= READABLE:
            break
        bright = mix(colour, _WHITE, step / 20)
    light = {
        "anil-900": mix(colour, "#0b1020", 0.55),
        "anil-700": colour,
        "anil-600": mix(colour, _WHITE, 0.08),
        "anil-100": mix(colour, _WHITE, 0.87),
        "anil-50": mix(colour, _WHITE, 0.94),
    }
    dark = {
        "anil-700": mix(bright, _WHITE, 0.15),
        "anil-600": bright,
        "anil-100": mix(colour, _NIGHT, 0.7),
        "anil-50": mix(colour, _NIGHT, 0.85),
    }
    return Palette(light, dark)


def stylesheet(colour: str) -> str:
    """Return the style sheet that lays the municipality's colour over the house's own."""
    shades = palette(colour)

    def rules(values: dict[str, str]) -> str:
        return ";".join(f"--{name}:{value}" for name, value in values.items())

    return f":root{{{rules(shades.light)}}}@media (prefers-color-scheme:dark){{:root{{{rules(shades.dark)}}}}}"


def _luminance(rgb: Rgb) -> float:
    red, green, blue = (
        c / 255 / 12.92 if c / 255 <= 0.04045 else ((c / 255 + 0.055) / 1.055) ** 2.4  # noqa: PLR2004 - sRGB
        for c in rgb
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
