"""docs/rules/identity.md, IDENT-1 to IDENT-15: what an act asks, and what is known of a person."""

from datetime import date, timedelta

import pytest
from tests.foundation.identity.people import ROSA_CURP, make_curp

from tequio.config.demo.factories.accounts import make_user
from tequio.config.demo.factories.editions import make_edition, make_small_city
from tequio.core.curp import parse
from tequio.foundation.audit import services as audit
from tequio.foundation.audit.models import AuditEvent
from tequio.foundation.identity import queries
from tequio.foundation.identity.events import CaseOpened
from tequio.foundation.identity.handlers import warn_the_owner
from tequio.foundation.identity.models import Case, Key, Profile, Proof
from tequio.foundation.identity.services import NotAssured, NotEligible, claims, demand, profile, requirements
from tequio.foundation.identity.services.errors import AlreadySet
from tequio.foundation.identity.types import Assurance, CaseOutcome, Requirement
from tequio.foundation.messaging.models import Message
from tequio.foundation.territory.models import Alias
from tequio.participation.editions import services as editions
from tequio.participation.editions.types import Action

pytestmark = pytest.mark.django_db
OPEN = {"methods": (), "age_min": None, "age_max": None, "age_on": None, "minors_with_guardian": False}


def asks(person, now, **need):
    demand(person=person, at=now, **{**OPEN, **need})


def test_ident_1_without_methods_an_account_is_enough_but_not_a_light_one(cast, nobody, now):
    asks(cast.ana, now)
    Profile.objects.create(user=nobody, guest=True)
    with pytest.raises(NotAssured, match="pide una cuenta") as refused:
        asks(nobody, now)
    assert refused.value.url == "/cuenta/quedarme/"


def test_ident_2_any_of_the_methods_is_enough(cast, nobody, now):
    asks(cast.ana, now, methods=["document", "contact"])
    with pytest.raises(NotAssured, match="Identificación revisada por una persona o código") as refused:
        asks(nobody, now, methods=["document", "contact"])
    assert refused.value.url.startswith("/cuenta/identificacion/?pide=")
    assert refused.value.status == 403


def test_ident_3_none_lets_anyone_through_and_other_means_ask_who_it_is(nobody, now):
    asks(None, now, methods=["none"])
    asks(nobody, now, methods=["none"])
    with pytest.raises(NotAssured) as refused:
        asks(None, now, methods=["contact"])
    assert refused.value.url == "/cuenta/entrar/"


def test_ident_4_a_requirement_travels_signed_and_a_forged_one_asks_nothing():
    need = Requirement(methods=("curp",), age_min=16, age_on=date(2026, 6, 6), minors_with_guardian=True)
    assert requirements.from_token(requirements.token(need)) == need
    assert requirements.from_token(requirements.token(need) + "x") == Requirement()


def test_ident_5_and_6_the_window_includes_both_ages_on_the_day_that_the_edition_says(nobody, now):
    """IDENT-5, IDENT-6."""
    with pytest.raises(NotAssured, match="fecha de nacimiento"):
        asks(nobody, now, methods=["none"], age_min=16)
    profile.declare_birth(person=nobody, born=date(2010, 6, 6))
    asks(nobody, now, methods=["none"], age_min=16, age_max=16, age_on=date(2026, 6, 6))
    with pytest.raises(NotEligible, match="16 años o más"):
        asks(nobody, now, methods=["none"], age_min=16, age_on=date(2026, 6, 5))
    with pytest.raises(NotEligible, match="hasta 15 años"):
        asks(nobody, now, methods=["none"], age_max=15, age_on=date(2026, 6, 6))


def test_ident_9_a_minor_needs_a_guardian_where_the_edition_says_so(nobody, now):
    profile.declare_birth(person=nobody, born=now.date() - timedelta(days=365 * 15))
    asks(nobody, now, methods=["none"], age_min=12)
    with pytest.raises(NotAssured, match="consentimiento") as refused:
        asks(nobody, now, methods=["none"], minors_with_guardian=True)
    assert refused.value.url == "/cuenta/identificacion/tutela/"
    young = parse(make_curp(born=date(2015, 1, 1)))
    with pytest.raises(NotEligible, match="mayor de edad"):
        profile.consent(minor=nobody, name="X", relation="mother", curp=young, at=now)
    profile.consent(minor=nobody, name="Rosa Luna", relation="mother", curp=parse(ROSA_CURP), at=now)
    asks(nobody, now, methods=["none"], minors_with_guardian=True)


def test_ident_10_a_curp_proves_and_leaves_a_birth_date_and_no_more(nobody, now):
    claims.claim_curp(person=nobody, curp=parse(ROSA_CURP), at=now)
    claims.claim_curp(person=nobody, curp=parse(ROSA_CURP), at=now)
    asks(nobody, now, methods=["curp"], age_min=18)
    assert bytes(Key.objects.get().digest) != ROSA_CURP.encode()
    assert nobody.identity.born_on == date(1990, 5, 17)
    assert AuditEvent.objects.filter(kind="identity.IdentityProved").count() == 1
    with pytest.raises(AlreadySet):
        claims.claim_curp(person=nobody, curp=parse(make_curp(twin=1)), at=now)


def test_ident_11_a_key_of_somebody_else_opens_a_case_and_its_owner_is_told(cast, nobody, now):
    claims.claim_curp(person=cast.ana, curp=parse(ROSA_CURP), at=now)
    claims.claim_curp(person=nobody, curp=parse(ROSA_CURP), at=now)
    case = Case.objects.get()
    assert (case.user, case.holder, case.reason) == (nobody, cast.ana, "duplicate")
    with pytest.raises(NotAssured, match="tiene que revisar su identificación"):
        asks(nobody, now, methods=["curp"])
    audit.deliver_now()
    warn_the_owner(CaseOpened(case_id=case.pk, reason="duplicate"))  # a handler may run twice
    told = Message.objects.get(kind="identity.contested")
    assert told.recipient == cast.ana
    assert "no se la dimos" in told.body.lower()


def test_ident_12_the_office_keeps_or_moves_the_key(cast, nobody, now):
    claims.claim_curp(person=cast.ana, curp=parse(ROSA_CURP), at=now)
    claims.claim_curp(person=nobody, curp=parse(ROSA_CURP), at=now)
    claims.close_case(
        case_id=Case.objects.get().pk,
        outcome=CaseOutcome.MOVED,
        note="Vi a las dos",
        actor=cast.caro.pk,
        at=now,
    )
    asks(nobody, now, methods=["curp"])
    assert not Proof.objects.filter(user=cast.ana, means=Assurance.CURP.value).exists()
    assert Key.objects.get().user == nobody


def test_ident_13_a_declared_birth_date_gives_way_to_a_proved_one_only(nobody, now):
    profile.declare_birth(person=nobody, born=date(1980, 1, 1))
    with pytest.raises(AlreadySet):
        profile.declare_birth(person=nobody, born=date(1981, 1, 1))
    claims.claim_curp(person=nobody, curp=parse(ROSA_CURP), at=now)
    assert queries.profile(nobody).born_on == date(1990, 5, 17)


def test_ident_14_a_home_is_found_on_another_map_by_code_name_or_place(nobody):
    old, new = make_small_city("Viejo"), make_small_city("Nuevo")
    home = old.units.get(code="C1")
    assert queries.home_unit(nobody, new) is None
    profile.choose_home(person=nobody, unit=home)
    assert queries.home_unit(nobody, old) == home
    same = new.units.get(code="C1")
    assert queries.home_unit(nobody, new) == same
    new.units.filter(pk=same.pk).update(code="K9", name="Otra")
    assert queries.home_unit(nobody, new).pk == same.pk  # where the middle of the old one falls
    other = new.units.get(code="C3")
    Alias.objects.create(unit=other, name=home.name, plain_name="los encinos")
    assert queries.home_unit(nobody, new) == other


def test_ident_15_residents_must_say_where_they_live(cast, now):
    edition = make_edition(who_votes="residents")
    with pytest.raises(NotAssured) as refused:
        editions.demand_access(edition=edition, action=Action.VOTE, person=cast.ana, at=now)
    assert refused.value.url == "/cuenta/identificacion/colonia/"
    profile.choose_home(person=cast.ana, unit=edition.territory.units.get(code="C1"))
    editions.demand_access(edition=edition, action=Action.VOTE, person=cast.ana, at=now)


def test_what_is_proved_by_one_means_does_not_serve_for_another(now):
    person = make_user("x@tequio.example")
    claims.prove(person=person, means=Assurance.IN_PERSON, at=now)
    with pytest.raises(NotAssured):
        asks(person, now, methods=["curp", "roll", "oidc"])
