"""Fictional people with CURPs that hold together, and pictures of nothing."""

from datetime import date
from io import BytesIO

from PIL import Image

from tequio.core.curp import Names, check_digit, first_letters, inner_consonants


def make_curp(
    *, given="Rosa", surname="Luna", second="Peña", born=date(1990, 5, 17), sex="M", state="NL", twin=0
) -> str:
    """Return the CURP that a fictional person would have."""
    names = Names(given, surname, second)
    mark = "ABCDEFGHIJ"[twin] if born.year >= 2000 else str(twin)
    body = f"{first_letters(names)}{born:%y%m%d}{sex}{state}{inner_consonants(names)}{mark}"
    return body + check_digit(body)


ROSA = {"given": "Rosa", "surname": "Luna", "second_surname": "Peña", "born": "1990-05-17"}
ROSA_CURP = make_curp()


def png() -> bytes:
    """Return a small picture."""
    made = BytesIO()
    Image.new("RGB", (60, 40), "white").save(made, "PNG")
    return made.getvalue()
