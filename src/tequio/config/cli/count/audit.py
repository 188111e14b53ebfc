"""``tequio count --audit``: the audit file of a count, signed if a key is given."""

import sys
from pathlib import Path

from tequio.core.tally.audit import archive, files
from tequio.core.tally.audit.signing import KeyUnusableError, signer
from tequio.core.tally.counting import Result

__all__ = ["KeyUnusableError", "save"]


def save(result: Result, path: Path, *, key: str | None, warnings: tuple[str, ...]) -> None:
    """Write the audit file, and say where it is.

    Args:
        result: the count.
        path: where to write.
        key: the file of an Ed25519 private key (PEM, without a password); None: no signature.
        warnings: what was said of the election.

    Raises:
        KeyUnusableError: if the key cannot be read or cannot sign, or the file cannot be written.
    """
    try:
        sign = signer(Path(key).read_bytes()) if key else None
        entries = files.files(result, warnings=warnings, sign=sign)
        half = path.with_name(f"{path.name}.part")
        try:
            with half.open("wb") as out:
                out.writelines(archive.stream(entries))
            half.replace(path)
        finally:  # half an audit is worse than none
            half.unlink(missing_ok=True)
    except OSError as error:
        raise KeyUnusableError(f"no se puede leer o escribir {error.filename} ({error.strerror}).") from error
    print(f"Auditoría: {path}{' (firmada)' if sign else ''}.", file=sys.stderr)
