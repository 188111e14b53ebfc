"""Photos: checked, turned upright, stripped of where and with what they were taken, and made smaller."""

import warnings
from dataclasses import dataclass
from io import BytesIO

from django.utils.translation import gettext_lazy as _
from PIL import Image, ImageOps

from tequio.foundation.files.types import VARIANT_PIXELS, UnacceptedFileError, Variant

MAX_PIXELS = 60_000_000
_FORMATS = ("JPEG", "PNG", "WEBP", "GIF")
_QUALITY = 80


@dataclass(frozen=True, slots=True)
class Picture:
    """One size of an image, as WebP bytes."""

    variant: Variant
    content: bytes
    width: int
    height: int


def variants(content: bytes) -> list[Picture]:
    """Return the image in every size, largest first: upright, WebP, without EXIF, GPS or any other metadata.

    No size is larger than the image itself.

    Raises:
        UnacceptedFileError: if the image is damaged or has too many pixels.
    """
    try:
        image = _opened(content)
        return [_picture(image, variant, side) for variant, side in VARIANT_PIXELS.items()]
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError) as error:
        raise UnacceptedFileError(
            _("La foto está dañada y no se pudo abrir. Tómela otra vez o elija otra.")
        ) from error


def _opened(content: bytes) -> Image.Image:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", Image.DecompressionBombWarning)
        image: Image.Image = Image.open(BytesIO(content), formats=_FORMATS)
    if image.width * image.height > MAX_PIXELS:
        raise UnacceptedFileError(
            _("La foto tiene demasiados puntos (más de 60 millones). Súbala en un tamaño menor.")
        )
    largest = max(VARIANT_PIXELS.values())
    image.draft("RGB", (largest, largest))  # a JPEG is decoded at about the size that is needed
    upright = ImageOps.exif_transpose(image)
    return upright if upright.mode in {"RGB", "RGBA"} else upright.convert(_mode(upright))


def _mode(image: Image.Image) -> str:
    return "RGBA" if "A" in image.getbands() or "transparency" in image.info else "RGB"


def _picture(image: Image.Image, variant: Variant, side: int) -> Picture:
    smaller = image.copy()
    smaller.thumbnail((side, side))
    out = BytesIO()
    # The colour profile is no personal data, and without it the photos of many telephones look pale.
    smaller.save(out, "WEBP", quality=_QUALITY, icc_profile=image.info.get("icc_profile") or b"", exif=b"")
    return Picture(variant, out.getvalue(), smaller.width, smaller.height)
