"""``tequio count FILE.pb``: count Pabulib elections, without a database and without Django.

Exit codes: 0 counted (with ``--against-official``, and equal); 1 different from the official winners; 2 a file
or the command line cannot be read; 3 the declared rule is not one of ours.
"""

import argparse
import sys
from collections.abc import Iterable
from pathlib import Path

from tequio.config.cli.count import audit, integrity, official, options, report, shares
from tequio.config.cli.count.options import UNREADABLE
from tequio.core.tally import counting, joining, presets, results, validity
from tequio.core.tally.counting import Result
from tequio.core.tally.lot import SeedMismatchError
from tequio.core.tally.pabulib.findings import PabulibError
from tequio.core.tally.pabulib.reader import Reading, read
from tequio.core.tally.rules import UnknownRuleError, UnsupportedRuleError

UNSUPPORTED = 3


def run(arguments: list[str]) -> int:
    """Count what the arguments name and print the result. Returns the exit code."""
    parser = options.parser()
    told = parser.parse_args(arguments)
    if told.presets:
        for preset in presets.PRESETS:
            print(f"{preset.name}\n  {preset.summary}\n  Regla: {preset.rule}. Fuente: {preset.source}.")
        return 0
    if not told.files:
        parser.error("falta el archivo")
    if told.against_official:
        return official.compare(_paths(told.files), told)
    try:
        return _count(told)
    except _UnreadableError as error:
        return _fail(str(error), UNREADABLE)
    except (UnknownRuleError, SeedMismatchError, audit.KeyUnusableError) as error:
        return _fail(str(error), UNREADABLE)
    except UnsupportedRuleError as error:
        return _fail(str(error), UNSUPPORTED)


class _UnreadableError(ValueError):
    """A file cannot be read. The message is in Spanish."""


def _count(told: argparse.Namespace) -> int:
    keep = tuple(filter(None, (told.integrity or "").split(",")))
    readings = {_name(file): _read(file, keep) for file in told.files}
    if told.together:
        joined = joining.join({name: reading.election for name, reading in readings.items()})
        findings = tuple(str(f) for reading in readings.values() for f in reading.findings)
        readings = {"": Reading(joined, (), {})}
    for name, reading in readings.items():
        election, chosen = options.chosen(told, reading.election)
        checked = validity.applied(election, options.policy(told, election))
        result = counting.count(checked.election, chosen.rule, chosen.parameters)
        own = findings if told.together else tuple(str(finding) for finding in reading.findings)
        warnings = (*chosen.warnings, *own, *_void(checked))
        _tell(warnings)
        if len(readings) > 1:
            print(f"\n== {name} ==", file=sys.stderr if told.json else sys.stdout)
        if told.audit:
            audit.save(result, Path(told.audit), key=told.key, warnings=warnings)
        if told.json:
            sys.stdout.write(results.to_json(results.document(result, warnings=warnings)))
        else:
            print(report.report(result, explain=told.explain))
            _tell_chances(result, told.chance)
            _look_closer(result, reading, told)
    return 0


def _tell_chances(result: Result, keys: Iterable[str]) -> None:
    for key in keys:
        if key not in result.reasons:
            raise _UnreadableError(f"no hay un proyecto «{key}».")
        print(f"\n{shares.chance(result, key)}")


def _look_closer(result: Result, reading: Reading, told: argparse.Namespace) -> None:
    """Print what other rules would give, and the groups that vote unlike the rest, if asked for."""
    if told.simulate:
        print(integrity.compared(result, told.simulate.split(",")))
    if told.integrity:
        print(integrity.examined(result, reading.columns))


def _void(checked: validity.Checked) -> list[str]:
    """Return what to say of the ballots that do not count, or count in part."""
    said = []
    if checked.void:
        said.append(f"{checked.void:,} boletas rompen los límites y no cuentan.")
    if checked.cut:
        said.append(f"{checked.cut:,} boletas rompen los límites y cuentan hasta donde los cumplen.")
    return said


def _paths(names: Iterable[str]) -> list[Path]:
    """Return the files named, and those of the folders named, in order."""
    found: list[Path] = []
    for path in map(Path, names):
        found += sorted(path.glob("**/*.pb")) if path.is_dir() else [path]
    return found


def _name(file: str) -> str:
    return Path(file).name.removesuffix(".pb")


def _read(file: str, keep: tuple[str, ...]) -> Reading:
    try:
        content = sys.stdin.buffer.read() if file == "-" else Path(file).read_bytes()
        return read(content, keep=keep)
    except FileNotFoundError as error:
        raise _UnreadableError(f"no existe el archivo {file}.") from error
    except OSError as error:
        raise _UnreadableError(f"no se puede leer {file} ({error.strerror}).") from error
    except PabulibError as error:
        listed = "\n".join(f"  {finding}" for finding in error.findings)
        raise _UnreadableError(f"{file} no se puede contar:\n{listed}") from error


def _tell(warnings: tuple[str, ...]) -> None:
    for warning in warnings:
        print(f"Aviso: {warning}", file=sys.stderr)


def _fail(message: str, code: int) -> int:
    print(f"tequio count: {message}", file=sys.stderr)
    return code
