"""The design system stays small, and its colours can be read in light and in dark."""

import gzip
import re
from pathlib import Path

import pytest

from tequio.foundation.web import colours

SHEET = Path(colours.__file__).parent / "static" / "web" / "tequio.css"
HEX = re.compile(r"--([\w-]+):(#[0-9a-f]{3,6})")
# Text, its ground.
PAIRS = [
    ("tinta", "papel"),
    ("tinta", "blanco"),
    ("tinta-2", "papel"),
    ("tinta-2", "blanco"),
    ("anil-700", "papel"),
    ("anil-700", "blanco"),
    ("anil-700", "anil-100"),
    ("tinta", "anil-100"),
    ("nopal", "nopal-100"),
    ("grana", "grana-100"),
    ("grana", "blanco"),
    ("tinta", "grana-100"),
    ("tinta", "nopal-100"),
    ("tinta", "cempasuchil-100"),
    ("cempasuchil-tinta", "cempasuchil-100"),
    ("sobre-cempasuchil", "cempasuchil"),
    ("sobre-anil", "anil-700"),
    ("hero-tinta-2", "hero"),
]


def long(value: str) -> str:
    return value if len(value) == 7 else "#" + "".join(digit * 2 for digit in value[1:])


def tokens(*, dark: bool) -> dict[str, str]:
    head, _, rest = SHEET.read_text().partition("@media (prefers-color-scheme:dark){")
    found = dict(HEX.findall(head))
    if dark:
        found |= dict(HEX.findall(rest[: rest.index("}}")]))
    found.setdefault("hero", found["anil-900"])
    return {
        name: value if len(value) == 7 else "#" + "".join(c * 2 for c in value[1:])
        for name, value in found.items()
    }


def test_the_style_sheet_weighs_at_most_12_kb_compressed() -> None:
    assert len(gzip.compress(SHEET.read_bytes(), 9)) <= 12 * 1024


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize(("text", "ground"), PAIRS)
def test_text_can_be_read_on_its_ground(text: str, ground: str, dark: bool) -> None:
    found = tokens(dark=dark)
    assert colours.contrast(found[text], found[ground]) >= colours.READABLE
