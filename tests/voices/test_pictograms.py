"""The pictograms: each word has its picture, each picture is as it was when somebody looked at it, and none does anything."""

import hashlib
import re
from pathlib import Path

from lxml import etree

from workbench.voices.pictograms import PICTOGRAMS, file_of

STATIC = Path(__file__).parents[2] / "workbench" / "static"
FOLDER = STATIC / "pictograms"
SHAPES = {"svg", "g", "path", "circle", "ellipse", "rect"}
SAYS = {"viewBox", "d", "fill", "fill-rule", "clip-rule", "opacity", "stroke", "transform", "cx", "cy", "r", "rx", "ry"}


def test_each_word_has_its_picture_and_each_picture_its_word():
    assert {STATIC / file_of(key) for key in PICTOGRAMS} == set(FOLDER.glob("*.svg"))
    assert 30 <= len(PICTOGRAMS) <= 60


def test_a_pictogram_is_only_shapes():
    for path in FOLDER.glob("*.svg"):
        parts = list(etree.fromstring(path.read_bytes()).iter())
        assert {etree.QName(one).localname for one in parts} <= SHAPES, path.name
        assert {name for one in parts for name in one.attrib} <= SAYS, path.name
        assert "url(" not in path.read_text(), path.name


def test_the_pictograms_are_those_that_were_looked_at():
    row = re.compile(r"^\| `([\w-]+\.svg)` \| `[\w-]+` \| `([0-9a-f]{64})` \|$", re.MULTILINE)
    written = dict(row.findall((FOLDER / "VENDORED.md").read_text()))

    assert written == {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in FOLDER.glob("*.svg")}


def test_the_licence_goes_along():
    assert "Copyright (c) Microsoft Corporation." in (FOLDER / "LICENSE-MIT.txt").read_text()
