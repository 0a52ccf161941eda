"""The examples of agreements that come with the workbench, per situation, in our own words (domain.md 1.8, 1.9).

In brackets stands who: [who] does it, [checker] looks, [stand-in] steps in, [child]. Days are relative to the day on which
somebody begins with the example.
"""

from datetime import time
from typing import Any, NamedTuple

from flask_babel import lazy_gettext as _l

from workbench.agreements.models import AgreementKind, Repeats
from workbench.casus.models import Phase

SITUATIONS: dict[str, Any] = {
    "drink": _l("Drink or drugs"),
    "quarrel": _l("Quarrel and anger"),
    "night": _l("The night"),
    "school": _l("School and meals"),
    "handover": _l("When a child goes from one home to the other"),
    "visits": _l("Visits"),
    "crying": _l("A baby that cries"),
    "phone": _l("Contact by phone"),
    "party": _l("A party"),
    "signal": _l("A code word or a sign"),
    "secret": _l("A secret address"),
    "tired": _l("When it becomes too much"),
    "other": _l("Something else"),
}


class Example(NamedTuple):
    """An agreement to begin with. `starts_after` and `ends_after` count days from today; no end is None."""

    key: str
    situation: str
    title: Any
    what: Any
    when: Any
    what_if: Any
    check_how: Any
    check_every_days: int = 7
    repeats: Repeats | None = Repeats.TRIGGER
    repeat_days: str = ""
    repeat_every: int | None = None
    repeat_at: time | None = None
    trigger: Any = ""
    early_signal: Any = ""
    starts_after: int = 0
    ends_after: int | None = None
    phase: Phase = Phase.STABLE
    kind: AgreementKind = AgreementKind.BEHAVIOUR


SHIPPED: tuple[Example, ...] = (
    Example(
        "call-first", "drink", _l("Call before the first glass"),
        _l("If [who] longs for a drink, [who] calls [stand-in] at once. [stand-in] fetches [child] within an hour."),
        _l("as soon as [who] longs for a drink"),
        _l("If [stand-in] does not answer after ten minutes, [who] calls the next name on the list on the fridge."),
        _l("[checker] asks [who] every Saturday whether there was a longing, and who was called."),
        trigger=_l("[who] longs for a drink."), early_signal=_l("[who] says that it was a bad day."),
    ),
    Example(
        "sober-evening", "drink", _l("Show that it is a sober evening"),
        _l("Every evening at 19.00 [who] blows into the breath meter and sends [checker] a picture of the result."),
        _l("every evening at 19.00"),
        _l("If there is no picture at 19.30, [checker] calls [who]. Then [stand-in] comes to [child]."),
        _l("[checker] looks every evening whether the picture is there."),
        repeats=Repeats.WEEKLY, repeat_days="1234567", repeat_at=time(19), ends_after=28,
    ),
    Example(
        "walk-out", "quarrel", _l("Go outside and call"),
        _l("As soon as [who] notices the anger rise, [who] walks outside and calls [stand-in]."),
        _l("as soon as [who] notices the anger rise"),
        _l("If [stand-in] does not answer after five minutes, [who] walks on to the house of [stand-in]."),
        _l("[checker] asks [who] every Sunday how often that was, and what helped."),
        trigger=_l("[who] notices the anger rise."), early_signal=_l("[who] talks louder and walks up and down."),
        phase=Phase.DIRECT, ends_after=14,
    ),
    Example(
        "go-to", "quarrel", _l("A place to go to when it gets loud"),
        _l("If it gets loud at home, [who] fetches [child] at once and they eat and sleep at the home of [who]."),
        _l("as soon as [child] or a neighbour calls"),
        _l("If [who] is away, [stand-in] fetches [child]. If there is danger, whoever is there calls 112."),
        _l("[checker] calls [child] the next day and asks how it went."),
        trigger=_l("It gets loud at home."), early_signal=_l("[child] turns the music up."),
        phase=Phase.DIRECT, ends_after=14, kind=AgreementKind.NETWORK,
    ),
    Example(
        "sleeps-over", "night", _l("Somebody sleeps there too"),
        _l("From Friday to Saturday [who] sleeps in the house with [child]."),
        _l("every night from Friday to Saturday"),
        _l("If [who] is ill, [child] sleeps at the home of [stand-in]."),
        _l("[who] sends [checker] a message on Saturday before 10.00."),
        repeats=Repeats.WEEKLY, repeat_days="5", repeat_at=time(21), phase=Phase.DIRECT, ends_after=14,
        kind=AgreementKind.NETWORK,
    ),
    Example(
        "to-bed", "night", _l("To bed with a story"),
        _l("Every evening at 19.45 [who] takes [child] to bed and reads a story."),
        _l("every evening at 19.45"),
        _l("If [who] is too tired for it, [who] calls [stand-in] before 19.30."),
        _l("[checker] asks [child] every Wednesday which story it was."),
        repeats=Repeats.WEEKLY, repeat_days="1234567", repeat_at=time(19, 45),
    ),
    Example(
        "school-on-time", "school", _l("At school on time"),
        _l("Every school day at 08.10 [who] takes [child] to school."),
        _l("every school day at 08.10"),
        _l("If it will not work, [who] sends [stand-in] a message the evening before, before 20.00."),
        _l("[checker] looks every morning on the list of the class."),
        repeats=Repeats.WEEKLY, repeat_days="12345", repeat_at=time(8, 10), ends_after=84,
    ),
    Example(
        "breakfast", "school", _l("Breakfast together"),
        _l("Every school day at 07.15 [who] puts breakfast on the table and eats with [child]."),
        _l("every school day at 07.15"),
        _l("If there is no bread, [who] calls [stand-in] the evening before 21.00."),
        _l("[checker] asks [child] every Friday what was for breakfast."),
        repeats=Repeats.WEEKLY, repeat_days="12345", repeat_at=time(7, 15),
    ),
    Example(
        "hand-over-at-third", "handover", _l("Hand over at the home of somebody both trust"),
        _l("On Sunday at 17.00 [who] brings [child] to [stand-in], says goodbye at the door and leaves at once."),
        _l("every Sunday at 17.00"),
        _l("If there is a quarrel at the door, [stand-in] takes [child] inside, closes the door and calls [checker]."),
        _l("[stand-in] calls [checker] on Sunday evening."),
        repeats=Repeats.WEEKLY, repeat_days="7", repeat_at=time(17), ends_after=84,
    ),
    Example(
        "stays-in-room", "visits", _l("Somebody stays in the room"),
        _l("At every visit [who] stays in the same room as [child] from the first minute to the last."),
        _l("at every visit"),
        _l("If [who] has to leave, the visit stops and [who] takes [child] home."),
        _l("[checker] calls [who] after every visit."),
        check_every_days=14, ends_after=84, kind=AgreementKind.NETWORK,
    ),
    Example(
        "after-visit", "visits", _l("A talk after the visit"),
        _l("After every visit [who] drinks a cup of tea with [child] and asks what was nice and what was not."),
        _l("the same day, after the visit"),
        _l("If [child] was scared, [who] calls [stand-in] the same evening."),
        _l("[who] tells [checker] within two days what [child] said."),
        check_every_days=14, kind=AgreementKind.NETWORK,
    ),
    Example(
        "crying-baby", "crying", _l("Put the baby down and call"),
        _l("If [child] cries for more than ten minutes, [who] lays [child] on its back in the cot and calls [stand-in]."),
        _l("if [child] cries for more than ten minutes"),
        _l("If [child] goes on crying when [stand-in] is there, [stand-in] calls the doctor on duty."),
        _l("[checker] asks [who] and [stand-in] every week how often that was."),
        trigger=_l("[child] cries for more than ten minutes."), early_signal=_l("[who] hardly slept last night."),
        phase=Phase.DIRECT, ends_after=14,
    ),
    Example(
        "call-with-child", "phone", _l("Fixed times to call, with somebody there"),
        _l("On Tuesday and Friday at 18.30 [who] calls [child]; [stand-in] sits next to [child]."),
        _l("every Tuesday and Friday at 18.30"),
        _l("If it is about the quarrel, about school or about where somebody lives, [stand-in] says “we hang up now” and "
           "ends the call."),
        _l("[checker] asks [stand-in] every Saturday how the calls went."),
        repeats=Repeats.WEEKLY, repeat_days="25", repeat_at=time(18, 30), ends_after=112,
    ),
    Example(
        "messages-through", "phone", _l("Messages through somebody else"),
        _l("[who] sends every message about [child] to [stand-in], on Monday before 12.00. [stand-in] passes it on."),
        _l("on Monday before 12.00"),
        _l("If there is a message outside of this, whoever gets it sends it to [stand-in] and leaves it without an answer."),
        _l("[checker] asks [stand-in] every Monday evening what came in."),
        repeats=Repeats.WEEKLY, repeat_days="1", repeat_at=time(12), ends_after=112,
    ),
    Example(
        "party", "party", _l("Who stays sober and drives"),
        _l("Before every party [who] and [stand-in] agree by message which of the two drinks no alcohol and takes [child] home."),
        _l("before every party"),
        _l("If both have been drinking, [who] calls a taxi and [child] sleeps at the home of [stand-in]."),
        _l("[checker] asks after every party who drove."),
        check_every_days=60, trigger=_l("There is a party or a barbecue."),
    ),
    Example(
        "code-word", "signal", _l("A code word that means: fetch me"),
        _l("If [child] says or sends the word they agreed, [who] fetches [child] at once."),
        _l("as soon as [child] says or sends the word"),
        _l("If [who] cannot come, [who] calls [stand-in], who goes at once. If there is danger, [who] calls 112."),
        _l("[who] calls [checker] the same day."),
        check_every_days=30, trigger=_l("[child] says or sends the word. The word itself does not stand in the plan."),
        phase=Phase.DIRECT, kind=AgreementKind.NETWORK,
    ),
    Example(
        "window-sign", "signal", _l("A sign on the window"),
        _l("If [child] hangs the sign on the window, [who] comes at once to look."),
        _l("as soon as the sign hangs on the window"),
        _l("If [who] is away, [child] calls [stand-in]. The number is in the phone and on the fridge."),
        _l("[who] calls [checker] right after it."),
        check_every_days=30, trigger=_l("The sign hangs on the window."), phase=Phase.DIRECT, kind=AgreementKind.NETWORK,
    ),
    Example(
        "phone-location", "secret", _l("Location off before a visit"),
        _l("Before every visit [who] turns the location off on the phone of [child] and leaves it with [stand-in]."),
        _l("before every visit"),
        _l("If somebody asks where [child] lives or goes to school, [stand-in] ends the visit and calls [checker]."),
        _l("[stand-in] sends [checker] a message as soon as the phone is there."),
        check_every_days=14, phase=Phase.DIRECT, kind=AgreementKind.NETWORK,
    ),
    Example(
        "fetched-by", "secret", _l("Somebody else brings and fetches"),
        _l("[who] brings [child] to every visit and fetches [child] afterwards, each time by another way."),
        _l("at every visit"),
        _l("If [who] sees a car that follows, [who] drives to a police station and calls [stand-in]."),
        _l("[who] sends [checker] a message when [child] is home again."),
        check_every_days=14, phase=Phase.DIRECT, kind=AgreementKind.NETWORK,
    ),
    Example(
        "two-bad-nights", "tired", _l("After two bad nights"),
        _l("After two nights with little sleep [who] calls [stand-in]. [stand-in] looks after [child] that afternoon."),
        _l("after two nights with little sleep"),
        _l("If [stand-in] cannot come that day, [who] calls [checker] before 12.00."),
        _l("[checker] asks [who] every Sunday how the nights were."),
        trigger=_l("[who] slept little for two nights."), early_signal=_l("[who] forgets things and snaps at [child]."),
    ),
)  # fmt: skip
