"""Who takes part, as facts: the municipality, its offices and servants, suppliers, who answers for them."""

from django.conf import settings

from tequio.accountability.contracting.models import Supplier
from tequio.core.ocds.facts import OrganizationFacts
from tequio.core.text import plain
from tequio.foundation.accounts.models import Office
from tequio.foundation.web import appearance


def buyer() -> OrganizationFacts:
    """Return the municipality that buys and pays."""
    return OrganizationFacts(key="municipio", name=appearance.current().name, url=settings.PUBLIC_URL)


def office(row: Office) -> OrganizationFacts:
    """Return an office, which is part of the municipality."""
    return OrganizationFacts(key=f"dependencia-{row.code}", name=row.name, part_of=buyer())


def supplier(row: Supplier) -> OrganizationFacts:
    """Return a supplier. Its RFC goes along; ``core`` publishes it only of legal persons.

    A person whose name the city does not publish goes by the number in the roll alone.
    """
    named = not row.unnamed
    return OrganizationFacts(
        key=f"proveedor-{row.pk}",
        name=row.public_name,
        rfc=row.rfc,
        natural_person=row.natural_person,
        given_name=row.given_name if named else "",
        patronymic_name=row.patronymic_name if named else "",
        matronymic_name=row.matronymic_name if named else "",
        roll=row.public_number if row.natural_person else row.roll_number,
    )


def official(servant: dict[str, str]) -> OrganizationFacts:
    """Return a public servant who answers for the city in a meeting, by name and post."""
    name = servant.get("name", "")
    return OrganizationFacts(
        key=f"servidor-{_key(name)}", name=name, position=servant.get("position", ""), part_of=buyer()
    )


def guarantor(name: str) -> OrganizationFacts:
    """Return the company that answers for a contractor."""
    return OrganizationFacts(key=f"garante-{_key(name)}", name=name)


def _key(name: str) -> str:
    return plain(name).replace(" ", "-")
