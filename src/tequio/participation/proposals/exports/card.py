"""The picture that goes with a proposal when it is shared: its photo or a colour, its title, cost and place."""

import hashlib
import io
import textwrap
from functools import cache

from django.contrib.staticfiles import finders
from django.core.cache import caches
from PIL import Image, ImageDraw, ImageFont, ImageOps

from tequio.foundation.files import queries as files
from tequio.foundation.files.types import Variant
from tequio.foundation.web import appearance, drawings
from tequio.participation.proposals.models import Proposal
from tequio.participation.proposals.queries import said

SIZE = WIDTH, HEIGHT = 1200, 630  # what the networks show whole
_SECONDS = 7 * 24 * 60 * 60
_FONT = "vendor/atkinson-hyperlegible-next-5.3.0/atkinson-hyperlegible-next-latin-wght-normal.woff2"
_PAPER, _INK, _INK_2, _MARIGOLD = (251, 249, 245), (27, 34, 48), (75, 85, 101), (240, 162, 2)
_COLOURS = ((44, 79, 155), (34, 99, 63), (156, 31, 61), (92, 61, 0), (20, 33, 61), (69, 103, 180))
_PICTURE = 300  # pixels of height on top
_LEFT = 64


def card_image(proposal: Proposal) -> bytes:
    """Return the card as JPEG. It is drawn once for what the proposal says now, and kept."""
    photo = next(iter(proposal.photos.all()), None)
    said_now = (
        proposal.title,
        _cost(proposal),
        _place(proposal),
        str(photo.file_id) if photo else "",
        proposal.category.drawing if proposal.category else "",
        appearance.current().name,
    )
    key = "proposal-card-" + hashlib.sha256("\n".join(said_now).encode()).hexdigest()
    kept: bytes | None = caches["default"].get(key)
    if kept is None:
        kept = _drawn(proposal)
        caches["default"].set(key, kept, _SECONDS)
    return kept


def _drawn(proposal: Proposal) -> bytes:
    image = Image.new("RGB", SIZE, _PAPER)
    pen = ImageDraw.Draw(image)
    _top(proposal, image, pen)
    pen.rectangle((0, _PICTURE, WIDTH, _PICTURE + 10), fill=_MARIGOLD)
    y = _PICTURE + 38
    for line in _lines(proposal.title):
        pen.text((_LEFT, y), line, font=_font(56, 700), fill=_INK)
        y += 66
    pen.text((_LEFT, HEIGHT - 132), _cost(proposal), font=_font(44, 700), fill=_INK)
    foot = f"{_place(proposal)} · {appearance.current().name}"
    pen.text(
        (_LEFT, HEIGHT - 72), textwrap.shorten(foot, 70, placeholder="…"), font=_font(32, 400), fill=_INK_2
    )
    out = io.BytesIO()
    image.save(out, "JPEG", quality=82, optimize=True)
    return out.getvalue()


def _top(proposal: Proposal, image: Image.Image, pen: ImageDraw.ImageDraw) -> None:
    """Draw the first photo across the top, or the colour of the category with the thread over it."""
    photo = next(iter(proposal.photos.all()), None)
    if photo:
        with Image.open(io.BytesIO(files.content(photo.file, Variant.MEDIUM))) as found:
            image.paste(ImageOps.fit(found.convert("RGB"), (WIDTH, _PICTURE)), (0, 0))
        return
    drawing = proposal.category.drawing if proposal.category else drawings.DEFAULT
    number = drawings.NAMES.index(drawing) if drawing in drawings.NAMES else 0
    pen.rectangle((0, 0, WIDTH, _PICTURE), fill=_COLOURS[number % len(_COLOURS)])
    pen.line((_LEFT, 150, WIDTH - _LEFT, 150), fill=_PAPER, width=8)
    for knot in range(5):
        x = _LEFT + knot * (WIDTH - 2 * _LEFT) // 4
        pen.ellipse((x - 26, 124, x + 26, 176), fill=_MARIGOLD if knot == 0 else _PAPER)
    if proposal.category:
        pen.text((_LEFT, 216), proposal.category.name, font=_font(36, 600), fill=_PAPER)


def _lines(title: str) -> list[str]:
    """Return the title in two lines at most."""
    wrapped = textwrap.wrap(title, 36) or [""]
    rest = " ".join(wrapped[1:])
    return [wrapped[0], textwrap.shorten(rest, 36, placeholder="…")] if rest else wrapped


def _cost(proposal: Proposal) -> str:
    cost = proposal.approved_cost_centavos or proposal.estimated_cost_centavos
    return "" if cost is None else said(cost)


def _place(proposal: Proposal) -> str:
    return proposal.site.name if proposal.site else ""


@cache
def _font(size: int, weight: int) -> ImageFont.FreeTypeFont:
    """Return the house's own letter."""
    found = ImageFont.truetype(finders.find(_FONT) or _FONT, size)
    found.set_variation_by_axes([weight])
    return found
