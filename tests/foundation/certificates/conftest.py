"""A source of certificates for the tests: some people who did something in one whole."""

from collections.abc import Iterator
from datetime import UTC, date, datetime

import pytest

from tequio.config.demo.factories.accounts import make_ana, make_caro, make_eva
from tequio.foundation.certificates import types
from tequio.foundation.certificates.types import CertificateKind, CertificateSource, Claim, Scope

AT = datetime(2026, 6, 25, 18, tzinfo=UTC)
SCOPE = "thing:1"


class Doings:
    """What was done, as the source answers; a test adds to it."""

    def __init__(self) -> None:
        self.claims: list[Claim] = []

    def add(self, holder=None, *, name="", subject="", number=1) -> None:
        for _n in range(number):
            self.claims.append(
                Claim(
                    kind="tried",
                    scope=SCOPE,
                    subject=subject or f"deed:{len(self.claims) + 1}",
                    holder_id=holder.pk if holder else None,
                    holder_name=name or (holder.name if holder else ""),
                    email=holder.email if holder else "",
                    topic="Agua",
                    did="presentado una propuesta",
                    happened_on=date(2026, 6, 14),
                    occasion="Foro de prueba",
                )
            )


@pytest.fixture
def doings(monkeypatch) -> Iterator[Doings]:
    found = Doings()
    monkeypatch.setattr(types, "_kinds", dict(types._kinds))
    monkeypatch.setattr(types, "_sources", {})
    types.register_kind(CertificateKind(slug="tried", label="Constancia de prueba", description="Por probar."))
    types.register_source(
        CertificateSource(
            slug="tried",
            label="Quienes probaron",
            kinds=("tried",),
            scopes=lambda _actor: [Scope(key=SCOPE, label="Foro de prueba", note="2026")],
            claims=lambda _scope: iter(list(found.claims)),
            count=lambda _scope: len(found.claims),
            mine=lambda person: [claim for claim in found.claims if claim.holder_id == person],
        )
    )
    return found


@pytest.fixture
def ana(db):
    return make_ana()


@pytest.fixture
def eva(db):
    return make_eva()


@pytest.fixture
def caro(db):
    return make_caro()
