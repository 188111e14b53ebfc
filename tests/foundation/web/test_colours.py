"""A municipality's colour replaces the house's own only where it can be read."""

import re

import pytest

from tequio.foundation.web import colours


@pytest.mark.parametrize(("one", "other", "ratio"), [("#000000", "#ffffff", 21), ("#777777", "#777777", 1)])
def test_contrast_is_that_of_wcag(one: str, other: str, ratio: float) -> None:
    assert colours.contrast(one, other) == pytest.approx(ratio, abs=0.01)


@pytest.mark.parametrize(("colour", "readable"), [("#233f7a", True), ("#f0a202", False), ("#ffffff", False)])
def test_a_colour_is_readable_on_paper_and_under_white(colour: str, readable: bool) -> None:
    assert colours.readable(colour) is readable


@pytest.mark.parametrize("colour", ["#f0a202", "#ffffff", "#00ff00", "#233f7a"])
def test_the_darker_shade_that_is_offered_can_be_read(colour: str) -> None:
    assert colours.readable(colours.nearest_readable(colour))


@pytest.mark.parametrize("text", ["", "#12345", "rojo!!", "#gggggg"])
def test_what_is_no_colour_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"colour|invalid"):
        colours.parse(text)


@pytest.mark.parametrize("colour", ["#000000", "#233f7a", "#7a2323", "#5b2a86"])
def test_the_shades_can_be_read_in_light_and_dark(colour: str) -> None:
    shades = colours.palette(colour)
    assert colours.contrast(shades.light["anil-900"], "#ffffff") >= 7
    assert colours.contrast(shades.light["anil-700"], shades.light["anil-100"]) >= 4.5
    assert colours.contrast(shades.dark["anil-700"], "#10151f") >= 4.5


def test_the_style_sheet_names_every_shade_twice() -> None:
    sheet = colours.stylesheet("#5b2a86")
    assert len(re.findall(r"--anil-700:#[0-9a-f]{6}", sheet)) == 2


def test_a_colour_that_already_reads_is_kept() -> None:
    assert colours.nearest_readable("#233f7a") == "#233f7a"
    assert colours.palette("#9db7f2").dark["anil-600"] == "#9db7f2"
