"""``tequio publish``: every public file of the contracts made again from the stored releases."""

import gc
import sys

from django.utils import timezone

from tequio.accountability.contracting import services

_USAGE = "Uso: tequio publish [--quick] [--official]   (--quick: sin los libros de XLSX ni los años)"
_NOT_OFFICIAL = (
    "No se publica como oficial: falta el prefijo de ocid registrado. Pídalo a la Alianza para las "
    "Contrataciones Abiertas (data@open-contracting.org) y póngalo en TEQUIO_OCID_PREFIX."
)


def run(arguments: list[str]) -> int:
    """Check every release, compile every record, write the city's files. Exit with 1 if any is invalid."""
    if set(arguments) - {"--quick", "--official"}:
        print(_USAGE, file=sys.stderr)
        return 2
    if "--official" in arguments and not services.official():
        print(_NOT_OFFICIAL, file=sys.stderr)
        return 1
    gc.freeze()
    gc.disable()  # releases are trees: looking for cycles among them would cost a third of it all
    told = services.rebuild(at=timezone.now(), quick="--quick" in arguments)
    print(f"{told.releases} entregas revisadas, {told.records} registros, {told.files} archivos en su lugar.")
    for release_id in told.invalid:
        print(f"No pasa la revisión de hoy: {release_id}", file=sys.stderr)
    return 1 if told.invalid else 0
