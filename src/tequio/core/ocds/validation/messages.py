"""What is said of each finding: what is wrong and how to mend it, in the Spanish of those who publish."""

import json
from collections.abc import Sequence

_KINDS = {
    "string": "un texto entre comillas",
    "integer": "un número entero, sin comillas ni decimales",
    "number": "un número, sin comillas",
    "object": "un objeto { }",
    "array": "una lista [ ]",
    "boolean": "true o false",
}
_LONGEST = 60


def shown(value: object) -> str:
    """Return a value as a sentence may quote it: short, on one line, with nothing that a terminal obeys."""
    if not isinstance(value, str):
        return _short(json.dumps(value, ensure_ascii=False, default=str))
    return f"«{_short(value)}»"


def _short(text: str) -> str:
    text = printable(" ".join(text[: 2 * _LONGEST].split()))
    return f"{text[:_LONGEST]}…" if len(text) > _LONGEST else text


def printable(text: str) -> str:
    """Return a text without control characters, which files of strangers may carry."""
    return "".join(one if one.isprintable() else "\N{REPLACEMENT CHARACTER}" for one in text)


def required(field: str) -> str:
    return f"Falta «{printable(field)}», que es obligatorio aquí. Agréguelo con su valor."


def wrong_type(value: object, kinds: Sequence[str]) -> str:
    wanted = [_KINDS[kind] for kind in kinds if kind in _KINDS]
    null = " No puede ser null: si no hay dato, quite el campo." if value is None else ""
    return f"Se esperaba {' o '.join(wanted)}, y hay {shown(value)}.{null}"


def bad_format(value: object, name: str) -> str:
    if name == "date-time":
        return (
            f"{shown(value)} no es una fecha con hora y zona. Escríbala como 2026-03-09T00:00:00Z "
            "o 2026-03-09T10:30:00-06:00."
        )
    return (
        f"{shown(value)} no es una dirección (URI) completa. Debe empezar con https:// o similar, "
        "sin espacios ni acentos."
    )


def too_short() -> str:
    return "El texto está vacío. Escriba el valor o quite el campo."


def no_items() -> str:
    return "La lista está vacía. Ponga al menos un elemento o quite la lista."


def no_fields() -> str:
    return "El objeto está vacío. Ponga al menos un dato o quite el campo."


def equal_items() -> str:
    return "La lista repite un elemento idéntico. Quite el repetido."


def bad_pattern(value: object) -> str:
    return f"{shown(value)} no tiene la forma debida. Para la versión escriba «1.1»."


def closed_code(value: object, codes: Sequence[str], name: str) -> str:
    some = ", ".join(codes[:20]) + ("…" if len(codes) > 20 else "")  # noqa: PLR2004 - enough to choose from
    return f"El código {shown(value)} no está en la lista cerrada {name}. Use uno de: {some}."


def mixed_releases() -> str:
    return (
        "La lista mezcla entregas completas (con id) y enlaces (con url), o sus elementos son las dos cosas. "
        "Use solo entregas completas o solo enlaces."
    )


def repeated_id(value: object) -> str:
    return (
        f"El id {shown(value)} se repite en la lista: al combinar entregas se perdería uno. "
        "Dé a cada uno su propio id."
    )


def repeated_in_package(key: str) -> str:
    return f"Ya hay otro elemento con {key} en el paquete. Quite el repetido o dele su propio id."


def unknown_field(field: str) -> str:
    return (
        f"El campo {shown(field)} no es de OCDS 1.1 ni de las extensiones declaradas. Revise cómo se escribe, "
        "o declare en «extensions» la extensión que lo define."
    )


def open_code(value: object, name: str) -> str:
    return f"El código {shown(value)} no está en la lista {name}. Si alguno de la lista dice lo mismo, úselo."


def deprecated(field: str, since: str, instead: str) -> str:
    return f"El campo «{field}» está en desuso desde la versión {since}: {instead}."


def empty_value() -> str:
    return "Está vacío. Escriba el valor o quite el campo: lo que no se sabe no se publica en blanco."


def bad_ocid(value: object) -> str:
    return (
        f"El ocid {shown(value)} no empieza con un prefijo registrado: «ocds-» y seis minúsculas o cifras. "
        "Pida el suyo a la Alianza para las Contrataciones Abiertas (data@open-contracting.org)."
    )


def unknown_extension(url: object) -> str:
    return f"No se conoce la extensión {shown(url)}: sus campos se informan como desconocidos y no se revisan."


def ignored_extensions() -> str:
    return "Las extensiones declaradas no se tomaron en cuenta (--ignore-extensions)."


def no_version() -> str:
    return (
        "El paquete no declara «version»: el estándar lo toma entonces como 1.0, que aquí no se revisa. "
        "Se revisó como 1.1. Declare «version»: «1.1», o use --assume-version 1.1."
    )


def other_version(value: object) -> str:
    return (
        f"El paquete declara la versión {shown(value)}; aquí solo se revisa la 1.1. Se revisó como 1.1: "
        "actualícelo y declare «1.1», o use --assume-version 1.1."
    )


def other(message: str) -> str:
    return f"No cumple el esquema: {message[:200]}"
