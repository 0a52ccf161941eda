"""The picture of the numbers: a line per person that stops where somebody skipped a moment, and a band of what was given."""

from datetime import date, timedelta

import pytest
from lxml import html

FIRST = date(2026, 1, 26)
DAYS = [FIRST + timedelta(weeks=at) for at in range(12)]


def drawn(app, people):
    with app.test_request_context():
        template = app.jinja_env.from_string(
            '{% from "components/charts.html" import scale %}{{ scale("s", people, "Cijfers", 8) }}'
        )
        return html.fromstring(f"<div>{template.render(people=people)}</div>")


def pictures(tree):
    return tree.xpath("//div[@class='scale']//svg")


def parts(svg, name):
    return [one.get("points").split() for one in svg.xpath(f".//*[@class='sc-{name}']") if one.get("points")]


@pytest.mark.parametrize("moments", [1, 2, 3, 12])
@pytest.mark.parametrize("people", [1, 2, 12])
def test_every_moment_and_everybody_has_a_dot_within_the_picture(app, moments, people):
    days = DAYS[:moments]
    tree = drawn(app, [(f"Naam {nr}", [(day, (nr + at) % 11) for at, day in enumerate(days)]) for nr in range(people)])

    assert len(pictures(tree)) == people
    for svg in pictures(tree):
        dots = svg.xpath(".//*[@class='sc-dot']")
        assert len(dots) == moments
        assert all(0 <= float(dot.get("cx")) <= 132 and 0 <= float(dot.get("cy")) <= 72 for dot in dots)
        assert svg.find("title").text.startswith("Hoe veilig")
        assert svg.find("desc").text.count(":") == moments
    assert len(tree.xpath("//tbody/tr")) == people


def test_a_line_stops_where_somebody_skipped_a_moment(app):
    kim = [(DAYS[0], 4), (DAYS[1], 5), (DAYS[3], 7), (DAYS[4], 8)]
    bas = [(day, 6) for day in DAYS[:5]]
    svg = pictures(drawn(app, [("Kim", kim), ("Bas", bas)]))[0]

    assert [len(line) for line in parts(svg, "line")] == [2, 2]
    assert "geen cijfer" in svg.find("desc").text


def test_the_band_goes_from_lowest_to_highest_and_stops_where_one_person_spoke(app):
    kim = [(DAYS[0], 4), (DAYS[1], 5), (DAYS[2], 7)]
    bas = [(DAYS[0], 2), (DAYS[1], 9)]
    svg = pictures(drawn(app, [("Kim", kim), ("Bas", bas)]))[0]
    (band,) = parts(svg, "band")

    assert [float(point.split(",")[1]) for point in band] == pytest.approx(
        [68 - 6.4 * n for n in (4, 9, 5, 2)], abs=0.1
    )


def test_at_one_moment_the_band_is_a_bar(app):
    svg = pictures(drawn(app, [("Kim", [(FIRST, 8)]), ("Bas", [(FIRST, 3)])]))[0]
    (bar,) = svg.xpath(".//rect[@class='sc-band']")

    assert float(bar.get("height")) == pytest.approx(6.4 * 5, abs=0.1)


def test_two_days_of_one_round_are_one_moment(app):
    """Where networks are separated, each side is asked on a day of its own."""
    lotte = [(FIRST, 2), (FIRST + timedelta(weeks=6), 4)]
    rick = [(FIRST + timedelta(days=2), 6), (FIRST + timedelta(weeks=6), 6)]
    tree = drawn(app, [("Lotte", lotte), ("Rick", rick)])

    assert [[len(line) for line in parts(svg, "line")] for svg in pictures(tree)] == [[2], [2]]
    assert "28 januari 2026: 6" in pictures(tree)[1].find("desc").text
    assert len(tree.xpath("//thead//th")) == 1 + 3


def test_who_is_asked_again_within_the_week_makes_a_moment_of_its_own(app):
    svg = pictures(drawn(app, [("Kim", [(FIRST, 4), (FIRST + timedelta(days=2), 6)])]))[0]

    assert len(svg.xpath(".//*[@class='sc-dot']")) == 2
