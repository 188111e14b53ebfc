"""What is taken, what is refused, and what is kept of it."""

import hashlib
import struct
import zlib
from datetime import timedelta
from io import BytesIO

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import DatabaseError, transaction
from django.utils import timezone
from PIL import Image

from tequio.config.demo.factories import files as factory
from tequio.foundation.files import queries, services, types
from tequio.foundation.files.adapters import archives, images
from tequio.foundation.files.models import StoredFile
from tequio.foundation.files.types import FileKind, FileTooLargeError, UnacceptedFileError

pytestmark = pytest.mark.django_db


def kept() -> set[str]:
    if not default_storage.exists(queries.ROOT):
        return set()
    days = default_storage.listdir(queries.ROOT)[0]
    return {name for day in days for name in default_storage.listdir(f"{queries.ROOT}/{day}")[1]}


def put(content: bytes, *, kind: FileKind = FileKind.DOCUMENT, name: str = "archivo") -> StoredFile:
    return services.store(upload=ContentFile(content, name=name), kind=kind)


def ods_bytes() -> bytes:
    return factory.zip_bytes({"mimetype": types.ODS.encode(), "content.xml": b"<x/>"})


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500)
XLS = OLE + "Workbook".encode("utf-16-le")


@pytest.mark.parametrize(
    ("content", "kind", "found"),
    [
        (factory.PDF, FileKind.DOCUMENT, types.PDF),
        (factory.workbook_bytes([["a"], [1]]), FileKind.SPREADSHEET, types.XLSX),
        (XLS, FileKind.SPREADSHEET, types.XLS),
        (ods_bytes(), FileKind.SPREADSHEET, types.ODS),
        (b"folio,monto\n1,2\n", FileKind.SPREADSHEET, types.CSV),
        ("\ufefffolio,año\n".encode(), FileKind.SPREADSHEET, types.CSV),
        ("folio,año\n1,2\n".encode("utf-16"), FileKind.SPREADSHEET, types.CSV),
        (
            factory.zip_bytes({"[Content_Types].xml": b"x", "word/document.xml": b"x"}),
            FileKind.DOCUMENT,
            types.DOCX,
        ),
        (factory.zip_bytes({"mapa.shp": b"x"}), FileKind.GEOGRAPHY, types.ZIP),
        (b' {"type": "FeatureCollection", "features": []}', FileKind.GEOGRAPHY, types.GEOJSON),
    ],
)
def test_a_file_is_what_its_bytes_are(content: bytes, kind: FileKind, found: str) -> None:
    row = put(content, kind=kind, name="foto.jpg")
    assert row.content_type == found
    assert bytes(row.sha256) == hashlib.sha256(content).digest()
    assert queries.content(row) == content
    assert row.path.endswith(types.EXTENSIONS[found])


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>", FileKind.IMAGE),
        (b"\xef\xbb\xbf  <!DOCTYPE html><script>alert(1)</script>", FileKind.DOCUMENT),
        (b"folio,monto\n<script>alert(1)</script>", FileKind.SPREADSHEET),
        (b"MZ\x90\x00\x03 programa", FileKind.DOCUMENT),
        (OLE, FileKind.SPREADSHEET),
        (b"   \n", FileKind.DOCUMENT),
        (b"", FileKind.DOCUMENT),
        (factory.PDF, FileKind.IMAGE),
        (factory.picture_bytes(), FileKind.SPREADSHEET),
        (b'{"hola": 1}', FileKind.GEOGRAPHY),
        (factory.zip_bytes({"a.exe": b"x"}), FileKind.DOCUMENT),
        (factory.zip_bytes({"[Content_Types].xml": b"x", "ppt/slides.xml": b"x"}), FileKind.DOCUMENT),
        (
            factory.zip_bytes(
                {"[Content_Types].xml": b"x", "xl/workbook.xml": b"x", "xl/vbaProject.bin": b"x"}
            ),
            FileKind.SPREADSHEET,
        ),
        (factory.zip_bytes({"mimetype": b"application/epub+zip"}), FileKind.SPREADSHEET),
        (b"PK\x03\x04 medio archivo", FileKind.SPREADSHEET),
        (factory.picture_bytes()[:300], FileKind.IMAGE),
        (b"\x89PNG\r\n\x1a\n nada", FileKind.IMAGE),
    ],
)
def test_what_does_not_serve_is_refused_and_leaves_nothing(content: bytes, kind: FileKind) -> None:
    before = kept()
    with pytest.raises(UnacceptedFileError) as refused:
        put(content, kind=kind)
    assert refused.value.status == 422
    assert str(refused.value)
    assert (kept(), StoredFile.objects.count()) == (before, 0)


def test_a_file_over_its_limit_is_refused_before_it_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(types.LIMITS, FileKind.IMAGE, 2 * types.MEGABYTE)
    upload = ContentFile(b"x" * (2 * types.MEGABYTE + 1), name="carpeta/grande.jpg")
    with pytest.raises(FileTooLargeError, match=r"«grande\.jpg» pesa demasiado.* 2 MB") as refused:
        services.store(upload=upload, kind=FileKind.IMAGE)
    assert refused.value.status == 413


def test_a_zip_that_grows_too_much_is_not_opened() -> None:
    bomb = factory.zip_bytes({f"{n}.shp": bytes(10_000_000) for n in range(3)})
    with pytest.raises(UnacceptedFileError, match="crece demasiado"):
        put(bomb, kind=FileKind.GEOGRAPHY)


def test_a_zip_with_too_many_files_is_not_opened(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archives, "MAX_ENTRIES", 2)
    with pytest.raises(UnacceptedFileError, match="crece demasiado"):
        put(factory.zip_bytes({f"{n}.shp": b"x" for n in range(3)}), kind=FileKind.GEOGRAPHY)


def test_a_zip_with_a_password_is_refused() -> None:
    content = bytearray(factory.zip_bytes({"a.shp": b"x"}))
    central = content.index(b"PK\x01\x02")
    content[central + 8] |= 1
    with pytest.raises(UnacceptedFileError, match="contraseña"):
        put(bytes(content), kind=FileKind.GEOGRAPHY)


def test_an_image_with_too_many_pixels_is_not_decoded() -> None:
    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", 40_000, 40_000, 8, 2, 0, 0, 0)
    bomb = (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(b"")) + chunk(b"IEND", b"")
    )
    with pytest.raises(UnacceptedFileError):
        put(bomb, kind=FileKind.IMAGE)


def test_an_image_over_our_own_limit_of_pixels_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(images, "MAX_PIXELS", 100)
    with pytest.raises(UnacceptedFileError, match="demasiados puntos"):
        put(factory.picture_bytes(), kind=FileKind.IMAGE)


def test_a_photo_is_kept_upright_in_three_sizes_and_without_its_place() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6  # turned: the camera was held upright
    exif[0x010F] = "Cámara de Ana"
    exif.get_ifd(0x8825)[2] = (25.0, 39.0, 7.0)  # GPS
    row = put(factory.picture_bytes(size=(2600, 1300), exif=exif), kind=FileKind.IMAGE, name="DSC_1.JPG")
    assert (row.content_type, row.width, row.height) == (types.WEBP, 1200, 2400)
    assert (row.medium["width"], row.medium["height"]) == (600, 1200)
    assert (row.thumb["width"], row.thumb["height"]) == (200, 400)
    for path in row.paths:
        with default_storage.open(path) as stored:
            image = Image.open(BytesIO(stored.read()))
            assert (image.format, dict(image.getexif())) == ("WEBP", {})


@pytest.mark.parametrize("mode", ["P", "LA", "CMYK", "L"])
def test_images_of_every_mode_are_taken(mode: str) -> None:
    out = BytesIO()
    Image.new(mode, (8, 8)).save(out, "JPEG" if mode == "CMYK" else "PNG")
    assert put(out.getvalue(), kind=FileKind.IMAGE).width == 8


def test_a_failed_row_takes_its_bytes_with_it(monkeypatch: pytest.MonkeyPatch) -> None:
    before = kept()

    def fail(*args: object, **kwargs: object) -> None:
        raise DatabaseError

    monkeypatch.setattr(StoredFile, "save", fail)
    with pytest.raises(DatabaseError):
        put(factory.PDF)
    assert kept() == before


def test_the_sweep_removes_only_what_an_undone_upload_left() -> None:
    with transaction.atomic():
        lost = factory.make_image()
        transaction.set_rollback(True)
    stays = factory.make_image()
    assert services.remove_orphans(at=timezone.now()) == 0
    assert services.remove_orphans(at=timezone.now() + timedelta(days=2)) >= 3
    assert not any(default_storage.exists(path) for path in lost.paths)
    assert all(default_storage.exists(path) for path in stays.paths)


def test_removing_a_file_takes_its_bytes_once_committed(django_capture_on_commit_callbacks) -> None:
    row = factory.make_image()
    paths = row.paths
    with django_capture_on_commit_callbacks(execute=True):
        services.remove(file=row)
        assert default_storage.exists(paths[0])
    assert not any(default_storage.exists(path) for path in paths)


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("C:\\Mis documentos\\plano.pdf", "plano.pdf"),
        ("../../etc/passwd", "passwd"),
        ("", "archivo"),
        ("x" * 300 + ".pdf", "x" * 116 + ".pdf"),
    ],
)
def test_the_name_of_an_upload_is_only_a_label(name: str, short: str) -> None:
    row = put(factory.PDF, name=name)
    assert row.original_name == short
    assert str(row.pk) in row.path
