"""Maps: outlines that end where the map ends, dots and shades, how much of the world is shown, pages without script."""

from __future__ import annotations

import re
from html import unescape
from itertools import pairwise
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from dateline.web import maps
from dateline.web.outlines import FINE, HEIGHT, WIDTH, drawn_countries, project, world
from web.archive import archive_site
from web.visits import Browser, Site

SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture
def site(tmp_path: Path) -> Site:
    """A desk with a small archive."""
    return archive_site(tmp_path)


@pytest.fixture
def me(site: Site) -> Browser:
    """The owner's browser."""
    return site.owner()


def point(name: str, lat: float, lon: float, reports: int = 1, **more: object) -> dict:
    """A place as the library tells it."""
    told = {"key": f"g:{name}", "name": name, "lat": lat, "lon": lon, "country": None, "precision": "city"}
    return {**told, "stories": 1, "reports": reports, **more}


def rings_of(path: ET.Element) -> list[list[tuple[float, float]]]:
    """The rings of an outline, in units of the map."""
    made = []
    for ring in re.findall(r"M([^z]*)z", path.get("d") or ""):
        numbers = [int(one) for one in re.findall(r"-?\d+", ring)]
        x, y = numbers[0], numbers[1]
        points = [(x / FINE, y / FINE)]
        for step_x, step_y in zip(numbers[2::2], numbers[3::2], strict=True):
            x, y = x + step_x, y + step_y
            points.append((x / FINE, y / FINE))
        made.append(points)
    return made


def test_places_stand_where_the_projection_puts_them() -> None:
    assert project(0, 0) == (WIDTH / 2, HEIGHT / 2)
    left, right = project(-180, 0)[0], project(180, 0)[0]
    assert (left, right) == pytest.approx((0, WIDTH))
    assert project(180, 60)[0] < WIDTH - 80
    assert project(10, 50)[1] < project(10, 40)[1]
    assert project(999, 95) == project(180, 90)
    # the same places by geoNaturalEarth1Raw of d3-geo 3.1.2, brought to this width
    for place, stands in {(72, 40): (684.49, 131.0), (-120, -35): (186.25, 372.89), (30, 75): (559.72, 27.7)}.items():
        assert project(*place) == pytest.approx(stands, abs=0.01)


def test_no_outline_crosses_the_map() -> None:
    root = ET.fromstring(world()[0])
    land = root.find(f"{SVG}g/{SVG}g[@id='land']")
    assert land is not None
    assert len(land) > 230
    for country in land:
        for ring in rings_of(country):
            assert all(0 <= x <= WIDTH and 0 <= y <= HEIGHT for x, y in ring)
            steps = [abs(x - to_x) for (x, y), (to_x, to_y) in pairwise(ring) if y < 430]
            assert max(steps, default=0) < 160, country.get("id")


def test_large_countries_hold_their_middle_and_not_the_sea() -> None:
    shapes = {one.get("id"): rings_of(one) for one in ET.fromstring(world()[0]).iter(f"{SVG}path") if one.get("id")}

    def holds(code: str, lon: float, lat: float) -> bool:
        x, y = project(lon, lat)
        crossings = 0
        for ring in shapes[code]:
            for (ax, ay), (bx, by) in zip(ring, [*ring[1:], ring[0]], strict=True):
                if (ay > y) != (by > y) and x < (bx - ax) * (y - ay) / (by - ay) + ax:
                    crossings += 1
        return crossings % 2 == 1

    assert holds("RUS", 100, 62)
    assert holds("RUS", -172, 66)
    assert holds("USA", -98, 40)
    assert holds("USA", -150, 65)
    assert holds("NZL", 175, -39)
    assert not holds("RUS", -120, 62)
    assert not holds("USA", 0, 40)
    assert {"XKX", "STP", "MLT", "SGP"} <= drawn_countries()


def test_a_map_shows_its_places_and_not_more_of_the_world_than_they_need() -> None:
    made = maps.draw([point("Almaty", 43.25, 76.95, 9), point("Astana", 51.18, 71.45, 4)])
    assert made is not None
    x, _, width, height = made.view
    assert width == maps.SMALLEST
    assert height == pytest.approx(width / maps.ASPECT, abs=0.02)
    large, small = made.spots
    assert (large.name, small.name) == ("Almaty", "Astana")
    assert large.radius == pytest.approx(small.radius * 1.5, abs=0.1)
    for spot in made.spots:
        assert 0 < spot.across < 100
        assert 0 < spot.down < 100
        assert spot.x == pytest.approx(x + spot.across / 100 * width, abs=0.02)
        assert spot.label
    assert "Kazakhstan" in {one.name for one in made.names}
    far = maps.draw([point("Lima", -12.05, -77.04), point("Suva", -18.1, 178.4), point("Oslo", 59.9, 10.7)])
    assert far is not None
    assert far.view == maps.WHOLE
    assert maps.draw([]) is None
    south = maps.draw([point("McMurdo", -77.8, 166.7)])
    assert south is not None
    assert 0 < south.spots[0].down < 100


def test_a_country_named_as_a_whole_is_shaded_and_has_no_dot() -> None:
    told = [
        point("Iraq", 33, 44, 16, precision="country", country="IRQ"),
        point("Syria", 35, 38, 1, precision="country", country="SYR"),
        point("Nowhere", 1, 2, 1, precision="country", country="QQQ"),
        point("Mosul", 36.3, 43.1, 2),
        {**point("Asia", 29.8, 89.2, 50, precision="region"), "key": "g:6255147"},
    ]
    made = maps.draw(told)
    assert made is not None
    assert [(one.code, one.shade) for one in made.shades] == [("IRQ", maps.SHADES), ("SYR", 1)]
    assert {one.name for one in made.spots} == {"Mosul", "Nowhere"}
    assert len(made.listed) == 5
    assert "Asia (50)" in made.alternative


def test_names_do_not_lie_on_one_another() -> None:
    crowd = [point(f"Town number {number}", 50 + number * 0.01, 10, 20 - number) for number in range(10)]
    made = maps.draw(crowd)
    assert made is not None
    assert 0 < sum(bool(one.label) for one in made.spots) <= 3


def test_the_page_of_the_map_works_without_a_script(me: Browser) -> None:
    page, twin = me.get("/map"), me.get("/map.json").json()
    assert page.status_code == 200
    assert twin["points"]
    for one in twin["points"]:
        assert one["name"] in unescape(page.text)
    address = re.search(r'href="(/map/world-[0-9a-f]+\.svg)#land"', page.text)[1]
    outlines = me.get(address)
    assert outlines.headers["content-type"] == "image/svg+xml"
    assert "immutable" in outlines.headers["cache-control"]
    assert "immutable" not in me.get("/map/world-0.svg").headers["cache-control"]
    ids = set(re.findall(r' id="([^"]+)"', outlines.text))
    assert set(re.findall(r'\.svg#([^"]+)"', page.text)) <= ids
    assert " style=" not in page.text
    assert "Natural Earth" in page.text
    assert "Crimea" in page.text


def test_a_place_and_a_story_have_a_map(me: Browser) -> None:
    key = next(one["key"] for one in me.get("/places.json").json()["listed"] if one["name"].startswith("Baghdad"))
    page = me.get(f"/place/{key}").text
    assert 'class="spot here' in page
    story = me.get("/newest.json").json()["cards"][0]["card"]["story_id"]
    shown = me.get(f"/story/{story}/map")
    assert shown.status_code == 200
    assert me.get(f"/story/{story}/map.json").json()["points"]
    assert me.get("/story/none/map").status_code == 404
