"""The files of an audit, each in chunks, so that a million ballots need no more memory than one."""

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator

from tequio.core.tally import joining, results
from tequio.core.tally.audit import engine
from tequio.core.tally.audit.definition import ballots_name, definition
from tequio.core.tally.counting import Result
from tequio.core.tally.pabulib import writer

Sign = Callable[[bytes], bytes]
Entry = tuple[str, Iterable[bytes]]

SUMS = "SHA256SUMS"
SIGNATURE = "SHA256SUMS.sig"
_README = """\
Esta carpeta tiene todo lo necesario para volver a contar la elección:

  definition.json  la regla con sus parámetros, las bolsas y los proyectos (dinero en centavos)
  ballots*.pb      las boletas, sin nadie en ellas, en formato Pabulib
  result.json      el resultado, con la razón de cada proyecto, los empates y quién contó
  recount.py       un programa corto que cuenta otra vez y compara
  SHA256SUMS       la huella de cada archivo

Para contar otra vez basta Python 3.9 o posterior, sin instalar nada:

  python3 recount.py

Dice «todo coincide» y termina con 0, o dice qué difiere y termina con 1.

Si hay un archivo SHA256SUMS.sig, es la firma Ed25519 de SHA256SUMS. Se comprueba con la llave pública que el
municipio publica:

  openssl pkeyutl -verify -pubin -inkey llave-publica.pem -rawin -in SHA256SUMS -sigfile SHA256SUMS.sig
"""


def files(result: Result, *, warnings: tuple[str, ...] = (), sign: Sign | None = None) -> Iterator[Entry]:
    """Yield the name of each file and its content in chunks, in an order that is always the same.

    Each content must be read to its end before the next file is asked for: the sums come last.

    Args:
        result: the count.
        warnings: what was said of the election when it was counted.
        sign: what signs the sums with Ed25519; without it there is no signature.
    """
    sums: dict[str, str] = {}
    for name, chunks in _contents(result, warnings):
        yield name, _summed(name, chunks, sums)
    listed = "".join(f"{digest}  {name}\n" for name, digest in sorted(sums.items())).encode()
    yield SUMS, (listed,)
    if sign is not None:
        yield SIGNATURE, (sign(listed),)


def _contents(result: Result, warnings: tuple[str, ...]) -> Iterator[Entry]:
    yield "LEAME.txt", (_README.encode(),)
    yield "definition.json", (_json(definition(result)),)
    yield "recount.py", (engine.recount_script(),)
    counted = engine.this()
    document = results.document(result, warnings=warnings)
    document["engine"] = {"name": "tequio", "version": counted.version, "sha256": counted.sha256}
    yield "result.json", (_json(document),)
    won = set(result.winners)
    blank = result.parameters.blank_share or len(result.election.envelopes) == 1
    for place, (_, part) in enumerate(joining.split(result.election, blank=blank)):
        winners = [project.id for project in part.projects if project.id in won]
        yield (
            ballots_name(result.election, place),
            (line.encode() for line in writer.lines(part, winners=winners)),
        )


def _summed(name: str, chunks: Iterable[bytes], sums: dict[str, str]) -> Iterator[bytes]:
    digest = hashlib.sha256()
    for chunk in chunks:
        digest.update(chunk)
        yield chunk
    sums[name] = digest.hexdigest()


def _json(document: object) -> bytes:
    return (json.dumps(document, ensure_ascii=False, indent=2) + "\n").encode()
