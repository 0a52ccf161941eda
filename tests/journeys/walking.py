"""Somebody who walks through the workbench with a browser. Every page that is looked at is checked for what everybody needs."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

AXE = (Path(__file__).parents[1] / "vendor" / "axe.min.js").read_text(encoding="utf-8")
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
PASSWORD = "samen-veilig-2026"
SMALLEST = 320
CHECKED: set[tuple[str, int]] = set()  # a page is checked once at each width, whatever tests come by


def asked_elsewhere(context, home):
    """A list that grows with every request this browser makes to another host."""
    found = []

    def note(request):
        place = urlsplit(request.url)
        if place.scheme not in ("data", "blob") and place.netloc != urlsplit(home).netloc:
            found.append(request.url)

    context.on("request", note)
    return found


class Walker:
    """One person at one browser window."""

    def __init__(self, page, width, scripted=True):
        self.page, self.width, self.scripted = page, width, scripted

    def go(self, address, name=None):
        """Open an address and look at it."""
        answer = self.page.goto(address)
        assert answer.status == 200, f"{address}: {answer.status}"
        return self.look(name)

    def follow(self, words, exact=True):
        """Click on the link with these words and look at where it leads."""
        return self.through(self.page.get_by_role("main").get_by_role("link", name=words, exact=exact).first)

    def press(self, words, exact=True, name=None):
        """Press the button with these words, and look at what comes."""
        return self.through(self.page.get_by_role("button", name=words, exact=exact).first, name)

    def through(self, link_or_button, name=None):
        """Click, wait for the page it leads to, and look at that."""
        with self.page.expect_navigation():
            link_or_button.click()
        return self.look(name)

    def fill(self, answers):
        """Fill in fields by their label: a text, ["Kim", "Bas"] for ticks in a group, ("Truus",) for a choice in a list."""
        for label, answer in answers.items():
            if isinstance(answer, list):
                group = self.page.get_by_role("group", name=label)
                for one in answer:
                    group.get_by_label(one, exact=True).check()
            elif isinstance(answer, tuple):
                self.page.get_by_label(label).select_option(label=answer[0])
            else:
                self.page.get_by_label(label).fill(answer)
        return self

    def _axe(self):
        """What axe finds: every rule in light, and the contrast in dark."""
        found = _findings(self.page, {"runOnly": RULES})
        self.page.emulate_media(color_scheme="dark")
        found += _findings(self.page, {"runOnly": ["color-contrast"]})
        self.page.emulate_media(color_scheme="light")
        return found

    @property
    def words(self):
        return self.page.get_by_role("main").inner_text()

    @property
    def heading(self):
        return self.page.get_by_role("heading", level=1).inner_text()

    def look(self, name=None):
        """axe has no findings in light and dark, and nothing sticks out sideways; once for each kind of page."""
        if not self.scripted:
            return self
        kind = name or self.page.title().split(" – ")[0]
        if (kind, self.width) in CHECKED:
            return self
        CHECKED.add((kind, self.width))
        assert _sideways(self.page) <= self.width, f"{kind} sticks out at {self.width}"
        self.page.evaluate(AXE)
        found = self._axe()
        if found:  # a part of the page may be on its way to another colour; what stays is a finding
            self.page.wait_for_timeout(700)
            found = self._axe()
        assert not found, f"{kind} at {self.width}: {found}"
        if self.width < 600:
            self.page.set_viewport_size({"width": SMALLEST, "height": 700})
            assert _sideways(self.page) <= SMALLEST, f"{kind} sticks out at {SMALLEST}"
            self.page.set_viewport_size({"width": self.width, "height": 900})
        return self


@contextmanager
def no_connection(page) -> Iterator[None]:
    """The browser is off the net for a while, and back on it whatever happens: other tests use the same window."""
    page.context.set_offline(True)
    try:
        yield
    finally:
        page.context.set_offline(False)


def _sideways(page):
    return page.evaluate("document.documentElement.scrollWidth")


def _findings(page, options):
    said = page.evaluate("options => axe.run({...options, resultTypes: ['violations']}).then(r => r.violations)", options)
    return [(one["id"], [node["html"][:150] for node in one["nodes"]][:5]) for one in said]
