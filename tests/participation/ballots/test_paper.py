"""Voting on paper: shifts, folios, two captures and a third look, the box, the act (docs/rules/paper.md)."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from tequio.config.demo.factories.accounts import make_beto, make_caro, make_dani, make_eva, make_user
from tequio.config.demo.factories.ballots import make_package, make_point, make_shift, make_voting_edition
from tequio.core.ballotbox import captures as rules
from tequio.participation.ballots import queries, services
from tequio.participation.ballots.models import Act, Capture, Participation, Sheet, Slip
from tequio.participation.ballots.types import Channel, SheetKind

pytestmark = pytest.mark.django_db


@pytest.fixture
def edition():
    return make_voting_edition(max_choices=2)


@pytest.fixture
def package(edition):
    return make_package(edition)


def capture(package, person, *sheets, finish=True):
    mine = services.begin_capture(package=package, person=person)
    for sheet in sheets:
        null = sheet if isinstance(sheet, str) else None
        services.add_sheet(capture=mine, marks={} if null else dict.fromkeys(sheet, 1), null=null)
    return services.finish_capture(capture=mine, at=timezone.now()) if finish else mine


def test_folio_1_folio_2_no_folio_is_in_two_booklets_and_they_go_upwards(edition):
    """FOLIO-1, FOLIO-2"""
    shift = make_shift(edition)
    unit = queries.places(edition)[0]
    services.hand_booklet(shift=shift, unit=unit, first=1, last=50, actor=1)
    services.hand_booklet(shift=shift, unit=unit, first=51, last=60, actor=1)
    for first, last in ((50, 70), (10, 20), (1, 100), (90, 80)):
        with pytest.raises(services.PaperRefused):
            services.hand_booklet(shift=shift, unit=unit, first=first, last=last, actor=1)
    other = make_shift(make_voting_edition(slug="otra"))
    services.hand_booklet(shift=other, unit=None, first=1, last=50, actor=1)


def test_shift_1_shifts_are_whole_hours_and_do_not_overlap(edition):
    point = make_point(edition)
    hour = timezone.now().replace(minute=0, second=0, microsecond=0)
    plan = {"point": point, "officers": [], "actor": 1}
    services.plan_shift(opens=hour, closes=hour + timedelta(hours=4), **plan)
    for opens, closes in ((1, 2), (-1, 1), (3, 9), (6, 5)):
        with pytest.raises(services.PaperRefused):
            services.plan_shift(
                opens=hour + timedelta(hours=opens), closes=hour + timedelta(hours=closes), **plan
            )
    with pytest.raises(services.PaperRefused):
        services.plan_shift(
            opens=hour + timedelta(hours=6, minutes=30), closes=hour + timedelta(hours=8), **plan
        )


def test_capture_1_capture_2_two_people_capture_and_the_database_refuses_a_third_or_the_same(package):
    caro, dani, eva = make_caro(), make_dani(), make_eva()
    first = services.begin_capture(package=package, person=caro)
    assert services.begin_capture(package=package, person=caro) == first
    for values in ({"turn": 2, "person": caro}, {"turn": 1, "person": dani}, {"turn": 3, "person": dani}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Capture.objects.create(package=package, **values)
    services.begin_capture(package=package, person=dani)
    with pytest.raises(services.PaperRefused):
        services.begin_capture(package=package, person=eva)


def test_capture_3_blank_and_null_sheets_keep_their_reason(package):
    mine = services.begin_capture(package=package, person=make_caro())
    assert services.add_sheet(capture=mine, marks={}).kind is SheetKind.BLANK
    assert services.add_sheet(capture=mine, marks={1: 1}).kind is SheetKind.VALID
    over = services.add_sheet(capture=mine, marks={1: 1, 2: 1, 3: 1})
    assert (over.kind, over.reason) == (SheetKind.NULL, "Marcó más proyectos de los permitidos.")
    assert services.add_sheet(capture=mine, marks={}, null="Rayada toda").reason == "Rayada toda"
    assert [reading.kind.value for reading in services.readings_of(mine)] == ["blank", "valid", "null", "null"]
    assert b"Rayada" not in b"".join(bytes(sheet.sealed) for sheet in Sheet.objects.all())


def test_capture_4_capture_5_capture_6_a_third_person_resolves_what_differs_and_all_go_in_the_box(
    package,
):
    caro, dani = make_caro(), make_dani()
    pia = make_user("tercera@tequio.example", name="Tercera Mirada")
    capture(package, caro, [1], [2, 4], [], "Rota")
    assert services.differences_of(package) == []
    capture(package, dani, [1], [2, 3], [], "Mojada", [4])
    assert [row.position for row in services.differences_of(package)] == [2, 5]
    look = {"package": package, "null": None, "note": "Se ve claro", "absent": False}
    with pytest.raises(services.PaperRefused):
        services.accept_package(package=package, at=timezone.now(), actor=caro.pk)
    with pytest.raises(services.PaperRefused):
        services.resolve(position=2, marks={2: 1}, person=caro, **look)
    with pytest.raises(services.PaperRefused):
        services.resolve(position=1, marks={2: 1}, person=pia, **look)
    services.resolve(position=2, marks={2: 1, 4: 1}, person=pia, **look)
    services.resolve(position=5, marks={}, person=pia, **(look | {"absent": True}))
    for _again in range(2):
        services.accept_package(package=package, at=timezone.now(), actor=caro.pk)
    assert services.summary_of(package) == {"valid": 2, "blank": 1, "null": 1}
    assert Slip.objects.filter(channel="paper", unit=package.unit).count() == 2
    with pytest.raises(services.PaperRefused):
        services.drop_last(capture=package.captures.first())


def test_capture_7_after_the_bell_no_package_goes_in(package):
    capture(package, make_caro(), [1])
    capture(package, make_dani(), [1])
    closes = package.edition.phases.get(kind="voting").closes
    with pytest.raises(services.VotingClosed):
        services.accept_package(package=package, at=closes + timedelta(seconds=1), actor=1)
    assert Slip.objects.count() == 0


def test_act_4_an_act_squares_or_says_why_and_is_public(package, client):
    caro, dani = make_caro(), make_dani()
    capture(package, caro, [1], [2])
    capture(package, dani, [1], [2])
    signing = {
        "package": package,
        "at": timezone.now(),
        "actor": caro.pk,
        "signers": ["Una, mesa", "Otra, mesa"],
    }
    square = {"used": 2, "void": 1, "left": 47, "explanation": ""}
    with pytest.raises(services.PaperRefused):
        services.sign_act(**signing, **square)
    services.accept_package(package=package, at=timezone.now(), actor=caro.pk)
    with pytest.raises(services.PaperRefused, match="no cuadra"):
        services.sign_act(**signing, **square)  # nobody is on the roll
    for number in range(2):
        services.hand_paper(
            edition=package.edition,
            person=make_user(f"v{number}@tequio.example"),
            unit=package.unit,
            officer=caro.pk,
            point=package.shift.point,
            at=timezone.now(),
        )
    with pytest.raises(services.PaperRefused):
        services.sign_act(**(signing | {"signers": ["Una"]}), **square)
    act = services.sign_act(**signing, **(square | {"left": 46, "explanation": "Se perdió una."}))
    assert queries.squared(act).wrong == {rules.Mismatch.FOLIOS: -1}
    with pytest.raises(services.PaperRefused):
        services.sign_act(**signing, **square)
    page = client.get(reverse("ballots:acts", args=[package.edition.slug])).content.decode()
    assert "Se perdió una." in page
    pdf = client.get(reverse("ballots:act_pdf", args=[package.edition.slug, act.pk]))
    assert pdf.content.startswith(b"%PDF")


def test_roll_1_one_person_has_one_right_by_whatever_way(edition):
    person, point = make_eva(), make_point(edition)
    handed = {
        "edition": edition,
        "person": person,
        "officer": make_caro().pk,
        "point": point,
        "at": timezone.now(),
    }
    unit = queries.places(edition)[0]
    services.hand_over(channel=Channel.CODE, unit=unit, **handed)
    for channel in (Channel.PAPER, Channel.CODE):
        with pytest.raises(services.AlreadyVoted):
            services.hand_over(channel=channel, unit=unit, **handed)
    assert Participation.objects.count() == 1


def test_the_tables_from_the_plan_to_the_act_in_the_browser(client, edition):
    caro, dani = make_caro(), make_dani()
    beto = make_beto()
    point = make_point(edition)
    client.force_login(caro)
    hour = timezone.localtime().replace(minute=0)
    said = {
        "point": point.pk,
        "opens": hour.strftime("%Y-%m-%dT%H:%M"),
        "closes": (hour + timedelta(hours=3)).strftime("%Y-%m-%dT%H:%M"),
        "officers": [beto.pk],
    }
    tables = reverse("ballots:tables", args=[edition.slug])
    answer = client.post(tables, said | {"opens": hour.strftime("%Y-%m-%dT%H:17")})
    assert answer.status_code == 422
    answer = client.post(tables, said)
    shift = edition.shifts.get()
    assert answer["Location"] == reverse("ballots:shift", args=[shift.pk])
    place = queries.places(edition)[0].pk
    for first, last, status in ((1, 30, 302), (20, 40, 422), (9, 3, 422)):
        answer = client.post(
            answer["Location"] if status == 302 else reverse("ballots:shift", args=[shift.pk]),
            {"place": place, "first": first, "last": last},
        )
        assert answer.status_code == status
    booklet = shift.booklets.get()
    assert client.get(reverse("ballots:booklet_pdf", args=[booklet.pk])).content.startswith(b"%PDF")
    assert client.get(reverse("ballots:list_pdf", args=[edition.slug, place])).content.startswith(b"%PDF")
    package = shift.packages.get()
    page, typing = (reverse(f"ballots:{name}", args=[package.pk]) for name in ("package", "capture"))
    for person, lines in ((beto, ["1 3", "b", "n rota", "1 2 3"]), (dani, ["1 4", "b", "n rota", "1 2 3"])):
        client.force_login(person)
        client.post(typing, {"acto": "empezar"})
        wrong = client.post(typing, {"acto": "hoja", "hoja": "uno"})
        assert wrong.status_code == 422
        assert "No se entiende «uno»" in wrong.content.decode()
        for line in [*lines, "4"]:
            assert client.post(typing, {"acto": "hoja", "hoja": line}).status_code == 302
        client.post(typing, {"acto": "quitar"})
        assert "Lleva 4 hojas" in client.get(typing).content.decode()
        assert client.post(typing, {"acto": "terminar"})["Location"] == page
    client.force_login(caro)
    shown = client.get(page).content.decode()
    assert "Hoja 1" in shown
    assert "Hoja 2" not in shown
    assert client.post(page, {"position": 1, "said": "zz", "note": "x"}).status_code == 422
    client.post(page, {"position": 1, "said": "1 3", "note": "La cruz está en el 3."})
    client.post(reverse("ballots:accept", args=[package.pk]))
    assert Slip.objects.count() == 1
    act = reverse("ballots:act", args=[package.pk])
    said = {"used": 4, "void": 0, "left": 26, "signers": "Una, mesa\nOtra, mesa", "explanation": ""}
    assert "no cuadra" in client.post(act, said).content.decode()
    assert client.post(act, said | {"explanation": "La lista se mojó."})["Location"] == page
    assert Act.objects.get().null == 2


def test_shift_2_a_liaison_attends_only_the_shifts_that_name_them(client, edition):
    beto = make_beto()
    mine, other = (
        make_shift(edition, officers=[beto]),
        make_shift(edition, point=make_point(edition, "Biblioteca")),
    )
    client.force_login(beto)
    assert client.get(reverse("ballots:shift", args=[mine.pk])).status_code == 200
    assert client.get(reverse("ballots:shift", args=[other.pk])).status_code == 403
    assert client.get(reverse("ballots:counter", args=[edition.slug])).status_code == 200
    assert client.get(reverse("ballots:tables", args=[edition.slug])).status_code == 403
