"""The SIPOT formats of each quarter on the shelf, beside the other files of the city."""

from pathlib import Path

from tequio.accountability.contracting.models import Segment
from tequio.accountability.contracting.services import sipot
from tequio.accountability.contracting.services.city import pieces, segments
from tequio.accountability.contracting.services.city.pieces import Sink
from tequio.accountability.contracting.services.city.segments import SIPOT, Due
from tequio.core.ocds.values import first_instant
from tequio.foundation.web.downloads import XLSX

_BLOCK = 1 << 20


def write_quarters(folder: Path) -> None:
    """Write the formats of every quarter whose contracts say something else than the files do."""
    held = dict(Segment.objects.filter(kind=SIPOT).values_list("period", "mark"))
    for quarter in sipot.quarters():
        for form in sipot.FORMATS:
            values = sipot.table(form, quarter)
            due = Due(SIPOT, f"{quarter}-{form}", sipot.digest(values))
            if values and held.get(due.period) != due.mark:
                _write(due, form, quarter, values, folder)


def _write(due: Due, form: str, quarter: str, values: list[sipot.rows.Values], folder: Path) -> None:
    name = f"sipot-{form}-{quarter.lower()}.xlsx"
    made = folder / f"{name}.part"
    sipot.write(made, form, quarter, values)
    sink = Sink(folder / name, compressed=False)
    with made.open("rb") as file:
        while block := file.read(_BLOCK):
            sink.write(block)
    made.unlink()
    piece = pieces.stored(
        sink,
        name=name,
        contents=SIPOT,
        period=quarter,
        media_type=XLSX,
        count=len(values),
        until=first_instant(max(one[sipot.SIGNED[form]] for one in values)) or "",
    )
    segments.save(due, [piece])
