"""Long, and not easy to guess; no rules on signs (ASVS 6.2)."""

import pytest

from workbench.accounts import passwords
from workbench.accounts.models import Role, User
from workbench.accounts.passwords import is_well_known, password_problem

SANNE = User(name="Sanne Verbeek", email="s.verbeek@vlierland.example", role=Role.WORKER)
HOUSE = "Jeugdbescherming Vlierland"


@pytest.mark.parametrize(
    "easy",
    [
        "Friends4ever", "electronegative", "Electronegative2026!", "FRIENDS4EVER", "wachtwoord is geheim", "mijn werkbank 2026",
        "verbeek op de fiets", "vlierland in de mei", "jeugdbescherming!", "abcdefghijkl", "9876543210987", "qwertyuiop[]",
        "abababababab", "a" * 40,
    ],
)  # fmt: skip
def test_what_is_easy_to_guess_is_refused(easy):
    assert "easy to guess" in str(password_problem(easy, SANNE, HOUSE))


@pytest.mark.parametrize(
    "good",
    ["paard op het dak", "een rustige dag", "zeven lange woorden", "ÉÉN ZIN MET ACCENT", "😀 lach om de maan", "tien " * 25],
)
def test_a_sentence_is_good_enough_without_numbers_capitals_or_signs(good):
    assert password_problem(good, SANNE, HOUSE) is None


def test_twelve_signs_are_asked_and_a_hundred_and_twenty_eight_are_taken():
    assert password_problem("paard op dak") is None
    assert "12" in str(password_problem("paard op da"))
    assert password_problem(("paard op het dak, " * 9)[:128]) is None
    assert "128" in str(password_problem(("paard op het dak, " * 9)[:129]))


def test_the_list_is_large_sorted_and_cannot_be_read():
    listed, width = passwords.WELL_KNOWN.read_bytes(), passwords.WIDTH
    rows = [listed[at : at + width] for at in range(0, len(listed), width)]
    assert len(rows) > 80_000
    assert rows == sorted(set(rows))
    assert b"friends" not in listed.lower()
    assert passwords.marks(["kort", "electronegative\n", "Friends4ever", "friends4ever"]) == b"".join(
        sorted(map(passwords._mark, ("electronegative", "friends4ever")))
    )


def test_it_is_the_list_that_refuses(monkeypatch):
    assert is_well_known("electronegative")
    monkeypatch.setattr(passwords, "_listed", lambda: b"")

    assert not is_well_known("electronegative")
    assert password_problem("electronegative") is None
