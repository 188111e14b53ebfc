"""Folios: the short public numbers that people write down and read over the telephone."""


def folio(year: int, number: int) -> str:
    """Return the public number of the ``number``-th thing of ``year``, such as ``26-0041``.

    Args:
        year: four-digit year of the edition.
        number: position in that year, from 1. Past 9,999 the folio simply grows a digit.

    Raises:
        ValueError: if the number is not positive.
    """
    if number < 1:
        raise ValueError("a folio counts from 1")
    return f"{year % 100:02d}-{number:04d}"
