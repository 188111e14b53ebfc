"""The budget lines that pay a process."""

from collections.abc import Iterator, Mapping

from tequio.core.classifiers import Moment, Part, out_of_order, shaped
from tequio.core.procurement.remarks import Remark, block, warn


def line(keys: Mapping[Part, str], amounts: Mapping[Moment, int | None]) -> Iterator[Remark]:
    """BUD-1 to BUD-5: keys of the shape of their classifier block; BUD-6: moments out of order warn."""
    for part, key in keys.items():
        if key and not shaped(part, key):
            yield block(f"key_{part.value}", part.value)
    for one in out_of_order(amounts):
        yield warn(
            "moments_out_of_order",
            f"{one.after.value}_centavos",
            after=one.after.value,
            before=one.before.value,
        )


def pays(committed: int | None, contracted: int) -> Iterator[Remark]:
    """BUD-7: warn where what was contracted is more than what the lines of the process committed."""
    if committed is not None and contracted > committed:
        yield warn(
            "contracted_over_committed",
            "committed_centavos",
            committed_centavos=committed,
            contracted_centavos=contracted,
        )
