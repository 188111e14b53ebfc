"""Proposals in each state, for tests and the demonstration."""

from datetime import datetime
from typing import Any

from django.utils import timezone

from tequio.config.demo.factories.accounts import make_ana
from tequio.foundation.accounts.models import User
from tequio.participation.editions.models import Edition
from tequio.participation.proposals import services
from tequio.participation.proposals.models import CoAuthor, Proposal, TypicalWork
from tequio.participation.proposals.types import PublicLand


def make_draft(
    edition: Edition, *, author: User | None = None, at: datetime | None = None, **answers: Any
) -> Proposal:
    """Return a draft with every answer, in the first colonia of the map unless told otherwise."""
    at = at or timezone.now()
    author = author or make_ana()
    site = answers.pop("site", None) or edition.territory.units.filter(level__rank=2).order_by("code").first()
    values = {
        "title": "Andador con sombra",
        "problem": "De la escuela al parque no hay banqueta ni árboles.",
        "solution": "Un andador de 300 metros con árboles y bancas.",
        "place": "Entre la escuela y el parque",
        "public_land": PublicLand.YES.value,
        "category": edition.categories.order_by("code").first(),
        "size": edition.sizes.order_by("cap_centavos").first(),
        "site": site,
        "lon": site.centre_lon if site else None,
        "lat": site.centre_lat if site else None,
        "estimated_cost_centavos": 80_000_000,
    }
    draft = services.start_draft(edition=edition, author=author, at=at)
    return services.save_draft(proposal=draft, at=at, actor=author.pk, **(values | answers))


def make_proposal(
    edition: Edition, *, author: User | None = None, at: datetime | None = None, **answers: Any
) -> Proposal:
    """Return a submitted proposal; registration must be open at ``at``."""
    draft = make_draft(edition, author=author, at=at, **answers)
    return services.submit(proposal=draft, at=at or timezone.now(), actor=draft.author_id)


def make_coauthor(proposal: Proposal, person: User, *, at: datetime | None = None) -> CoAuthor:
    """Return a person who signs the proposal with its author; registration must be open at ``at``."""
    at = at or timezone.now()
    invited = services.invite_coauthor(proposal=proposal, email=person.email, at=at, actor=proposal.author_id)
    return services.accept_coauthorship(text=services.coauthor_token(invited), person=person, at=at)


def make_work(name: str = "Banqueta nueva", **fields: Any) -> TypicalWork:
    """Return a typical work of the catalogue: a square metre of pavement unless told otherwise."""
    values: dict[str, Any] = {
        "unit": "m²",
        "cost_min_centavos": 90_000,
        "cost_max_centavos": 130_000,
        "year": 2026,
        "source": "Contratos del municipio",
    }
    return services.save_work(name=name, **(values | fields))
