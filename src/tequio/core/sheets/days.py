"""Days, as a cell may say them: real dates, the forms that people type in Mexico, and serial numbers."""

import re
from datetime import date, datetime, timedelta

from tequio.core.sheets.words import clean
from tequio.core.text import plain

_EPOCH = date(1899, 12, 30)  # so that serial 61 and later of the 1900 system are right (ECMA-376, 18.17.4.1)
_SERIALS = range(18_264, 91_313)  # days of 1950 to 2149; smaller figures are years or amounts, not dates
_PIVOT = 70  # two-digit years from here on are of the twentieth century
_CENTURY = 100
_MONTHS = {
    name: number
    for number, names in enumerate(
        ("ene enero jan", "feb febrero", "mar marzo", "abr abril apr", "may mayo", "jun junio", "jul julio",
         "ago agosto aug", "sep sept septiembre set setiembre", "oct octubre", "nov noviembre",
         "dic diciembre dec"),
        1,
    )
    for name in names.split()
}  # fmt: skip
_ISO = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[t ]\d{1,2}:\d{2}.*)?")
_DAY_FIRST = re.compile(r"(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4}|\d{2})(?: \d{1,2}:\d{2}.*)?")
_IN_WORDS = re.compile(r"(\d{1,2})(?:[-/. ]+de)?[-/. ]+([a-z]+)\.?(?:[-/. ]+del?)?[-/. ]+(\d{4}|\d{2})")
_WEEKDAY = re.compile(r"^(?:lunes|martes|miercoles|jueves|viernes|sabado|domingo),? +")


def read_day(value: object) -> date | None:
    """Return the day that a cell says, or None where it is empty (DAY-1 to DAY-7).

    Args:
        value: a date, an instant (its day is taken as written), a serial number of a spreadsheet, or text with
            the day first (``31/12/2025``, ``31-dic-25``, ``31 de diciembre de 2025``) or the year first.

    Raises:
        ValueError: if it is no day, or one before 1950 or after 2149, as an empty cell with the format of a
            date gives.
    """
    if isinstance(value, datetime):
        return _plausible(value.date())
    if isinstance(value, date):
        return _plausible(value)
    if isinstance(value, bool):
        raise ValueError("not a day")  # noqa: TRY004 - readers refuse with one error
    if isinstance(value, int | float):
        return _serial(value)
    return _text(clean(value))


def _text(text: str) -> date | None:
    if not text:
        return None
    said = _WEEKDAY.sub("", plain(text))
    if re.fullmatch(r"\d{5}(\.\d+)?", said):
        return _serial(float(said))
    if match := _ISO.fullmatch(said):
        return _made(int(match[1]), int(match[2]), int(match[3]))
    if match := _DAY_FIRST.fullmatch(said):
        return _made(_year(match[3]), int(match[2]), int(match[1]))
    match = _IN_WORDS.fullmatch(said)
    if match and match[2] in _MONTHS:
        return _made(_year(match[3]), _MONTHS[match[2]], int(match[1]))
    raise ValueError("not a day")


def _serial(number: float) -> date:
    if int(number) not in _SERIALS:
        raise ValueError("not a day")
    return _EPOCH + timedelta(days=int(number))


def _year(text: str) -> int:
    year = int(text)
    if year >= _CENTURY:
        return year
    return year + (1900 if year >= _PIVOT else 2000)


def _made(year: int, month: int, day: int) -> date:
    return _plausible(date(year, month, day))


def _plausible(day: date) -> date:
    if (day - _EPOCH).days not in _SERIALS:
        raise ValueError("not a day of these times")
    return day
