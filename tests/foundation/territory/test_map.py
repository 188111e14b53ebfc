"""The map: drawn level by level, published whole, never changed again, and asked where things are."""

from datetime import date

import pytest
from django.utils import timezone

from tequio.config.demo.factories.territory import make_map, square
from tequio.core.geo import Point
from tequio.foundation.audit.models import AuditEvent
from tequio.foundation.territory import queries, services
from tequio.foundation.territory.models import Level, Unit, Version
from tequio.foundation.territory.types import PublishedVersionError, UnitDraft, UnsoundMapError

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("point", "level", "code"),
    [
        (Point(0.5, 0.5), None, "C01"),
        (Point(1.0, 0.5), None, "C01"),
        (Point(1.0, 1.0), "colonia", "C01"),
        (Point(2.0, 0.5), "sector", "S1"),
        (Point(3.5, 1.5), "sector", "S2"),
        (Point(4.00005, 1.5), "colonia", "C08"),
        (Point(4.1, 1.5), "colonia", None),
        (Point(0.5, 0.5), "nada", None),
    ],
)
def test_a_point_is_found_in_its_unit(point: Point, level: str | None, code: str | None) -> None:
    found = queries.locate(point, version=make_map(), level=level)
    assert (found.code if found else None) == code


def test_a_point_is_found_in_two_queries(django_assert_num_queries) -> None:
    version = make_map()
    level = queries.lowest_level(version)
    with django_assert_num_queries(1):
        found = queries.locate(Point(0.5, 0.5), version=version, level=level)
        assert found
        assert (found.level.code, found.parent and found.parent.code) == ("colonia", "S1")
    with django_assert_num_queries(2):
        queries.locate(Point(0.5, 0.5), version=version)


def test_a_map_without_levels_holds_no_point() -> None:
    version = services.create_version(name="Vacío", valid_from=date(2026, 1, 1))
    assert queries.locate(Point(0, 0), version=version) is None


def test_units_find_their_parents_on_the_map() -> None:
    """TERRITORY-8."""
    version = make_map()
    assert [u.parent and u.parent.code for u in queries.units(version, "colonia").order_by("code")] == [
        "S1", "S1", "S1", "S1", "S2", "S2", "S2", "S2",
    ]  # fmt: skip
    colonia = version.units.get(code="C05")
    assert [u.code for u in queries.lineage(colonia)] == ["C05", "S2", "M"]


def test_a_stated_parent_comes_before_the_map() -> None:
    """TERRITORY-8: past elections have no drawing."""
    version = services.create_version(name="Pasado", valid_from=date(2020, 1, 1))
    for code, units in {
        "ciudad": [UnitDraft(code="M", name="Ciudad")],
        "distrito": [UnitDraft(code="D1", name="Uno"), UnitDraft(code="D2", name="Dos")],
        "barrio": [UnitDraft(code="B", name="Barrio", parent_code="D2")],
    }.items():
        services.add_level(version=version, code=code, name=code, name_plural=code, units=units)
    services.publish_version(version=version, at=timezone.now())
    barrio = version.units.get(code="B")
    assert [u.code for u in queries.lineage(barrio)] == ["B", "D2", "M"]
    assert barrio.drawing is None


def test_a_map_with_a_unit_outside_the_level_above_is_not_published() -> None:
    """TERRITORY-9."""
    version = make_map(published=False)
    stray = [UnitDraft(code="X", name="La Isla", geometry=square(50, 50))]
    services.add_level(version=version, code="seccion", name="Sección", name_plural="Secciones", units=stray)
    with pytest.raises(UnsoundMapError, match=r"«La Isla» \(X\) no cae dentro"):
        services.publish_version(version=version, at=timezone.now())
    version.refresh_from_db()
    assert version.published_at is None


def test_a_map_without_levels_is_not_published() -> None:
    version = services.create_version(name="Vacío", valid_from=date(2026, 1, 1))
    with pytest.raises(UnsoundMapError, match="ningún nivel"):
        services.publish_version(version=version, at=timezone.now())


def test_a_published_map_never_changes() -> None:
    """TERRITORY-10."""
    version = make_map()
    level = version.levels.get(code="colonia")
    unit = UnitDraft(code="Z", name="Zeta")
    for change in (
        lambda: services.add_level(version=version, code="z", name="Z", name_plural="Z", units=[unit]),
        lambda: services.remove_level(level=level),
        lambda: services.publish_version(version=version, at=timezone.now()),
        lambda: services.discard_version(version=version),
    ):
        with pytest.raises(PublishedVersionError, match="ya se publicó"):
            change()
    assert Unit.objects.count() == 11


def test_the_map_in_force_is_the_latest_that_has_begun() -> None:
    """TERRITORY-11."""
    old, new = make_map("Viejo"), make_map("Nuevo")
    make_map("Borrador", published=False)
    Version.objects.filter(pk=new.pk).update(valid_from=date(2026, 7, 1))
    assert queries.in_force(on=date(2025, 12, 31)) is None
    assert queries.in_force(on=date(2026, 6, 30)) == old
    assert queries.in_force(on=date(2026, 7, 1)) == new


@pytest.mark.parametrize(
    ("units", "code", "words"),
    [
        ([], "otro", "ninguna unidad"),
        ([UnitDraft(code="A", name="a"), UnitDraft(code="A", name="b")], "otro", "clave A está repetida"),
        ([UnitDraft(code="A", name="a")], "sector", "ya tiene un nivel"),
    ],
)
def test_a_level_is_taken_whole_or_not_at_all(units: list[UnitDraft], code: str, words: str) -> None:
    """TERRITORY-12."""
    version = make_map(published=False)
    with pytest.raises(UnsoundMapError, match=words) as refused:
        services.add_level(version=version, code=code, name="Otro", name_plural="Otros", units=units)
    assert refused.value.status == 422
    assert (Level.objects.count(), Unit.objects.count()) == (3, 11)


def test_levels_are_removed_from_the_bottom_up() -> None:
    version = make_map(published=False)
    with pytest.raises(UnsoundMapError, match="Quite primero"):
        services.remove_level(level=version.levels.get(code="sector"))
    services.remove_level(level=version.levels.get(code="colonia"))
    assert [level.code for level in version.levels.all()] == ["municipio", "sector"]


def test_a_draft_is_thrown_away_whole() -> None:
    version = make_map(published=False)
    services.discard_version(version=version)
    assert (Version.objects.count(), Unit.objects.count()) == (0, 0)
    assert AuditEvent.objects.last().kind == "territory.VersionDiscarded"  # type: ignore[union-attr]


def test_two_versions_have_two_names() -> None:
    make_map()
    with pytest.raises(UnsoundMapError, match="Ya hay una versión"):
        services.create_version(name="Mapa de cuadros", valid_from=date(2026, 1, 1))


def test_a_unit_answers_to_what_people_call_it() -> None:
    version = make_map()
    unit = version.units.get(code="C03")
    alias = services.add_alias(unit=unit, name="El Peñón ")
    assert services.add_alias(unit=unit, name="el penon") == alias
    assert queries.named("  EL PEÑON", version=version) == [unit]
    assert queries.named("colonia 3", version=version, level="colonia") == [unit]
    assert queries.named("Colonia 3", version=version, level="sector") == []
    assert queries.named("  ", version=version) == []
    services.remove_alias(alias=alias)
    assert queries.named("El Peñón", version=version) == []
    assert AuditEvent.objects.filter(kind__startswith="territory.Alias").count() == 2


def test_units_come_with_their_other_names() -> None:
    version = make_map(published=False)
    unit = UnitDraft(code="Z", name="Zeta", geometry=square(0.1, 0.1, 0.1), aliases=("La Zeta", "La Zeta"))
    services.add_level(version=version, code="barrio", name="Barrio", name_plural="Barrios", units=[unit])
    assert [u.code for u in queries.named("la zeta", version=version)] == ["Z"]


def test_the_map_is_handed_out_as_geojson() -> None:
    version = make_map()
    found = queries.geojson(queries.units(version, "colonia"))
    assert found["features"][0]["properties"] == {
        "code": "C01", "name": "Colonia 1", "population": 1000, "parent": "S1",
    }  # fmt: skip
    assert found["features"][0]["geometry"]["type"] == "Polygon"
