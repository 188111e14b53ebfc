"""Generated pictures of works, so that no photograph of anybody's is needed."""

import io
import random
from collections.abc import Callable

from PIL import Image, ImageDraw

from tequio.accountability.projects.types import Moment
from tequio.config.demo.factories import files
from tequio.foundation.files.models import StoredFile

SIZE = WIDTH, HEIGHT = 960, 640
_HORIZON = 380
_SKIES = {True: ((206, 230, 245), (245, 238, 220)), False: ((222, 224, 228), (240, 228, 205))}
Draw = ImageDraw.ImageDraw


_ALTS = {
    Moment.BEFORE: "El terreno vacío (dibujo)",
    Moment.DURING: "Obra en proceso (dibujo)",
    Moment.AFTER: "Obra terminada (dibujo)",
}


class Pictures:
    """The generated pictures of the works, each made once."""

    def __init__(self) -> None:
        self._made: dict[tuple[str, Moment], StoredFile] = {}
        self.annex = files.make_document(name="anexo-tecnico.pdf", public=True)
        self.act = files.make_document(name="acta-del-comite.pdf")
        self.decision = files.make_document(name="acta-de-cabildo.pdf", public=True)

    def of(self, drawing: str, moment: Moment) -> StoredFile:
        """Return the picture of a category: bare, under way or finished."""
        key = (drawing, moment)
        if key not in self._made:
            self._made[key] = make_picture(drawing, moment=moment, alt=_ALTS[moment])
        return self._made[key]


def make_picture(drawing: str, *, moment: Moment, alt: str) -> StoredFile:
    """Return a stored picture of a site with what its category has: bare, under way or finished."""
    image = Image.new("RGB", SIZE)
    pen = ImageDraw.Draw(image)
    chance = random.Random(f"{drawing}{moment}")  # noqa: S311 - a drawing, not a secret
    finished = moment is Moment.AFTER
    _sky(pen, finished=finished)
    _hills(pen, chance)
    ground = (136, 172, 110) if finished else (190, 160, 118)
    pen.rectangle((0, _HORIZON, WIDTH, HEIGHT), fill=ground)
    if moment is Moment.BEFORE:
        _weeds(pen, chance)
    else:
        _SCENES.get(drawing, _trees)(pen, chance)
    if moment is Moment.DURING:
        _site(pen, chance)
    out = io.BytesIO()
    image.save(out, "JPEG", quality=88)
    return files.make_image(out.getvalue(), name=f"{drawing}.jpg", alt=alt)


def _sky(pen: Draw, *, finished: bool) -> None:
    top, low = _SKIES[finished]
    for y in range(_HORIZON):
        part = y / _HORIZON
        pen.line((0, y, WIDTH, y), fill=tuple(round(a + (b - a) * part) for a, b in zip(top, low, strict=True)))


def _hills(pen: Draw, chance: random.Random) -> None:
    for depth, colour in enumerate(((150, 172, 196), (118, 150, 150))):
        crest = [(x, _HORIZON - 90 + depth * 40 - chance.randrange(60)) for x in range(0, WIDTH + 1, 120)]
        pen.polygon([(0, _HORIZON), *crest, (WIDTH, _HORIZON)], fill=colour)


def _weeds(pen: Draw, chance: random.Random) -> None:
    """Draw what an empty lot has: stones and dry weeds."""
    for _ in range(26):
        x, y = chance.randrange(WIDTH), chance.randrange(_HORIZON + 20, HEIGHT)
        pen.ellipse((x, y, x + 30, y + 16), fill=(160, 148, 132))
        for blade in (-9, 0, 9):
            pen.line((x + 60, y + 20, x + 60 + blade, y - 14), fill=(140, 132, 74), width=3)


def _trees(pen: Draw, chance: random.Random) -> None:
    for x in range(80, WIDTH, 150):
        y = _HORIZON + chance.randrange(120)
        pen.rectangle((x - 7, y - 40, x + 7, y + 40), fill=(96, 66, 44))
        pen.ellipse((x - 55, y - 130, x + 55, y - 20), fill=(44, 110 + chance.randrange(40), 70))


def _lamps(pen: Draw, chance: random.Random) -> None:
    del chance
    pen.polygon([(300, HEIGHT), (660, HEIGHT), (520, _HORIZON), (440, _HORIZON)], fill=(176, 170, 160))
    for x in range(120, WIDTH, 180):
        pen.rectangle((x - 4, 210, x + 4, 520), fill=(84, 90, 100))
        pen.ellipse((x - 22, 186, x + 22, 230), fill=(246, 200, 84))


def _street(pen: Draw, chance: random.Random) -> None:
    for x in range(20, WIDTH, 160):
        top = 220 + chance.randrange(70)
        wall = ((198, 92, 92), (222, 150, 84), (120, 150, 190), (206, 180, 120))[chance.randrange(4)]
        pen.rectangle((x, top, x + 140, 430), fill=wall)
        pen.rectangle((x + 52, 340, x + 88, 430), fill=(84, 60, 50))
    pen.rectangle((0, 430, WIDTH, 480), fill=(204, 198, 188))
    pen.rectangle((0, 480, WIDTH, HEIGHT), fill=(110, 112, 116))


def _water(pen: Draw, chance: random.Random) -> None:
    pen.polygon([(0, 470), (WIDTH, 420), (WIDTH, 560), (0, 610)], fill=(92, 150, 190))
    for x in range(60, WIDTH, 140):
        y = 470 + chance.randrange(70)
        pen.arc((x, y, x + 80, y + 24), 180, 360, fill=(210, 232, 244), width=4)
    pen.ellipse((660, 300, 840, 470), outline=(90, 96, 104), width=26)


def _building(pen: Draw, chance: random.Random) -> None:
    wall = ((236, 224, 196), (214, 226, 232), (240, 210, 190))[chance.randrange(3)]
    pen.rectangle((160, 240, 800, 500), fill=wall)
    pen.polygon([(130, 240), (830, 240), (760, 170), (200, 170)], fill=(156, 70, 62))
    for x in range(210, 760, 120):
        pen.rectangle((x, 300, x + 64, 380), fill=(120, 160, 190))
    pen.rectangle((440, 400, 520, 500), fill=(96, 66, 44))


def _court(pen: Draw, chance: random.Random) -> None:
    del chance
    pen.polygon([(120, 600), (840, 600), (700, 410), (260, 410)], fill=(70, 120, 150))
    pen.polygon([(120, 600), (840, 600), (700, 410), (260, 410)], outline=(240, 240, 236), width=5)
    for x in (250, 710):
        pen.rectangle((x - 5, 250, x + 5, 420), fill=(90, 90, 96))
        pen.rectangle((x - 44, 230, x + 44, 290), fill=(240, 240, 236))


def _stalls(pen: Draw, chance: random.Random) -> None:
    for x in range(60, WIDTH - 120, 170):
        cloth = ((156, 31, 61), (34, 99, 63), (240, 162, 2), (44, 79, 155))[chance.randrange(4)]
        pen.rectangle((x + 8, 330, x + 14, 500), fill=(96, 66, 44))
        pen.rectangle((x + 126, 330, x + 132, 500), fill=(96, 66, 44))
        pen.polygon([(x, 340), (x + 140, 340), (x + 120, 280), (x + 20, 280)], fill=cloth)
        pen.rectangle((x + 10, 430, x + 130, 450), fill=(222, 196, 150))


def _site(pen: Draw, chance: random.Random) -> None:
    """Draw what a work under way has: heaps, and a barrier with stripes."""
    for x in range(90, WIDTH, 260):
        left = x + chance.randrange(60)
        pen.polygon([(left, 590), (left + 150, 590), (left + 80, 500)], fill=(150, 120, 88))
    for number, x in enumerate(range(0, WIDTH, 48)):
        pen.rectangle((x, 596, x + 48, 620), fill=(240, 162, 2) if number % 2 else (250, 248, 240))


_SCENES: dict[str, Callable[[Draw, random.Random], None]] = {
    "park": _trees,
    "lights": _lamps,
    "street": _street,
    "safety": _street,
    "water": _water,
    "school": _building,
    "culture": _building,
    "health": _building,
    "sport": _court,
    "market": _stalls,
}
