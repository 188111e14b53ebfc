"""Maps as people upload them: read whole, or refused with what is wrong and where."""

import io
import json
from typing import Any

import pyproj
import pytest
import shapefile
from django.core.files.base import ContentFile

from tequio.config.demo.factories.files import PDF, zip_bytes
from tequio.config.demo.factories.territory import square
from tequio.foundation.files.models import StoredFile
from tequio.foundation.files.types import LIMITS, FileKind
from tequio.foundation.territory import services
from tequio.foundation.territory.adapters import maps
from tequio.foundation.territory.types import Columns, UnreadableMapError, UnsoundMapError

COLUMNS = Columns("CVEGEO", "NOMBRE", "POBTOT")
UTM = "EPSG:32614"


def feature(geometry: Any, **properties: Any) -> dict[str, Any]:
    return {"type": "Feature", "properties": properties, "geometry": geometry}


def collection(*features: Any, **more: Any) -> bytes:
    return json.dumps({"type": "FeatureCollection", "features": list(features)} | more).encode()


def two_colonias() -> tuple[dict[str, Any], dict[str, Any]]:
    return (
        feature(square(-100, 25), CVEGEO="001", NOMBRE=" El  Peñón ", POBTOT=1200),
        feature(square(-99, 25), CVEGEO=2.0, NOMBRE="La Noria", POBTOT="s/d"),
    )


def test_a_geojson_becomes_units() -> None:
    found = services.preview_of(maps.read(b"\xef\xbb\xbf" + collection(*two_colonias())), COLUMNS)
    assert (found.sound, found.findings) == (True, ())
    assert [(u.code, u.name, u.population) for u in found.units] == [
        ("001", "El Peñón", 1200),
        ("2", "La Noria", None),
    ]


def test_one_lonely_feature_is_a_map() -> None:
    assert len(maps.read(json.dumps(two_colonias()[0]).encode()).features) == 1


@pytest.mark.parametrize(
    ("columns", "guessed"),
    [
        (("CVEGEO", "NOMGEO", "POBTOT"), ("CVEGEO", "NOMGEO", "POBTOT")),
        (("objectid", "cve_col", "Nom_Col", "población"), ("cve_col", "Nom_Col", "población")),
        (("a", "b"), ("a", "b", "")),
        (("solo",), ("solo", "solo", "")),
    ],
)
def test_the_columns_are_guessed_by_their_names(columns: tuple[str, ...], guessed: tuple[str, ...]) -> None:
    source = maps.read(collection(feature(None, **dict.fromkeys(columns, 1))))
    found = services.guess_columns(source)
    assert (found.code, found.name, found.population) == guessed


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b'{"type": "FeatureCollection",\n "features": [,]}', r"línea 2, columna \d+"),
        (b'{"type": "FeatureColl', "línea 1"),
        (b'{"type": "Topology"}', "FeatureCollection"),
        (b"[1, 2]", "FeatureCollection"),
        (b'{"type": "FeatureCollection"}', "falta la lista"),
        (collection(), "ningún polígono"),
        (collection({"type": "Point"}), "elemento 1 de «features» no es"),
        (collection(feature([1, 2])), "elemento 1 de «features» está mal formado"),
        (collection({"type": "Feature", "properties": [1]}), "mal formado"),
        (collection(feature(None), crs={"properties": {"name": "EPSG:999999"}}), "proyección"),
        (PDF, "no es un mapa"),
        (b"", "no es un mapa"),
        (zip_bytes({"leame.txt": b"x"}), "no trae ningún shapefile"),
        (zip_bytes({"a.shp": b"x", "b.shp": b"x"}), "trae 2 shapefiles"),
        (zip_bytes({"a.shp": b"x"}), r"Falta el archivo \.dbf"),
        (zip_bytes({"a.shp": b"x", "a.dbf": b"x"}), "dañado"),
        (b"PK\x03\x04roto", "dañado"),
    ],
)
def test_a_broken_map_says_what_and_where(content: bytes, words: str) -> None:
    with pytest.raises(UnreadableMapError, match=words) as refused:
        maps.read(content)
    assert refused.value.status == 422


def test_too_many_polygons_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(maps, "MAX_FEATURES", 1)
    with pytest.raises(UnreadableMapError, match="más de 20 mil"):
        maps.read(collection(*two_colonias()))


def test_each_problem_of_a_map_is_named() -> None:
    """TERRITORY-12."""
    bowtie = {"type": "Polygon", "coordinates": [[[0, 0], [2, 2], [2, 0], [0, 3], [0, 0]]]}
    found = services.preview_of(
        maps.read(
            collection(
                feature(square(0, 0), CVEGEO="1", NOMBRE="Uno"),
                feature(square(1, 0), CVEGEO="1", NOMBRE="Otra"),
                feature(square(2, 0), CVEGEO="3"),
                feature(square(3, 0), CVEGEO="", NOMBRE="Sin clave"),
                feature(bowtie, CVEGEO="5", NOMBRE="Moño"),
                feature(None, CVEGEO="6", NOMBRE="Nada"),
            )
        ),
        COLUMNS,
    )
    said = {finding.number: str(finding.message) for finding in found.findings}
    assert not found.sound
    assert [unit.code for unit in found.units] == ["1"]
    assert said[2] == "Su clave, 1, es la misma que la del elemento 1."
    assert (said[3], said[4], said[6]) == ("No tiene nombre.", "No tiene clave.", "No tiene polígono.")
    assert "se cruza a sí mismo. Cerca de longitud" in said[5]
    with pytest.raises(UnsoundMapError, match="5 problemas") as refused:
        services.demand_sound(found)
    assert len(refused.value.findings) == 5


def test_an_outline_that_only_touches_itself_is_redrawn_and_said() -> None:
    """TERRITORY-13."""
    spike = {"type": "Polygon", "coordinates": [[[0, 0], [1, 0], [1, 1], [1, 2], [1, 1], [0, 1], [0, 0]]]}
    found = services.preview_of(maps.read(collection(feature(spike, CVEGEO="1", NOMBRE="Uno"))), COLUMNS)
    assert found.sound
    assert [finding.stops for finding in found.findings] == [False]


def test_coordinates_in_metres_are_turned_if_the_file_says_how() -> None:
    """TERRITORY-14."""
    metres = square(366_000, 2_837_000, 500)
    stated = {"properties": {"name": "urn:ogc:def:crs:EPSG::32614"}}
    read = services.preview_of(
        maps.read(collection(feature(metres, CVEGEO="1", NOMBRE="Uno"), crs=stated)), COLUMNS
    )
    assert read.sound
    lon, lat = read.units[0].geometry["coordinates"][0][0]  # type: ignore[index]
    assert (round(lon, 1), round(lat, 1)) == (-100.3, 25.6)
    unsaid = services.preview_of(maps.read(collection(feature(metres, CVEGEO="1", NOMBRE="Uno"))), COLUMNS)
    assert "¿Están en metros?" in str(unsaid.problems[0].message)


def zipped_shapefile(
    *, encoding: str = "latin-1", prj: str = UTM, kind: int = shapefile.POLYGON, **extra: bytes
) -> bytes:
    shp, shx, dbf = io.BytesIO(), io.BytesIO(), io.BytesIO()
    with shapefile.Writer(shp=shp, shx=shx, dbf=dbf, shapeType=kind, encoding=encoding) as writer:
        writer.field("CVEGEO", "C", 10)
        writer.field("NOMBRE", "C", 60)
        writer.field("POBTOT", "N", 10)
        if kind == shapefile.POLYGON:
            for number, west in enumerate((366_000, 366_500), start=1):
                writer.poly([square(west, 2_837_000, 500)["coordinates"][0][::-1]])
                writer.record(f"0{number}", "Cañón Peña", 300)
        else:
            writer.point(1, 1)
            writer.record("01", "Uno", 3)
    parts = {"shp": shp.getvalue(), "shx": shx.getvalue(), "dbf": dbf.getvalue()} | extra
    if prj:
        parts["prj"] = pyproj.CRS.from_user_input(prj).to_wkt("WKT1_ESRI").encode()
    return zip_bytes(
        {f"mapa/Colonias.{name}": content for name, content in parts.items()} | {"__MACOSX/x.shp": b""}
    )


@pytest.mark.parametrize(
    ("encoding", "extra"),
    [("latin-1", {}), ("utf-8", {}), ("utf-8", {"cpg": b"UTF-8"}), ("latin-1", {"cpg": b"ISO-8859-1"})],
)
def test_a_zipped_shapefile_is_read_with_its_projection_and_its_accents(
    encoding: str, extra: dict[str, bytes]
) -> None:
    source = maps.read(zipped_shapefile(encoding=encoding, **extra))
    found = services.preview_of(source, COLUMNS)
    assert (source.columns, found.sound, source.notes) == (("CVEGEO", "NOMBRE", "POBTOT"), True, ())
    assert [(u.code, u.name, u.population) for u in found.units] == [
        ("01", "Cañón Peña", 300),
        ("02", "Cañón Peña", 300),
    ]
    lon, _lat = found.units[0].geometry["coordinates"][0][0]  # type: ignore[index]
    assert round(lon, 1) == -100.3


def test_a_shapefile_without_projection_says_what_was_assumed() -> None:
    source = maps.read(zipped_shapefile(prj=""))
    assert "no trae archivo .prj" in str(source.notes[0])
    assert not services.preview_of(source, COLUMNS).sound


def test_a_shapefile_of_points_is_no_map() -> None:
    with pytest.raises(UnreadableMapError, match="son puntos o líneas"):
        maps.read(zipped_shapefile(kind=shapefile.POINT))


def test_a_shapefile_cut_short_is_told() -> None:
    with pytest.raises(UnreadableMapError, match="dañado"):
        maps.read(zipped_shapefile(shp=b"\x00\x00\x27\x0a" + bytes(90)))


@pytest.mark.django_db
def test_a_broken_map_leaves_nothing_behind() -> None:
    with pytest.raises(UnreadableMapError):
        services.receive_map(upload=ContentFile(b'{"type": ', name="mapa.geojson"))
    assert not StoredFile.objects.exists()


@pytest.mark.django_db
def test_a_map_over_the_limit_is_not_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(LIMITS, FileKind.GEOGRAPHY, 10)
    with pytest.raises(UnreadableMapError, match="pesa demasiado") as refused:
        services.receive_map(upload=ContentFile(collection(), name="mapa.geojson"))
    assert refused.value.status == 413


@pytest.mark.django_db
def test_a_kept_map_reads_the_same() -> None:
    content = collection(*two_colonias())
    kept = services.receive_map(upload=ContentFile(content, name="mapa.geojson"))
    assert services.source_of(kept) == maps.read(content)


@pytest.mark.reference
@pytest.mark.parametrize(
    ("state", "count", "town"),
    [("nuevo_leon", 51, "Monterrey"), ("guanajuato", 46, "León")],
)
def test_the_municipalities_of_a_state_are_taken_whole(
    state: str, count: int, town: str, reference_data
) -> None:
    content = (reference_data / "geo" / f"{state}_municipios_2023_conabio.geojson").read_bytes()
    source = maps.read(content)
    found = services.preview_of(source, services.guess_columns(source))
    assert (found.problems, len(found.units)) == ([], count)
    assert town in {unit.name for unit in found.units}
