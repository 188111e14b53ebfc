"""The municipality's name, colour, shield and contact, as every page draws them.

Read once and kept by each process for a minute: no page pays a query for its frame.
"""

import hashlib
import io
from dataclasses import dataclass

from django.conf import settings
from django.core.cache import caches
from PIL import Image

from tequio.foundation.web.models import Appearance

_KEY = "web.appearance"
_SECONDS = 60
SHIELD_SIDE = 160


@dataclass(frozen=True, slots=True)
class Look:
    """What the frame of a page shows. ``version`` changes whenever any of it does; empty: nothing was set."""

    name: str
    tagline: str
    colour: str = ""
    has_shield: bool = False
    contact_email: str = ""
    contact_phone: str = ""
    contact_place: str = ""
    version: str = ""


def default() -> Look:
    """Return what the settings say, for an installation whose office has set nothing yet."""
    return Look(name=settings.MUNICIPALITY, tagline=settings.TAGLINE)


def current() -> Look:
    """Return the look of the municipality now."""
    look: Look | None = caches["local"].get(_KEY)
    if look is None:
        look = _read()
        keep(look)
    return look


def keep(look: Look) -> None:
    """Keep a look for every page of this process."""
    caches["local"].set(_KEY, look, _SECONDS)


def forget() -> None:
    """Read the look again for the next page."""
    caches["local"].delete(_KEY)


def _read() -> Look:
    row = Appearance.objects.filter(pk=1).first()
    if row is None:
        return default()
    stamp = f"{row.updated_at.isoformat()}{row.name}{row.colour}"
    return Look(
        name=row.name,
        tagline=row.tagline,
        colour=row.colour,
        has_shield=row.shield is not None,
        contact_email=row.contact_email,
        contact_phone=row.contact_phone,
        contact_place=row.contact_place,
        version=hashlib.sha256(stamp.encode()).hexdigest()[:12],
    )


def draw_shield(upload: bytes) -> bytes:
    """Return a small PNG drawn from an uploaded picture, without anything else the file carried.

    Raises:
        OSError: if the bytes are no picture, or one too large to open safely.
    """
    try:
        with Image.open(io.BytesIO(upload), formats=("PNG", "JPEG", "WEBP")) as picture:
            picture.thumbnail((SHIELD_SIDE, SHIELD_SIDE))
            drawn = picture.convert("RGBA")
    except Image.DecompressionBombError as error:
        raise OSError("the picture is too large") from error
    out = io.BytesIO()
    drawn.save(out, "PNG", optimize=True)
    return out.getvalue()
