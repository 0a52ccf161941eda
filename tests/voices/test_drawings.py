"""A file somebody adds as a drawing: what is refused, what is made clean, and what it costs (security.md B.1, threat 17)."""

import io
import json
import subprocess
import sys
from pathlib import Path

import pytest
from PIL import Image

from tests.voices import pictures
from tests.voices.pictures import GOOD, HARMLESS, PHOTO, REFUSED, opened
from workbench.voices import drawings

SECONDS, MEGABYTES = 2.0, 200
TRACES = (
    b"script",
    b"<?php",
    b"PK\x03\x04",
    b"Exif",
    b"GPS",
    b"KANARIE",
    b"Wilgenpad",
    b"ICC_PROFILE",
    b"acTL",
    b"zTXt",
)


@pytest.fixture(scope="module")
def files():
    """Every file, made once."""
    return {name: make() for name, make in {**REFUSED, **HARMLESS}.items()}


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_no_drawing_is_refused_with_a_reason(files, name):
    with pytest.raises(drawings.CannotUse) as refused:
        drawings.clean(files[name])

    assert str(refused.value.reason).endswith(".")


@pytest.mark.parametrize("name", HARMLESS)
def test_what_does_no_harm_becomes_a_clean_picture(files, name):
    made = drawings.clean(files[name])

    picture = opened(made)
    picture.load()
    assert (picture.format, picture.mode) in {("PNG", "RGB"), ("JPEG", "RGB")}
    assert max(picture.size) <= drawings.LONGEST
    assert not picture.getexif()
    assert set(picture.info) <= {"jfif", "jfif_version", "jfif_unit", "jfif_density", "dpi"}
    assert [trace for trace in TRACES if trace in made] == []
    assert drawings.fault_of(made) is None


def test_there_are_thirty_hostile_files_and_each_is_another(files):
    assert len(REFUSED) >= 30
    assert len(set(files.values())) == len(files)


def test_none_of_them_costs_more_than_two_seconds_and_200_mb(files, tmp_path):
    """Seconds of processor, so that a busy machine does not count; a file that hangs is stopped by the time of the test."""
    if sys.platform == "win32":
        return  # no such counting there
    for number, content in enumerate(files.values()):
        (tmp_path / f"{number:03}").write_bytes(content)
    measuring = Path(__file__).with_name("measuring.py")
    done = subprocess.run(
        [sys.executable, str(measuring), str(tmp_path)], capture_output=True, check=True, timeout=300,
        cwd=Path(__file__).parents[2], env={"PYTHONPATH": str(Path(__file__).parents[2])},
    )  # fmt: skip
    costs = dict(zip(files, json.loads(done.stdout).values(), strict=True))

    assert {
        name: said for name, (said, _s, _m) in costs.items() if said != ("refused" if name in REFUSED else "clean")
    } == {}
    assert {name: seconds for name, (_said, seconds, _m) in costs.items() if seconds > SECONDS} == {}
    assert {name: memory for name, (_said, _s, memory) in costs.items() if memory > MEGABYTES} == {}


def test_a_drawing_stands_upright_as_the_camera_noted(files):
    made = opened(drawings.clean(files["with a place on earth, upside down"]))

    assert made.size == (80, 120)
    red = made.getpixel((75, 5))
    assert red[0] > 200
    assert red[1] < 90


def test_a_large_drawing_becomes_smaller_and_keeps_its_shape(files):
    made = opened(drawings.clean(files["a large photo"]))

    assert made.size == (2000, 1663)


def test_a_small_drawing_keeps_its_size_and_kind():
    assert opened(drawings.clean(GOOD)).size == (120, 80)
    assert drawings.type_of(drawings.clean(GOOD)) == "image/png"
    assert drawings.type_of(drawings.clean(PHOTO)) == "image/jpeg"


def test_what_one_sees_through_becomes_white_paper():
    picture = Image.new("RGBA", (20, 20), (0, 0, 0, 0))
    sent = io.BytesIO()
    picture.save(sent, "PNG")

    assert opened(drawings.clean(sent.getvalue())).getpixel((10, 10)) == (255, 255, 255)


@pytest.mark.parametrize(
    "stored",
    [
        b"",
        b"tekst",
        GOOD[:-5],
        GOOD + b"PK",
        pictures.turned(),
        pictures.put_in(PHOTO, 0xFE, b"x"),
        pictures.drawing(2001, 10),
    ],
)
def test_a_picture_from_elsewhere_that_we_did_not_draw_is_known(stored):
    assert drawings.fault_of(stored)


def test_the_process_that_draws_gets_no_keys(monkeypatch):
    seen = {}
    run = subprocess.run

    def look(command, **options):
        seen.update(options["env"])
        return run(command, **options)

    monkeypatch.setattr(drawings.subprocess, "run", look)
    monkeypatch.setenv("WORKBENCH_KEYS", "k1:geheim")
    drawings.clean(GOOD)

    assert "WORKBENCH_KEYS" not in seen
