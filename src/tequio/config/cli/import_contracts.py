"""``tequio import contracts FILE --edition SLUG``: ``import rows contratos`` by its first name."""

from tequio.config.cli import import_rows


def run(arguments: list[str]) -> int:
    """Load a spreadsheet of contracts. Returns what ``import_rows.run`` does."""
    return import_rows.run(["contratos", *arguments])
