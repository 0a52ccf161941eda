"""Two browsers change the same agreement: the second sees both texts and loses nothing typed."""

from tests.agreements.test_pages import stored

MINE, THEIRS = "Kim belt Truus.", "Kim appt Marloes."


def both(browse, family, agreement):
    where = {"ref": family.casus.ref, "agreement_id": agreement.id}
    first, second = browse(family.worker), browse(family.worker)
    page = second.open("agreements.edit", **where)
    first.fill("agreements.edit", {"what": THEIRS}, **where)
    return second, second.send(page, {"what": MINE, "check_how": "Bas vraagt het."})


def test_the_second_sees_both_texts(app, browse, family, agreement):
    _second, page = both(browse, family, agreement)

    assert page.status == 409
    assert "Kim belt Truus" in page.words
    assert "Kim appt Marloes" in page.words
    assert page.value_of("check_how") == "Bas vraagt het."
    assert stored(app, agreement.id).what == THEIRS


def test_the_second_saves_the_merged_text(app, browse, family, agreement):
    second, page = both(browse, family, agreement)
    page = second.send(page, {"what": "Kim belt of appt Marloes, daarna Truus."})

    assert page.heading == "Afspraak A1"
    now = stored(app, agreement.id)
    assert (now.what, now.check_how) == ("Kim belt of appt Marloes, daarna Truus.", "Bas vraagt het.")


def test_two_people_who_change_only_who_does_it_do_not_overwrite_each_other(browse, family, agreement):
    where = {"ref": family.casus.ref, "agreement_id": agreement.id}
    first, second = browse(family.worker), browse(family.worker)
    page = second.open("agreements.edit", **where)
    first.fill("agreements.edit", {"doers": [family.kim.id, family.marloes.id]}, **where)

    page = second.send(page, {"doers": [family.noa.id]})
    assert page.status == 409
    assert "Kim, Marloes" in page.words


def test_everything_that_was_typed_in_the_folded_questions_is_kept_too(browse, family, agreement):
    where = {"ref": family.casus.ref, "agreement_id": agreement.id}
    first, second = browse(family.worker), browse(family.worker)
    page = second.open("agreements.edit", **where)
    first.fill("agreements.edit", {"what": THEIRS, "nothing_before": "Marloes bedacht dit."}, **where)
    page = second.send(page, {
        "what": MINE, "repeats": "weekly", "repeat_days": ["5", "6"], "repeat_every": "2", "repeat_at": "20:30",
        "nothing_before": "Truus bedacht dit.", "why": "Marloes werkt op vrijdag.",
    })  # fmt: skip

    assert page.status == 409
    assert "Marloes bedacht dit." in page.words
    second.send(page, {})
    page = second.open("agreements.one", **where)
    rhythm = "elke vrijdag en zaterdag, eens in de 2 weken om 20.30 uur"
    for words in (rhythm, "Truus bedacht dit.", "Waarom: Marloes werkt op vrijdag."):
        assert words in page.words
