"""In which encoding a text was written, and what parts its columns."""

import codecs

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_SPANISH = "áéíóúüñÁÉÍÓÚÜÑ¿¡ºª°«»“”–€"
_CANDIDATES = ("cp1252", "cp850", "mac-roman")  # Windows, its console and DOS, old Macs
_SAMPLE = 200_000  # bytes looked at
_LINES = 20
SEPARATORS = ",;\t|"


def decoded(content: bytes) -> tuple[str, str]:
    """Return the text and the name of its encoding (ENC-1 to ENC-3).

    A mark at the beginning decides; else UTF-16 shows by its zeros; else what is UTF-8 throughout is that; else
    it is the eight-bit encoding in which most high bytes are letters of Spanish, Windows' before the others.
    """
    for mark, name in _MARKS:
        if content.startswith(mark):
            return content.decode(name, "replace"), name
    wide = _wide(content[:_SAMPLE])
    if wide:
        return content.decode(wide, "replace"), wide
    try:
        return content.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        name = max(_CANDIDATES, key=lambda one: _letters(content[:_SAMPLE], one))
        return content.decode(name, "replace"), name


def separator(text: str) -> str:
    """Return the mark that parts most of the first lines into the same number of columns (ENC-4)."""
    sample = [line for line in text[:_SAMPLE].splitlines()[:_LINES] if line.strip()]

    def columns(mark: str) -> tuple[int, int]:
        counts = [line.count(mark) for line in sample]
        usual = max(set(counts), key=lambda n: (counts.count(n), n), default=0)
        return (counts.count(usual) if usual else 0, usual)

    return max(SEPARATORS, key=columns) if sample else ","


def is_wide(content: bytes) -> bool:
    """Return whether the bytes are UTF-16 without a mark."""
    return bool(_wide(content))


def _wide(content: bytes) -> str:
    """Return which UTF-16 the bytes are by where their zeros stand, or an empty text."""
    half = len(content) // 2
    even, odd = content[0::2].count(0), content[1::2].count(0)
    if half and odd > half * 0.6 and even < half * 0.1:
        return "utf-16-le"
    if half and even > half * 0.6 and odd < half * 0.1:
        return "utf-16-be"
    return ""


def _letters(content: bytes, encoding: str) -> int:
    """Return how well the high bytes read as Spanish: letters count for it, anything else against."""
    high = bytes(byte for byte in content if byte > 0x7F)  # noqa: PLR2004 - the end of ASCII
    return sum(1 if char in _SPANISH else -1 for char in high.decode(encoding, "replace"))
