"""The rules of the house, as they are and as they were."""

from tequio.participation.discussion.models import HouseRule


def rules() -> list[HouseRule]:
    """Return the rules in force, by number. One query."""
    latest = HouseRule.objects.order_by("number", "-since").distinct("number")
    return [found for found in latest if not found.retired]


def rule(number: int) -> HouseRule | None:
    """Return the rule in force with this number, or None."""
    found = HouseRule.objects.filter(number=number).order_by("-since").first()
    return None if found is None or found.retired else found


def wordings() -> list[tuple[HouseRule, list[HouseRule]]]:
    """Return each rule that ever was in its last wording, with the earlier ones, newest first. One query."""
    found: dict[int, list[HouseRule]] = {}
    for wording in HouseRule.objects.order_by("number", "-since"):
        found.setdefault(wording.number, []).append(wording)
    return [(rows[0], rows[1:]) for rows in found.values()]
