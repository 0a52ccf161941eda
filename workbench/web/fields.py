"""Form fields that know what people type: clean text, days, times, numbers with a comma, one of the people."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, time
from typing import Any, NamedTuple

from flask_babel import gettext as _
from wtforms import Field
from wtforms.fields.choices import Choice, SelectFieldBase
from wtforms.validators import InputRequired, Optional, StopValidation
from wtforms.widgets import (
    CheckboxInput,
    DateInput,
    FileInput,
    NumberInput,
    RadioInput,
    Select,
    TextArea,
    TextInput,
    TimeInput,
)

from workbench.crypto import is_damaged
from workbench.web.text import clean

Pairs = Iterable[tuple[Any, Any]]
UNKNOWN = object()  # somebody sent a value that was not offered
EARLIEST, LATEST = date(1900, 1, 1), date(2100, 12, 31)


class Coach(NamedTuple):
    """How the wording coach reads a field: as which kind of text, without the checks other fields answer, for which reader."""

    kind: str
    without: tuple[str, ...] = ()
    reader: str = "family"  # or "child": how easily it should read


class CleanText(Field):
    """Text, cleaned and bounded. `lines` > 1 makes it a text area; `required` gives its own message; `coach` reads along."""

    def __init__(
        self,
        label: Any = None,
        validators: Sequence[Any] = (),
        *,
        required: bool = False,
        lines: int = 1,
        most: int = 4000,
        why: Any = None,
        coach: Coach | None = None,
        **options: Any,
    ) -> None:
        self.widget = TextArea() if lines > 1 else TextInput()
        self.required, self.lines, self.most, self.why, self.coach = required, lines, most, why, coach
        self.within = options.get("_form")  # the form it stands in: the coach asks who does it
        super().__init__(label, validators, **options)
        self.flags.required = required

    def _value(self) -> str:
        return self.data or ""

    def process_data(self, value: Any) -> None:
        self.data = value or ""

    def process_formdata(self, values: list[Any]) -> None:
        self.data = clean(values[0], one_line=self.lines == 1) if values else ""

    def pre_validate(self, form: Any) -> None:
        if self.required and not self.data:
            raise StopValidation(str(self.why or _("Fill this in.")))
        if is_damaged(self.data):
            raise StopValidation(_("What stood here is damaged. This cannot be saved; tell the administrator."))
        if len(self.data or "") > self.most:
            raise StopValidation(
                _("This is %(now)s characters long. At most %(most)s fit.", now=len(self.data), most=self.most)
            )


class Day(Field):
    """A day, as yyyy-mm-dd from the browser or dd-mm-yyyy as people type it; between 1900 and 2100."""

    widget = DateInput()

    def __init__(
        self, label: Any = None, validators: Sequence[Any] = (), *, required: bool = False, **options: Any
    ) -> None:
        self.required = required
        super().__init__(label, validators or ([InputRequired()] if required else [Optional()]), **options)

    def _value(self) -> str:
        if self.raw_data and isinstance(self.raw_data[0], str):
            return self.raw_data[0]
        return self.data.isoformat() if self.data else ""

    def process_formdata(self, values: list[Any]) -> None:
        self.data = None
        if values and values[0].strip():
            self.data = _read_day(values[0].strip())

    def pre_validate(self, form: Any) -> None:
        _refuse_blank(self)


def _refuse_blank(field: Any) -> None:
    """Only spaces are no answer where one is needed."""
    if field.required and field.data is None and not field.process_errors:
        raise StopValidation(_("Fill this in."))


def _read_day(text: str) -> date:
    parts = text.replace("/", "-").replace(".", "-").split("-")
    if len(parts) == 3 and len(parts[0]) <= 2:
        parts = parts[::-1]
    try:
        found = date(*(int(part) for part in parts))
    except (ValueError, TypeError, OverflowError):
        raise ValueError(_("Give a date, for example 15-06-2026.")) from None
    if not EARLIEST <= found <= LATEST:
        raise ValueError(_("Give a date between 1900 and 2100."))
    return found


class ClockTime(Field):
    """A time of the day: 18.30, 18:30 or 1830."""

    widget = TimeInput()

    def __init__(self, label: Any = None, validators: Sequence[Any] = (), **options: Any) -> None:
        super().__init__(label, validators or [Optional()], **options)

    def _value(self) -> str:
        if self.raw_data and isinstance(self.raw_data[0], str):
            return self.raw_data[0]
        return f"{self.data:%H:%M}" if self.data else ""

    def process_formdata(self, values: list[Any]) -> None:
        self.data = None
        text = values[0].strip().replace(".", ":") if values else ""
        if text:
            hours, minutes = (
                text.split(":", 1) if ":" in text else (text[:-2], text[-2:]) if len(text) > 2 else (text, "0")
            )
            try:
                self.data = time(int(hours), int(minutes))
            except (ValueError, OverflowError):
                raise ValueError(_("Give a time, for example 18.30.")) from None


class Whole(Field):
    """A whole number within bounds."""

    widget = NumberInput()

    def __init__(
        self,
        label: Any = None,
        validators: Sequence[Any] = (),
        *,
        least: int = 0,
        most: int = 10000,
        required: bool = False,
        **options: Any,
    ) -> None:
        self.least, self.most, self.required = least, most, required
        super().__init__(label, validators or ([InputRequired()] if required else [Optional()]), **options)

    def _value(self) -> str:
        if self.raw_data and isinstance(self.raw_data[0], str):
            return self.raw_data[0]
        return "" if self.data is None else str(self.data)

    def process_formdata(self, values: list[Any]) -> None:
        self.data = None
        text = values[0].strip() if values else ""
        if text:
            if not (
                text.isascii()
                and text.removeprefix("-").isdigit()
                and len(text) < 10
                and self.least <= int(text) <= self.most
            ):
                raise ValueError(_("Give a whole number from %(least)s to %(most)s.", least=self.least, most=self.most))
            self.data = int(text)

    def pre_validate(self, form: Any) -> None:
        _refuse_blank(self)


class Picture(Field):
    """A file somebody chooses: its bytes, or nothing. What is in it is for the operation to look at."""

    widget = FileInput()

    def __init__(self, label: Any = None, validators: Sequence[Any] = (), *, required: bool = False, **options: Any) -> None:
        self.required = required
        super().__init__(label, validators, **options)
        self.flags.required = required

    def process_data(self, value: Any) -> None:
        self.data = None

    def process_formdata(self, values: list[Any]) -> None:
        chosen = next((one for one in values if getattr(one, "filename", "")), None)
        self.data = None if chosen is None else chosen.read()

    def pre_validate(self, form: Any) -> None:
        if self.required and self.data is None:
            raise StopValidation(_("Choose a file."))


class OneOf(SelectFieldBase):
    """One from a fixed list (value and label, for instance of an enum) or of the casus's people, offered by the view.

    `empty` is the words for no choice; without it a choice is required. `radio` shows them all at once.
    """

    widget = Select()

    def __init__(
        self,
        label: Any = None,
        validators: Sequence[Any] = (),
        *,
        options: Pairs = (),
        empty: Any = None,
        radio: bool = False,
        **more: Any,
    ) -> None:
        self.empty, self.radio = empty, radio
        self.required = empty is None
        self.multiple = False
        if radio:
            self.kind, self.option_widget = "group", RadioInput()
        self.offer(options)
        super().__init__(label, validators, **more)
        self.flags.required = self.required

    def offer(self, options: Pairs) -> None:
        """Set what can be chosen: pairs of value (an enum member, an id) and label."""
        self._options = [(_sent(value), value, label) for value, label in options]
        if self.raw_data:  # the form was filled before the list was known
            self.process_formdata(self.raw_data)

    def iter_choices(self) -> Iterator[Choice]:
        chosen = _sent(self.data)
        if not self.radio or self.empty is not None:
            yield Choice("", self.empty if self.empty is not None else _("Choose"), chosen == "", {})
        for sent, _value, label in self._options:
            yield Choice(sent, label, sent == chosen, {})

    def process_formdata(self, values: list[Any]) -> None:
        self.data = None
        if values and values[0]:
            self.data = _find(self._options, values[0])

    def pre_validate(self, form: Any) -> None:
        if self.data is UNKNOWN:
            self.data = None
            raise StopValidation(_("Choose somebody or something from the list."))
        if self.data is None and self.required:
            raise StopValidation(_("Choose one."))


class SomeOf(SelectFieldBase):
    """Several from a list, as check boxes."""

    widget = Select(multiple=True)
    option_widget = CheckboxInput()
    kind = "group"

    def __init__(
        self,
        label: Any = None,
        validators: Sequence[Any] = (),
        *,
        options: Pairs = (),
        required: bool = False,
        why: Any = None,
        **more: Any,
    ) -> None:
        self.required, self.why = required, why
        self.multiple = True
        self.offer(options)
        super().__init__(label, validators, **more)
        self.flags.required = required

    def offer(self, options: Pairs) -> None:
        """Set what can be chosen: pairs of value (an enum member, an id) and label."""
        self._options = [(_sent(value), value, label) for value, label in options]
        if self.raw_data:  # the form was filled before the list was known
            self.process_formdata(self.raw_data)

    def iter_choices(self) -> Iterator[Choice]:
        chosen = {_sent(value) for value in self.data or []}
        for sent, _value, label in self._options:
            yield Choice(sent, label, sent in chosen, {})

    def process_data(self, value: Any) -> None:
        self.data = list(value or [])

    def process_formdata(self, values: list[Any]) -> None:
        self.data = [_find(self._options, value) for value in dict.fromkeys(values)]

    def pre_validate(self, form: Any) -> None:
        if UNKNOWN in self.data:
            self.data = [value for value in self.data if value is not UNKNOWN]
            raise StopValidation(_("Choose somebody or something from the list."))
        if self.required and not self.data:
            raise StopValidation(str(self.why or _("Choose at least one.")))


class Scale(OneOf):
    """A number from 0 to 10, as eleven choices in a row."""

    def __init__(self, label: Any = None, validators: Sequence[Any] = (), *, empty: Any = None, **more: Any) -> None:
        super().__init__(label, validators, options=[(n, str(n)) for n in range(11)], empty=empty, radio=True, **more)
        self.kind = "ten"

    def iter_choices(self) -> Iterator[Choice]:
        return (choice for choice in super().iter_choices() if choice.value)


def _sent(value: Any) -> str:
    """How a value travels in a form."""
    return "" if value is None else str(getattr(value, "value", value))


def _find(options: list[tuple[str, Any, Any]], sent: str) -> Any:
    return next((value for name, value, _label in options if name == sent), UNKNOWN)
