"""A shield is drawn anew from what was uploaded: nothing else that the file carried stays."""

import io

import pytest
from PIL import Image

from tequio.foundation.web import appearance


def picture(side: int = 400, kind: str = "JPEG") -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (side, side), "#22633f").save(out, kind)
    return out.getvalue()


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_a_shield_becomes_a_small_png(kind: str) -> None:
    with Image.open(io.BytesIO(appearance.draw_shield(picture(kind=kind)))) as drawn:
        assert drawn.format == "PNG"
        assert max(drawn.size) == appearance.SHIELD_SIDE


@pytest.mark.parametrize("upload", [b"", b"<svg onload='alert(1)'/>", picture()[:60]])
def test_what_is_no_picture_is_refused(upload: bytes) -> None:
    with pytest.raises(OSError, match=r".+"):
        appearance.draw_shield(upload)


def test_a_picture_too_large_to_open_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Image, "MAX_IMAGE_PIXELS", 100)
    with pytest.raises(OSError, match="too large"):
        appearance.draw_shield(picture())
