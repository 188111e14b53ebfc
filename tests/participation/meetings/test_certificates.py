"""The certificates of a meeting: who came, with or without an account."""

import pytest
from django.utils import timezone

from tequio.config.demo.factories.accounts import make_ana
from tequio.config.demo.factories.meetings import make_meeting
from tequio.foundation.certificates import queries as issued
from tequio.foundation.certificates import services as issuing
from tequio.participation.meetings.models import Registration
from tequio.participation.meetings.services import certificates

pytestmark = pytest.mark.django_db
AT = timezone.now()


def test_cer_13_who_came_gets_one_also_without_an_account_and_who_only_registered_does_not():
    meeting, ana = make_meeting(title="Mesa de agua " + "x" * 200), make_ana()
    assert certificates.scopes(ana) == []
    rows = (
        {"person": ana, "name": "Ana Ejemplo", "attended_at": AT},
        {"name": "Rosa Sin Cuenta", "email": "rosa@correo.example", "phone": "+5281", "attended_at": AT},
        {"name": "Persona Que No Vino"},
        {"attended_at": AT},  # erased
    )
    for number, row in enumerate(rows):
        Registration.objects.create(
            meeting=meeting,
            folio=f"R-{number}",
            created_at=AT,
            seated_at=AT,
            **({"attended_way": "desk"} | row) if "attended_at" in row else row,
        )
    (scope,) = certificates.scopes(ana)
    claims = list(certificates.attendances(scope.key))
    assert certificates.count_attendances(scope.key) == len(claims) == 2
    assert [claim.holder_name for claim in claims] == ["Ana Ejemplo", "Rosa Sin Cuenta"]
    assert claims[0].did.startswith("asistido a la reunión «Mesa de agua")
    assert certificates.own_attendances(ana.pk) == claims[:1]
    assert len(issued.claimable(ana.pk)) == 1
    assert len(issuing.issue(claims=claims, by=None, at=AT).certificates) == 2
    assert issued.claimable(ana.pk) == []
