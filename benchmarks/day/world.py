"""The world of the feasibility day: one edition under review, one past, their offices and their people."""

import random
from datetime import timedelta
from typing import Any

PROPOSALS, OPINIONS, OFFICES, LIAISONS = 900, 4, 13, 100
_SEED = 1810


def build() -> tuple[str, Any, list[Any]]:
    """Make the city, its people, the proposals and the reviews; return slug, coordinator and liaisons."""
    from django.utils import timezone

    from tequio.config.demo.factories import accounts
    from tequio.config.demo.factories.editions import make_edition
    from tequio.foundation.accounts.types import Role

    chance = random.Random(_SEED)  # noqa: S311 - a world, not a secret
    now = timezone.now()
    offices = [accounts.make_office(f"A{n:02d}", name=f"Secretaría {n}") for n in range(OFFICES)]
    liaisons = [
        accounts.make_staff(
            f"enlace{n}@tequio.example", Role.LIAISON, name=f"Enlace {n}", office=offices[n % OFFICES]
        )
        for n in range(LIAISONS)
    ]
    past = make_edition(slug="pasada", name="Pasada", year=now.year - 1, at=now - timedelta(days=400))
    present = make_edition(slug="presente", name="Presente", year=now.year, at=now - timedelta(days=25))
    for edition in (past, present):
        _fill(edition, offices, liaisons, chance, published=edition == past, now=now)
    return present.slug, accounts.make_caro(), liaisons


def _fill(
    edition: Any, offices: list[Any], liaisons: list[Any], chance: random.Random, *, published: bool, now: Any
) -> None:
    from tequio.config.demo.factories.accounts import make_ana
    from tequio.participation.feasibility.models import Review
    from tequio.participation.proposals.models import Proposal

    categories, sizes = list(edition.categories.all()), list(edition.sizes.all())
    sites = list(edition.territory.units.filter(level__rank=2))
    author = make_ana()
    words = (
        "Parque",
        "Cancha",
        "Andador",
        "Luminarias",
        "Drenaje",
        "Banqueta",
        "Biblioteca",
        "Sombra",
        "Huerto",
    )
    proposals = Proposal.objects.bulk_create(
        Proposal(
            edition=edition, folio=f"{edition.slug}-{n:04d}", author=author, author_name="Ana",
            state="infeasible" if published else "submitted",
            title=f"{chance.choice(words)} con {chance.choice(words).lower()} {n}",
            problem="Falta en la colonia. " * 8, solution="Se propone hacerlo con materiales duraderos. " * 8,
            category=chance.choice(categories), size=chance.choice(sizes), site=chance.choice(sites),
            estimated_cost_centavos=chance.randrange(20, 100) * 1_000_000,
            submitted_at=now - timedelta(days=30),
        )
        for n in range(PROPOSALS)
    )  # fmt: skip
    rows = [
        _review(
            proposal,
            offices[office],
            liaisons[office + OFFICES * chance.randrange(3)],
            chance,
            published=published,
            now=now,
        )
        for proposal in proposals
        for office in chance.sample(range(OFFICES), OPINIONS)
    ]
    Review.objects.bulk_create(rows, batch_size=1000)


def _review(
    proposal: Any, office: Any, person: Any, chance: random.Random, *, published: bool, now: Any
) -> Any:
    """Return a review: of the present edition two in five are answered, one in two is somebody's."""
    from tequio.participation.feasibility.models import Review

    given = published or chance.randrange(5) < 2  # noqa: PLR2004 - two in five
    return Review(
        proposal=proposal,
        office=office,
        person=person if chance.randrange(2) else None,
        asked_at=now - timedelta(days=chance.randrange(14, 40)),
        due=(now + timedelta(days=chance.randrange(-10, 20))).date(),
        verdict="infeasible" if given else None,
        reasons="El predio es de un particular. " * 3 if given else "",
        decided_at=now - timedelta(hours=chance.randrange(1, 300)) if given else None,
        published_at=now - timedelta(days=200) if published else None,
    )
