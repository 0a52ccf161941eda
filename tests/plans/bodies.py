"""Bodies of frozen plans for tests: demo casussen A and B (domain.md 7) as plans/snapshot.py would write them down.

Everything is invented. `version` makes a PlanVersion of a body without a database.
"""

# ruff: noqa: E501, PLR0917 - data: one row a line
from copy import deepcopy
from datetime import UTC, date, datetime
from typing import Any

from workbench.plans.models import PlanKind, PlanStatus, PlanVersion
from workbench.plans.rules import sha256

Body = dict[str, Any]
GREEN, BLUE = 1, 2
NO_TEXTS = dict.fromkeys(
    ("duration", "adapt_by_age", "explained_to_child", "what_if_unsafe", "diary", "rehearsing", "evaluate_who"), ""
)


def person(number: int, name: str, role: str = "relative", **more: Any) -> Body:
    """Somebody in a plan."""
    first, *rest = name.split(" ", 1)
    base = {"id": number, "name": first, "full_name": " ".join((first, *rest)), "role": role, "group": None}
    extra = {"in_family": role in ("child", "parent"), "natural": True, "age": None, "safety_object": "", "safe_people": []}
    return {**base, **extra, **more}


def agreement(number: int, label: str, goal: int, what: str, doers: list[int], checker: int | None, **more: Any) -> Body:
    """An agreement that is running and for everybody."""
    base = {
        "id": number, "key": label, "number": number, "label": label, "goal": goal, "group": None, "what": what,
        "when": "elke week", "trigger": "", "what_if": "Dan belt de een de ander.", "check_how": "", "phase": "stable",
        "kind": "behaviour", "status": "active", "starts_on": "2026-03-16", "rehearsed_on": None, "audience": "everyone",
        "checker": checker, "second_checker": None, "backup": None, "item": None, "success": None, "bottom_lines": [],
        "people": [{"part": "doer", "person": doer} for doer in doers],
    }  # fmt: skip
    return {**base, **more}


def empty(separate: bool = False) -> Body:
    """A plan in which nothing stands yet."""
    lists = ("people", "dangers", "goals", "bottom_lines", "agreements", "situations", "map", "rings", "child_words",
             "asked_children", "attended", "exercises", "checks", "successes")  # fmt: skip
    casus = {"separate": separate, "organisation": "Jeugdbescherming Vlierland", "worker": "Sanne Verbeek",
             "keeps_sight": None, "staff": [], "protected": separate}  # fmt: skip
    return {"format": 1, "casus": casus, "plan": dict(NO_TEXTS), "aftercare": None, **{name: [] for name in lists}}


def ratings(figures: dict[int, tuple[int | None, ...]], days: tuple[str, ...]) -> list[Body]:
    """Figures per person on these days."""
    return [
        {"person": who, "day": day, "number": value, "group": None}
        for who, values in figures.items()
        for day, value in zip(days, values, strict=True)
        if value is not None
    ]


KIM, BAS, NOA, DAAN, TRUUS, MARLOES, FATIHA, JORIS, INEKE, TOM, SANNE = range(1, 12)
A_DAYS = ("2026-01-26", "2026-03-16", "2026-06-15")


def casus_a() -> Body:
    """The Jansma-de Wit family: one network, everything shared."""
    body = empty()
    body["casus"] |= {"keeps_sight": SANNE, "staff": [SANNE]}
    body["plan"] |= {
        "adapt_by_age": "Noa krijgt elk jaar een nieuwe versie. Vanaf 12 jaar leest zij het plan zelf.",
        "what_if_unsafe": "Breng Noa en Daan naar Truus, Marloes of Bas.\nSchrijf dezelfde dag op wat er gebeurde.",
        "evaluate_who": "Kim, Bas, Noa, Truus, Marloes, Fatiha, Joris, Ineke en Sanne",
        "diary": "Iedereen schrijft in het logboek wat lukte en wat niet.",
        "duration": "tot de kinderrechter anders beslist",
    }
    magnet = "Het rode visje. Hangt Noa het op het raam, dan komt Fatiha meteen."
    body["people"] = [
        person(KIM, "Kim Jansma", "parent"),
        person(BAS, "Bas de Wit", "parent"),
        person(NOA, "Noa", "child", age=10, safe_people=[FATIHA, MARLOES], safety_object=magnet),
        person(DAAN, "Daan", "child", age=4, safe_people=[TRUUS]),
        person(TRUUS, "Truus Jansma"),
        person(MARLOES, "Marloes Jansma"),
        person(FATIHA, "Fatiha Belkadi", "neighbour"),
        person(JORIS, "Joris de Wit"),
        person(INEKE, "Ineke Postma", "school"),
        person(TOM, "Tom Hendriks", "professional"),
        person(SANNE, "Sanne Verbeek", "professional"),
    ]
    body["dangers"] = [
        {
            "id": 1, "number": 1, "group": None, "title": "Noa en Daan zijn soms alleen", "children": [NOA, DAAN],
            "worried": [SANNE, TRUUS, MARLOES, FATIHA, BAS], "parents": [KIM, BAS],
            "sentence": "Sanne, Truus, Marloes, Fatiha en Bas maken zich zorgen dat Kim zoveel drinkt dat zij in slaap valt of "
            "weggaat als Noa en Daan thuis zijn, zoals in de nacht van 14 november. Noa en Daan zijn dan alleen.",
            "opinions": [
                {"person": KIM, "opinion": "partly", "words": "Die nacht was verschrikkelijk. Maar ik ben geen alcoholist."},
                {"person": BAS, "opinion": "agree", "words": ""},
            ],
        },
        {
            "id": 2, "number": 2, "group": None, "title": "Te laat op school en te weinig eten", "children": [NOA, DAAN],
            "worried": [SANNE, INEKE, BAS], "parents": [KIM, BAS], "opinions": [],
            "sentence": "Sanne, Ineke en Bas maken zich zorgen dat Noa en Daan te laat of niet naar school en opvang gaan en "
            "overdag te weinig eten, zoals op 2 december.",
        },
    ]  # fmt: skip
    first = {KIM: (6, 7, 8), BAS: (2, 4, 7), TRUUS: (3, 5, 7), MARLOES: (3, 5, 7), FATIHA: (2, 6, 8), INEKE: (3, 4, 6),
             NOA: (3, 5, 7), SANNE: (2, 5, 7)}  # fmt: skip
    second = {KIM: (7, 8, 9), BAS: (3, 6, 8), TRUUS: (5, 6, 8), MARLOES: (4, 6, 7), INEKE: (2, 5, 6), NOA: (4, 6, 7),
              SANNE: (3, 6, 7)}  # fmt: skip
    body["goals"] = [
        {"id": 1, "danger": 1, "hold_for": 26, "hold_unit": "weeks", "good_enough": 8, "family_text": "", "people": [KIM],
         "sentence": "Kim laat aan Marloes, Truus, Bas en Sanne zien dat er op elk moment een volwassene zonder drank bij Noa "
         "en Daan is. Noa weet elke avond wie er voor haar zorgt en kan gaan slapen.", "ratings": ratings(first, A_DAYS)},
        {"id": 2, "danger": 2, "hold_for": 12, "hold_unit": "weeks", "good_enough": 8, "family_text": "", "people": [KIM, BAS],
         "sentence": "Kim en Bas laten aan Ineke en Sanne zien dat Noa en Daan elke schooldag met ontbijt op en om 08.25 uur "
         "op school of opvang zijn.", "ratings": ratings(second, A_DAYS)},
    ]  # fmt: skip
    body["bottom_lines"] = [
        {"id": number, "text": text, "set_by": "Jeugdbescherming Vlierland", "ground": "institution",
         "set_on": "2026-01-26", "group": None}
        for number, text in enumerate(
            ("Bij Noa en Daan is dag en nacht een volwassene die niet gedronken heeft.",
             "Ten minste vier mensen buiten het gezin kennen de zorgen en het plan.",
             "Kim rijdt alleen met de kinderen als zij die dag niet gedronken heeft."), 1)
    ]  # fmt: skip
    body["agreements"] = casus_a_agreements()
    body["situations"] = [{"situation": "party", "group": None, "text": "Kim en Joris spreken vooraf per app af wie rijdt."}]
    body["map"] = [
        {"id": 1, "kind": "strength", "text": "Noa tekent en praat makkelijk.", "period": None, "day": None, "group": None},
        {"id": 2, "kind": "existing_safety", "period": None, "day": "2025-11-28", "group": None,
         "text": "Kim had trek en belde Marloes. Marloes haalde Noa en Daan op."},
        {"id": 3, "kind": "existing_safety", "period": "week van 8 december 2025", "day": None, "group": None,
         "text": "Bas zette Noa vijf dagen om 08.20 uur op school na zijn nachtdienst."},
    ]  # fmt: skip
    moves = {BAS: (2, 1), TRUUS: (2, 1), MARLOES: (1, 1), FATIHA: (3, 1), JORIS: (3, 2), INEKE: (2, 2)}
    body["rings"] = [
        {"person": who, "ring": ring, "since": day}
        for who, rings in moves.items()
        for ring, day in zip(rings, ("2026-01-12", "2026-06-15"), strict=True)
    ]
    body["child_words"] = [
        {"child": NOA, "words": "Ik wil ’s avonds weten wie er op ons past.", "may_share": "yes", "day": "2026-06-15",
         "answer": "Kim brengt jullie elke avond naar bed."},
    ]  # fmt: skip
    body["asked_children"] = [NOA, DAAN]
    body["attended"] = [{"person": who, "group": None} for who in (KIM, BAS, TRUUS, MARLOES, FATIHA, JORIS, INEKE, SANNE, NOA)]
    body["exercises"] = [
        {"day": "2026-03-19", "what": "Noa hing de magneet op.", "result": "Fatiha was er in 3 minuten.", "agreements": [3]}
    ]
    body["checks"] = [
        {"day": "2026-05-02", "agreement": 1, "outcome": "partly", "follow_up": "Nieuw: Kim belt al bij trek.",
         "seen": "Kim dronk thuis. Zij belde Marloes na het tweede glas."}
    ]  # fmt: skip
    body["successes"] = [
        {"id": 1, "day": "2026-02-22", "what": "Kim belde Marloes vóór zij dronk.", "celebrated": "Zij bakten poffertjes.",
         "group": None, "agreement": 1, "shared": True, "people": [KIM]},
    ]  # fmt: skip
    body["aftercare"] = {
        "is_concept": True, "signals": "flessen in de fietsenkelder", "first_help": "Marloes",
        "needs": [{"person": KIM, "need": "de appgroep met Marloes en Fatiha"}],
        "contacts": [{"planned_on": "2026-12-15", "person": None}],
    }  # fmt: skip
    return body


def casus_a_agreements() -> list[Body]:
    """Agreements A1, A2, A3, A5 and A7."""
    return [
        agreement(1, "A1", 1, "Als Kim trek in drank heeft, belt zij Marloes. Marloes brengt Noa en Daan binnen een uur naar Truus.",
                  [KIM, MARLOES], BAS, trigger="Kim heeft trek in drank", phase="direct", backup=FATIHA, item=2,
                  what_if="Neemt Marloes na 10 minuten niet op, dan belt Kim Fatiha.", bottom_lines=[1]),
        agreement(2, "A2", 1, "Fatiha loopt elke vrijdag en zaterdag om 20.30 uur bij Kim langs en drinkt een kop thee.",
                  [FATIHA], TRUUS, when="vrijdag en zaterdag om 20.30 uur", bottom_lines=[2],
                  what_if="Doet Kim na 5 minuten de deur dicht, dan belt Fatiha Truus."),
        agreement(3, "A3", 1, "Hangt Noa de rode magneet op het raam, dan komt Fatiha meteen. Fatiha belt daarna Marloes.",
                  [FATIHA], MARLOES, trigger="De rode magneet hangt op het raam", rehearsed_on="2026-03-19",
                  what_if="Is Fatiha weg, dan belt Noa Marloes (nummer staat in haar telefoon en op de koelkast)."),
        agreement(5, "A5", 1, "Truus slaapt bij Kim, Noa en Daan als Kim dat vraagt of als Marloes dat vraagt, binnen een uur.",
                  [TRUUS], BAS, status="trying", what_if="Is Truus ziek, dan slapen Noa en Daan bij Bas of Joris."),
        agreement(7, "A7", 2, "Op maandag, dinsdag en woensdag brengt Kim Noa en Daan om 08.10 uur naar school en opvang.",
                  [KIM], INEKE, bottom_lines=[3],
                  what_if="Belt Ineke om 09.00 uur dat Noa er niet is, dan belt Kim terug en haalt Fatiha Noa op."),
    ]  # fmt: skip


LOTTE, RICK, FINN, MILA, BO, ANS, DAPHNE, WIM, REMCO, PETRA, MEHMET, YVONNE = range(1, 13)
BLUE_SIDE, GREEN_SIDE = (RICK, WIM, REMCO), (LOTTE, FINN, ANS, DAPHNE, PETRA)


def casus_b() -> Body:
    """The Smeets-Verhoeven family: two networks that must not know of each other, and a secret address."""
    body = empty(separate=True)
    body["casus"] |= {"worker": "Mehmet Kaya", "keeps_sight": MEHMET, "staff": [MEHMET]}
    body["people"] = [
        person(LOTTE, "Lotte Smeets", "parent", group=GREEN),
        person(RICK, "Rick Verhoeven", "parent", group=BLUE),
        person(FINN, "Finn", "child", group=GREEN, age=12, safe_people=[DAPHNE], safety_object="Het woord pannenkoek."),
        person(MILA, "Mila", "child", group=GREEN, age=7, safe_people=[ANS]),
        person(BO, "Bo", "child", group=GREEN, age=1, safe_people=[LOTTE]),
        person(ANS, "Ans Smeets", group=GREEN),
        person(DAPHNE, "Daphne Oskam", "friend", group=GREEN),
        person(WIM, "Wim Verhoeven", group=BLUE),
        person(REMCO, "Remco Dijks", "friend", group=BLUE),
        person(PETRA, "Petra van Rhee", "professional", group=GREEN),
        person(MEHMET, "Mehmet Kaya", "professional"),
        person(YVONNE, "Yvonne Straat", "professional"),
    ]
    body["dangers"] = [
        {"id": 1, "number": 1, "group": None, "title": "Rick kan Lotte duwen of slaan", "children": [FINN, MILA, BO],
         "worried": [MEHMET, YVONNE, ANS, LOTTE], "parents": [LOTTE, RICK],
         "sentence": "Mehmet, Yvonne, Ans en Lotte zijn bang dat Rick Lotte opnieuw duwt of slaat als hij haar ziet.",
         "opinions": [{"person": RICK, "opinion": "partly", "words": "Ik ben te ver gegaan, maar zij provoceert."}]},
        {"id": 3, "number": 3, "group": None, "title": "Doorgeven via Finn en Mila", "children": [FINN, MILA],
         "worried": [LOTTE, FINN, MEHMET], "parents": [LOTTE, RICK], "opinions": [],
         "sentence": "Lotte, Finn en Mehmet maken zich zorgen dat Rick via Finn en Mila te weten komt waar zij wonen."},
    ]  # fmt: skip
    days = ("2026-02-11", "2026-04-15", "2026-05-28")
    first = {LOTTE: (2, 4, 6), RICK: (6, 6, 7), FINN: (3, 5, 6), ANS: (2, 4, 6), WIM: (4, 5, 7), REMCO: (5, 6, 7), MEHMET: (2, 4, 6)}
    body["goals"] = [
        {"id": 1, "danger": 1, "hold_for": 26, "hold_unit": "weeks", "good_enough": 8, "family_text": "",
         "people": [RICK, WIM, REMCO, MEHMET], "ratings": ratings(first, days),
         "sentence": "Rick laat aan Wim, Remco en Mehmet zien dat hij bij boosheid vertrekt en zelf hulp belt."},
        {"id": 3, "danger": 3, "hold_for": 16, "hold_unit": "weeks", "good_enough": 8, "family_text": "",
         "people": [RICK, LOTTE, REMCO, DAPHNE, MEHMET], "ratings": [],
         "sentence": "Rick en Lotte laten aan Remco, Daphne en Mehmet zien dat zij alleen met volwassenen over hun ruzie praten."},
    ]  # fmt: skip
    blue, green = {"audience": "sub_group", "group": BLUE}, {"audience": "sub_group", "group": GREEN}
    body["agreements"] = [
        agreement(1, "F1", 1, "Als Rick merkt dat hij boos wordt, loopt hij meteen naar buiten en belt hij Wim.", [RICK], REMCO,
                  what_if="Neemt Wim na 5 minuten niet op, dan belt Rick Remco.", **blue),
        agreement(5, "F5", 3, "Rick belt elke dinsdag en vrijdag om 18.30 uur met Finn en Mila; Ans zit erbij.", [RICK, ANS], DAPHNE,
                  what_if="Vraagt Rick naar school of adres, dan zegt Ans “nu hangen we op” en belt zij Mehmet."),
        agreement(7, "F7", 3, "Lotte en Rick sturen berichten over de kinderen alleen aan Mehmet, op maandag voor 12.00 uur.",
                  [LOTTE, RICK], MEHMET, second_checker=DAPHNE, what_if="Appt Rick toch, dan stuurt Lotte het door aan Mehmet."),
        agreement(8, "F8", 1, "Daphne slaapt de nacht voor een bezoek bij Lotte en brengt Finn, Mila en Bo naar het bezoek.",
                  [DAPHNE], ANS, backup=PETRA, what_if="Is Daphne ziek, dan brengt Petra hen.", **green),
        agreement(9, "F9", 1, "Zegt Finn het woord “pannenkoek”, dan neemt Daphne hem, Mila en Bo meteen mee en belt zij Mehmet.",
                  [DAPHNE], ANS, what_if="Is er gevaar, dan belt Daphne 112.", **green),
    ]  # fmt: skip
    body["rings"] = [{"person": who, "ring": 1, "since": "2026-02-13"} for who in (ANS, DAPHNE, WIM, REMCO)]
    body["child_words"] = [
        {"child": FINN, "words": "Ik durf papa niets te vertellen.", "may_share": "yes", "day": "2026-02-11", "answer": "Ans zit erbij."}
    ]
    body["attended"] = [
        *({"person": who, "group": GREEN} for who in (ANS, LOTTE, DAPHNE, PETRA, MEHMET, FINN)),
        *({"person": who, "group": BLUE} for who in (REMCO, RICK, WIM, MEHMET, YVONNE)),
    ]
    body["successes"] = [
        {"id": 1, "day": "2026-03-06", "what": "Rick liep zelf naar buiten en belde Wim.", "celebrated": "Wim kookte voor hem.",
         "group": BLUE, "agreement": 1, "shared": True, "people": [RICK]},
        {"id": 2, "day": "2026-04-02", "what": "Twaalf belmomenten zonder doorgeefvraag.", "celebrated": "Finn koos een spel.",
         "group": GREEN, "agreement": 5, "shared": True, "people": [FINN]},
    ]  # fmt: skip
    body["exercises"] = [{"day": "2026-03-01", "what": "Finn zei het woord.", "result": "Daphne kwam.", "agreements": [9]}]
    body["aftercare"] = {
        "is_concept": True, "signals": "Rick vraagt naar de plaats", "first_help": "Ans", "contacts": [],
        "needs": [{"person": FINN, "need": "de mentor weet van het codewoord"}, {"person": RICK, "need": "elke zondag bellen met Remco"}],
    }  # fmt: skip
    return body


def version(body: Body, **more: Any) -> PlanVersion:
    """A set final plan of this body, number three, without a database."""
    given = {
        "id": 1, "casus_id": 1, "number": 3, "kind": PlanKind.FINAL, "status": PlanStatus.SET, "starts_on": date(2026, 6, 15),
        "ends_on": None, "evaluate_on": date(2026, 7, 20), "frozen_at": datetime(2026, 6, 15, 18, tzinfo=UTC),
        "body": deepcopy(body), "sha256": sha256(body),
    }  # fmt: skip
    return PlanVersion(**(given | more))
