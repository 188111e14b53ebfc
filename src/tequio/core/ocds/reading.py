"""Reading open contracting files of any size, piece by piece.

A package is cut at its releases or records without holding more than one stretch of it in memory. The cutting
only finds where a value ends; orjson then parses each value and has the last word on whether it is JSON.
Where a key is repeated in an object the last one counts, as in most readers and the official checker.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, Literal

import msgspec
import orjson

STRETCH = 1 << 20  # bytes that are read at a time
LARGEST = 256 << 20  # bytes of the largest single value
DEEPEST = 24  # levels of lists and objects inside one release
_SPACE = re.compile(rb"[ \t\r\n]*+")
_STRING = rb'"(?:[^"\\]++|\\.)*+"'
BOM = b"\xef\xbb\xbf"
_RAW = msgspec.json.Decoder(list[msgspec.Raw])

Carried = Literal["releases", "records"]


class UnreadableError(ValueError):
    """The input is no JSON that can be read; the message says in Spanish why."""


def _nested(levels: int) -> bytes:
    inner = rb"(?!)"
    for _ in range(levels):
        inner = rb'[{\[](?:[^{}\[\]"]++|' + _STRING + rb"|" + inner + rb")*+[}\]]"
    return inner


_VALUE = re.compile(_nested(DEEPEST) + rb"|" + _STRING + rb"|[^\s,:{}\[\]\"]++(?=[\s,:{}\[\]])", re.DOTALL)
_LAST_VALUE = re.compile(_nested(DEEPEST) + rb"|" + _STRING + rb"|[^\s,:{}\[\]\"]++", re.DOTALL)
_FIRST_KEY = re.compile(rb"\{\s*+(" + _STRING + rb")\s*+:")


@dataclass(frozen=True, slots=True)
class Head:
    """The fields of an object that stand before what it carries, or all of them where it carries nothing."""

    fields: dict[str, Any]
    carries: Carried | None  # where a list of these begins next
    whole: bool  # whether the object ended


def parse(raw: bytes | memoryview) -> Any:
    """Parse one JSON value.

    Raises:
        UnreadableError: if it is not JSON: syntax, NaN, invalid UTF-8, a lone surrogate, too many levels.
    """
    try:
        return orjson.loads(raw)
    except orjson.JSONDecodeError as error:
        raise UnreadableError(_why(error)) from None


def _why(error: orjson.JSONDecodeError) -> str:
    text = str(error)
    if "recursion" in text.lower():
        return "El JSON tiene demasiados niveles, uno dentro de otro."
    if "utf-8" in text.lower() or "surrogate" in text.lower():
        return "El texto no está en UTF-8. Guárdelo con esa codificación."
    return f"No es JSON bien formado ({text})."


class Reader:
    """A position in a stream of bytes, which moves value by value."""

    def __init__(self, read: Callable[[int], bytes]) -> None:
        self._read = read
        self._data = b""
        self._at = 0
        self._ended = False
        self._fill()
        if self._data.startswith(BOM):
            self._at = len(BOM)

    def _fill(self) -> bool:
        """Read more, at least as much as is waiting. Return whether there was any."""
        if self._ended:
            return False
        self._data = self._data[self._at :]
        self._at = 0
        if len(self._data) > LARGEST:
            raise UnreadableError("Un solo valor ocupa más de 256 MB. Divida el archivo.")
        more = self._read(max(STRETCH, len(self._data)))
        self._ended = not more
        self._data += more
        return bool(more)

    def peek(self) -> bytes:
        """Skip spaces and return the next byte; an empty one at the end."""
        while True:
            found = _SPACE.match(self._data, self._at)
            self._at = found.end() if found else self._at
            if self._at < len(self._data):
                return self._data[self._at : self._at + 1]
            if not self._fill():
                return b""

    def expect(self, byte: bytes) -> None:
        """Pass over this byte.

        Raises:
            UnreadableError: if another stands there.
        """
        found = self.peek()
        if found != byte:
            raise UnreadableError(_unexpected(found))
        self._at += 1

    def value(self) -> bytes:
        """Pass over the next value and return its bytes.

        Raises:
            UnreadableError: if none ends before the input does.
        """
        if not self.peek():
            raise UnreadableError(_unexpected(b""))
        while True:
            pattern = _LAST_VALUE if self._ended else _VALUE
            found = pattern.match(self._data, self._at)
            if found:
                self._at = found.end()
                return found[0]
            if not self._fill() and pattern is _LAST_VALUE:
                raise UnreadableError(self._never_ends())

    def _never_ends(self) -> str:
        waiting = self._data[self._at :]
        if waiting[:1] in b"{[" and _levels(waiting) > DEEPEST:
            return "El JSON tiene demasiados niveles, uno dentro de otro."
        return "El archivo está cortado o mal formado: algo que se abre no se cierra. Descárguelo otra vez."

    def items(self) -> Iterator[bytes | memoryview]:
        """Yield the values of the list that begins here, and pass over its end."""
        self.expect(b"[")
        if self.peek() == b"]":
            self._at += 1
            return
        separator = self._separator()
        while True:
            yield from self._stretch(separator) or (self.value(),)
            if self.peek() == b"]":
                self._at += 1
                return
            self.expect(b",")

    def _separator(self) -> re.Pattern[bytes] | None:
        """Return what stands between two objects of this list if they all begin with the same key."""
        found = _FIRST_KEY.match(self._data, self._at)
        return found and re.compile(rb"\}(?=\s*+,\s*+\{\s*+" + re.escape(found[1]) + rb"\s*+:)")

    def _stretch(self, separator: re.Pattern[bytes] | None) -> list[memoryview]:
        """Return the objects that are whole in memory at once: much faster than one by one, where it works."""
        if separator is None:
            return []
        if len(self._data) - self._at < STRETCH // 2:
            self._fill()
        end = 0
        for found in separator.finditer(self._data, self._at):
            end = found.end()
        if not end:
            return []
        try:
            many = _RAW.decode(b"[" + self._data[self._at : end] + b"]")
        except msgspec.DecodeError:
            return []
        self._at = end
        return [memoryview(one) for one in many]


def _levels(data: bytes) -> int:
    """Return about how deep the beginning of a value goes."""
    depth = deepest = 0
    for found in re.finditer(_STRING + rb"|[{}\[\]]", data[:STRETCH], re.DOTALL):
        depth += {b"{": 1, b"[": 1, b"}": -1, b"]": -1}.get(found[0], 0)
        deepest = max(deepest, depth)
    return deepest


def _unexpected(found: bytes) -> str:
    if not found:
        return "El archivo está cortado o vacío: termina antes de tiempo. Descárguelo otra vez."
    return f"No es JSON bien formado: no se esperaba «{found.decode('utf-8', 'replace')}»."


def head(reader: Reader, fields: dict[str, Any]) -> Head:
    """Read the fields of the object that begins here (or go on with it), up to the list that it carries.

    ``fields`` are those that were read before. An object with an ``ocid`` is no package: it is read whole.
    """
    if not fields:
        reader.expect(b"{")
    first = not fields
    while reader.peek() != b"}":
        if not first:
            reader.expect(b",")
            reader.peek()
        first = False
        name = _name(reader)
        reader.expect(b":")
        if name in ("releases", "records") and "ocid" not in fields and reader.peek() == b"[":
            return Head(fields, name, whole=False)
        fields[name] = parse(reader.value())
    reader.expect(b"}")
    return Head(fields, None, whole=True)


def _name(reader: Reader) -> Any:
    name = parse(reader.value())
    if not isinstance(name, str):
        raise UnreadableError("No es JSON bien formado: el nombre de un campo debe ir entre comillas.")
    return name
