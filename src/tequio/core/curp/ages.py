from datetime import date


def age_on(born: date, day: date) -> int:
    """Return how many whole years somebody born on ``born`` has on ``day``; negative before birth.

    A year is complete on the anniversary itself. Who was born on 29 February completes it, in a common year,
    on 1 March: the anniversary does not come before its date.
    """
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))
