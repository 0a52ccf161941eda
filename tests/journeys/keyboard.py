"""Somebody who has a keyboard and nothing else: Tab, Shift+Tab, Enter, Space, arrows, Escape and letters.

Every stop on the way is checked: the focus can be seen, within the window and not behind anything. What a control is called
is what the browser tells a screen reader, so a control without a name cannot be reached at all.
"""

import re
from dataclasses import dataclass
from datetime import date

import pytest

MOST = 300  # stops on the way to one control
STAY = 6  # presses of Tab that may stay on one control: the parts of a date have four
CHECK = """() => {
  const at = document.activeElement;
  if (!at || at.matches("html, body, main, #room")) return null; // the page, or where the skip link leads: no control
  const label = at.labels && at.labels.length && at.matches("[type=radio], [type=checkbox]") ? at.labels[0] : null;
  const seen = label || at;
  const box = seen.getBoundingClientRect();
  const ringed = (one) => {
    const style = getComputedStyle(one);
    return style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2 && !/, 0\\)$/.test(style.outlineColor);
  };
  const rings = [at, ...(label ? [label, ...label.children] : [])].some(ringed);
  const top = Math.max(box.top, 0), bottom = Math.min(box.bottom, innerHeight);
  const middle = document.elementFromPoint((box.left + box.right) / 2, (top + bottom) / 2);
  const first = seen.getClientRects()[0] || box;
  const begin = document.elementFromPoint(first.left + 6, Math.min(Math.max(first.top, 0) + 6, innerHeight - 1));
  const open = (point) => point && (seen.contains(point) || point.contains(at) && point.matches("label, summary"));
  const group = at.closest("fieldset")?.querySelector("legend");
  return {
    id: at.id, rings, group: group ? group.textContent.trim().replace(/\\s+/g, " ") : "",
    within: box.width > 0 && box.left >= -1 && box.right <= innerWidth + 1
      && bottom - top >= Math.min(box.height, innerHeight) - 4,
    open: open(middle) || open(begin),
    box: [box.left, box.top, box.right, box.bottom].map(Math.round).join(" "),
  };
}"""


@dataclass(frozen=True)
class Stop:
    """Where the focus is, as a screen reader would say it."""

    name: str
    role: str
    group: str
    id: str

    def __str__(self):
        return f"{self.role} “{self.name}”" + (f" in “{self.group}”" if self.group else "")

    def is_called(self, name, role=None, group=None):
        said = name.search(self.name) if isinstance(name, re.Pattern) else self.name.startswith(name)
        return bool(said) and (role is None or self.role == role) and (group is None or self.group.startswith(group))


class Keyboard:
    """The keyboard of one walker. Nothing here clicks, fills in or moves the focus by script."""

    def __init__(self, walker):
        self.walker, self.page = walker, walker.page
        self.devtools = self.page.context.new_cdp_session(self.page)

    def press(self, *keys):
        for key in keys:
            self.page.keyboard.press(key)
        return self

    def here(self):
        """Where the focus is now, looked at; None on the page itself."""
        found = self.page.evaluate(CHECK)
        if found is None:
            return None
        name, role = self._said()
        stop = Stop(" ".join(name.split()).replace(" :", ":"), role, found["group"], found["id"])
        where = f"{stop} on {self.page.url} ({found['box']})"
        assert stop.name, f"nothing is said at {where}"
        assert found["rings"], f"the focus cannot be seen at {where}"
        assert found["within"], f"the focus is outside the window at {where}"
        assert found["open"], f"the focus is behind something at {where}"
        return stop

    def _said(self):
        """Name and role of the control with the focus, from the accessibility tree."""
        asked = self.devtools.send("Runtime.evaluate", {"expression": "document.activeElement"})
        said = self.devtools.send(
            "Accessibility.getPartialAXTree", {"objectId": asked["result"]["objectId"], "fetchRelatives": False}
        )
        node = said["nodes"][0]
        return node.get("name", {}).get("value", ""), node.get("role", {}).get("value", "")

    def tab_to(self, name, role=None, group=None, back=False):
        """Press Tab (or Shift+Tab) until the focus is on what is called so; fails with what was passed on the way."""
        passed, ends, stayed = [], 0, 0
        stop = self.here()
        while stop is None or not stop.is_called(name, role, group):
            self.press("Shift+Tab" if back else "Tab")
            stop = self.here()
            stayed = stayed + 1 if passed and stop == passed[-1] else 0
            ends += stop is None
            passed.append(stop)
            if ends > 1 or len(passed) > MOST or stayed > STAY:
                said = "\n".join(str(one or "(the end of the page)") for one in passed)
                pytest.fail(f"No {role or 'control'} {name!r} {group or ''} on {self.page.url}. Passed:\n{said}")
        return stop

    def skip(self):
        """From the top of a page straight to what it is about."""
        self.tab_to("Naar de inhoud")
        return self.press("Enter")

    def write(self, label, text, group=None):
        """Type into the text field with this label."""
        self.tab_to(label, role="textbox", group=group)
        self.press("Control+A")
        self.page.keyboard.type(text)
        return self

    def write_number(self, label, number):
        """Type into the number field with this label."""
        self.tab_to(label, role="spinbutton")
        self.press("Control+A")
        self.page.keyboard.type(number)
        return self

    def day(self, label, day: date):
        """Type a day into a date field, in the order in which this browser asks for it."""
        self.tab_to(label, role="Date")
        for form in ("%d%m%Y", "%m%d%Y"):
            self.press("ArrowLeft", "ArrowLeft", "ArrowLeft")
            self.page.keyboard.type(day.strftime(form))
            if self.value == day.isoformat():
                return self
        raise AssertionError(f"{label}: {self.value}")

    def tick(self, group, *options):
        """Tick these in a group of check boxes."""
        for option in options:
            self.tab_to(option, role="checkbox", group=group)
            self.press("Space")
            assert self.page.evaluate("document.activeElement.checked"), option
        return self

    def choose(self, group, option):
        """Go to a group of radio buttons and walk to this one with the arrows."""
        stop = self.tab_to("", role="radio", group=group)
        for _turn in range(20):
            if stop.is_called(option):
                self.press("Space")
                return self
            self.press("ArrowDown")
            stop = self.here()
        return pytest.fail(f"No {option!r} in {group!r}")

    def pick(self, label, option):
        """Go to a list and walk down to this option."""
        self.tab_to(label, role="combobox")
        chosen = "document.activeElement.selectedOptions[0].textContent.trim()"
        for _turn in range(30):
            if self.page.evaluate(chosen) == option:
                return self
            self.press("ArrowDown")
        return pytest.fail(f"No {option!r} in {label!r}")

    def follow(self, name, role="link", group=None, look=None):
        """Press Enter on a link or button that leads to another page, and look at that."""
        self.tab_to(name, role, group)
        with self.page.expect_navigation():
            self.press("Enter")
        self.walker.look(look)
        return self

    def send(self, name="Opslaan", look=None):
        return self.follow(name, role="button", look=look)

    @property
    def value(self):
        return self.page.evaluate("document.activeElement.value")

    def round(self):
        """Tab from the top to the end of the page and back again: nothing keeps the focus. Gives all stops, forwards."""
        self.page.goto(re.split("[?#]", self.page.url)[0])
        there = self._walk("Tab", MOST)
        back = self._walk("Shift+Tab", len(there))
        assert [str(one) for one in there] == [str(one) for one in back[::-1]], "the way back is the way there"
        return there

    def _walk(self, key, most):
        """The stops in this direction, until the end of the page or so many; one that keeps the focus is a trap."""
        passed, stayed = [], 0
        while len(passed) < most:
            self.press(key)
            stop = self.here()
            if stop is None:
                break
            stayed = stayed + 1 if passed and stop == passed[-1] else 0
            assert stayed <= STAY, f"{stop} keeps the focus"
            passed += [] if stayed else [stop]
        return passed
