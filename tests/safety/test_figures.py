"""The table of proofs: what a run reached stands in it, in its place, and what nobody measured is said."""

from bench import keeping, proof

NEW = [
    {"name": "F.10 database gone", "goal": "g", "reached": "after 2 s", "control": "", "database": "sqlite"},
    {"name": "F.2 kill -9", "goal": "g", "reached": "0 lost | 0 apart", "control": "9 apart", "database": "sqlite"},
    {"name": "threat 25: 50 MB", "goal": "g", "reached": "413", "control": "", "database": ""},
]


def test_a_run_takes_the_place_of_the_one_before_and_leaves_the_others(tmp_path, monkeypatch):
    monkeypatch.setattr(keeping, "RESULTS", tmp_path / "results.json")
    proof.keep(NEW)
    found = proof.keep([NEW[1] | {"reached": "1 lost"}])

    assert [one["name"] for one in found] == ["F.2 kill -9", "F.10 database gone", "threat 25: 50 MB"]
    assert found[0]["reached"] == "1 lost"
    assert found[0]["commit"]


def test_the_table_has_every_figure_and_says_what_was_not_measured():
    for shown in (proof.table([one | {"commit": "abc"} for one in NEW]), proof.page([one | {"commit": "abc"} for one in NEW])):
        assert all(one["name"] in shown for one in NEW)
        assert "Not measured: F.1, F.3," in shown
        assert "F.10," not in shown.rpartition("Not measured")[2]
    assert "| 0 lost / 0 apart |" in shown
