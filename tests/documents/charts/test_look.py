"""How charts look: colours that differ for everybody and in grey, faces that have every letter, names that fit."""

from itertools import combinations, pairwise
from math import dist

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm_planner.documents.charts.look import BANDS, JAPANESE, LATIN, PALETTE, config, faces, folded
from crm_planner.documents.folding import width

SIGHT = {
    "all cones": ((1.0, 0.0, 0.0), (0.0, 1.0, 0.0), (0.0, 0.0, 1.0)),
    "no long cones": ((0.1523, 1.0526, -0.2049), (0.1145, 0.7863, 0.0992), (-0.0039, -0.0481, 1.0520)),
    "no medium cones": ((0.3673, 0.8606, -0.2280), (0.2801, 0.6725, 0.0474), (-0.0118, 0.0429, 0.9689)),
    "no short cones": ((1.2555, -0.0767, -0.1788), (-0.0784, 0.9308, 0.1476), (0.0047, 0.6914, 0.3039)),
}
"""What each kind of eye makes of linear red, green and blue: Machado, Oliveira and Fernandes 2009, severity 1."""


def linear(colour: str) -> list[float]:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    return [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]


def lab(colour: str, sight: str = "all cones") -> tuple[float, float, float]:
    """CIE L*a*b* under D65 of the colour as an eye sees it."""
    red, green, blue = (
        min(1.0, max(0.0, sum(a * b for a, b in zip(row, linear(colour), strict=True)))) for row in SIGHT[sight]
    )
    x = (0.4124 * red + 0.3576 * green + 0.1805 * blue) / 0.95047
    y = 0.2126 * red + 0.7152 * green + 0.0722 * blue
    z = (0.0193 * red + 0.1192 * green + 0.9505 * blue) / 1.08883
    a, b, c = (part ** (1 / 3) if part > 0.008856 else 7.787 * part + 16 / 116 for part in (x, y, z))
    return 116 * b - 16, 500 * (a - b), 200 * (b - c)


@pytest.mark.parametrize("colours", [PALETTE, tuple(BANDS.values())[::-1]])
def test_colours_go_from_dark_to_light_in_steps_that_grey_shows(colours: tuple[str, ...]) -> None:
    assert all(after - before >= 9 for before, after in pairwise(lab(one)[0] for one in colours))


@pytest.mark.parametrize("sight", SIGHT)
def test_two_colours_never_look_alike_whatever_the_eye(sight: str) -> None:
    for colours in (PALETTE, tuple(BANDS.values())):
        assert min(dist(lab(one, sight), lab(other, sight)) for one, other in combinations(colours, 2)) > 15


def test_text_on_a_band_is_readable() -> None:
    """Contrast of WCAG: 4.5 and more, white on the darkest band and ink on the others."""
    for band, colour in BANDS.items():
        ink = "#ffffff" if band == "critical" else "#1d2329"
        lights = sorted(
            sum(part * weight for part, weight in zip(linear(one), (0.2126, 0.7152, 0.0722), strict=True))
            for one in (colour, ink)
        )
        assert (lights[1] + 0.05) / (lights[0] + 0.05) >= 4.5


def test_a_japanese_face_leads_where_a_letter_needs_it() -> None:
    assert faces("en", ["RegionSoft", "Стандарт"]).startswith(LATIN)
    assert faces("en", ["RegionSoft", "標準"]).startswith(JAPANESE)
    assert faces("ja").startswith(JAPANESE)


def test_numbers_are_written_as_the_language_writes_them() -> None:
    assert config("ru")["locale"]["number"]["thousands"] == "\u00a0"
    assert config("ru")["locale"]["number"]["decimal"] == ","
    assert config("ja")["locale"]["number"]["thousands"] == ","


def test_a_name_breaks_between_words_and_leaves_no_letter_alone() -> None:
    assert folded("Client Communicator CLICK.CRM") == "Client Communicator\nCLICK.CRM"
    assert folded("RegionSoft CRM スタンダード").split("\n")[-1] != "ド"


@given(st.text(st.characters(exclude_categories=["C", "Z"]), min_size=1, max_size=120))
def test_a_name_of_any_length_fits_its_place(name: str) -> None:
    lines = folded(name, 20, 3).split("\n")
    assert len(lines) <= 3
    assert all(width(line) <= 21 for line in lines)
