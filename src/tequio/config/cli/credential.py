"""``tequio credential verify FILE [--keys FILE] [--status FILE]``: check a certificate, without a database.

FILE is the credential (JSON), or a text with the address of its QR. Exit codes: 0 it holds; 1 it does not, or
it was revoked; 2 it cannot be read, or its key is not at hand.
"""

import argparse
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from tequio.core import credentials
from tequio.core.credentials import PublicKey, Standing, StatusList, Verdict
from tequio.core.credentials.compact import CompactFacts
from tequio.core.credentials.status import read_list

FALSE, UNREADABLE = 1, 2
_SAID = {
    Verdict.VALID: "La firma es auténtica: dice lo mismo que cuando se expidió.",
    Verdict.FORGED: "La firma NO corresponde: es falsa o alguien cambió algo después.",
    Verdict.UNKNOWN_KEY: "No se puede saber: la firmó una clave que no está entre las de --keys.",
    Verdict.MALFORMED: "El archivo no es una constancia completa, o su firma es de otra clase.",
}
_CODES = {
    Verdict.VALID: 0,
    Verdict.FORGED: FALSE,
    Verdict.UNKNOWN_KEY: UNREADABLE,
    Verdict.MALFORMED: UNREADABLE,
}
_STANDINGS = {
    Standing.CURRENT: "Vigente según la lista de revocadas del {day}.",
    Standing.REVOKED: "REVOCADA según la lista del {day}: ya no vale.",
    Standing.UNKNOWN: "La lista de revocadas no es la suya, o no está bien firmada: no dice si sigue vigente.",
}


def run(arguments: list[str]) -> int:
    """Check the certificate named in the arguments and say what was found. Returns the exit code."""
    options = _parser().parse_args(arguments)
    try:
        data = Path(options.file).read_bytes()
        keys = credentials.read_keys(_document(options.keys)) if options.keys else {}
        listed = _document(options.status) if options.status else None
    except OSError as error:
        print(f"tequio credential: no se puede leer {error.filename}.", file=sys.stderr)
        return UNREADABLE
    document = credentials.read(data)
    if document is None:
        return _text(data, keys, listed)
    return _credential(document, keys, listed)


def _credential(document: dict[str, Any], keys: Mapping[str, PublicKey], listed: Any) -> int:
    """Check the whole credential."""
    subject = document.get("credentialSubject")
    achievement = subject.get("achievement") if isinstance(subject, dict) else None
    for label, value in (
        ("Constancia", document.get("name")),
        ("Folio", subject.get("licenseNumber") if isinstance(subject, dict) else None),
        ("De qué", achievement.get("description") if isinstance(achievement, dict) else None),
        ("Expedida", document.get("validFrom")),
        ("Por", _issuer(document)),
    ):
        if isinstance(value, str):
            print(f"{label}: {_plain(value)}")
    verdict = credentials.verify(document, keys=keys)
    found = credentials.standing(document, listed, keys=keys) if listed is not None else None
    if verdict is Verdict.UNKNOWN_KEY:
        print(f"Las claves de quien la expidió están en {_plain(_issuer_address(document))}")
    return _say(verdict, found, listed)


def _text(data: bytes, keys: Mapping[str, PublicKey], listed: Any) -> int:
    """Check the text of a QR."""
    short = {address.rpartition("#")[2]: key for address, key in keys.items()}
    verdict, facts = credentials.unseal(data.decode(errors="replace").strip(), keys=short)
    if facts is None:
        return _say(verdict, None, None)
    print(f"Constancia: {facts.kind}\nFolio: {facts.folio}\nDía: {facts.happened_on.isoformat()}")
    print(f"De qué: {facts.topic or '—'}\nIniciales: {facts.initials or '—'}")
    found = None if listed is None else _standing(facts, read_list(listed, keys=keys))
    return _say(verdict, found, listed)


def _standing(facts: CompactFacts, revoked: StatusList | None) -> Standing:
    said = revoked.is_set(facts.status_index) if revoked else None
    return Standing.UNKNOWN if said is None else Standing.REVOKED if said else Standing.CURRENT


def _say(verdict: Verdict, found: Standing | None, listed: Any) -> int:
    print(_SAID[verdict])
    if verdict is not Verdict.VALID:
        return _CODES[verdict]
    if found is None:
        print("No se revisó si fue revocada: dé la lista con --status.")
        return 0
    day = str(listed.get("validFrom", ""))[:10] if isinstance(listed, dict) else ""
    print(_STANDINGS[found].format(day=_plain(day)))
    return FALSE if found is Standing.REVOKED else 0


def _issuer(document: Mapping[str, Any]) -> Any:
    issuer = document.get("issuer")
    return issuer.get("name") if isinstance(issuer, dict) else issuer


def _issuer_address(document: Mapping[str, Any]) -> str:
    proof = document.get("proof")
    method = proof.get("verificationMethod") if isinstance(proof, dict) else ""
    return str(method).partition("#")[0]


def _plain(text: str) -> str:
    """Return a stranger's text without what would move the cursor of a terminal."""
    return "".join(char if char.isprintable() else "?" for char in text)


def _document(path: str) -> dict[str, Any] | None:
    return credentials.read(Path(path).read_bytes())


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="tequio credential",
        description="Revisa una constancia con las claves de quien la expidió, sin red ni base de datos.",
    )
    parser.add_argument("verb", choices=["verify"], help="revisar")
    parser.add_argument("file", help="la constancia (JSON), o un texto con la dirección de su QR")
    parser.add_argument("--keys", help="el documento del emisor, de «…/constancias/emisor»")
    parser.add_argument("--status", help="la lista de revocadas, de «…/constancias/estado/…»")
    return parser
