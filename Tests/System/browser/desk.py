"""A desk: a browser in front of a server of one's own, and somebody who uses it.

Waits end by what the page shows, within a limit; nothing here sleeps.
"""

import os
import pathlib

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect, sync_playwright

from house import Scenario

CHROMIUM = os.environ.get("PAIDAN_CHROMIUM", "/usr/bin/chromium")
SHOTS = os.environ.get("PAIDAN_SHOTS")
PATIENCE_MILLISECONDS = 20_000
LOCALES = {"zh": "zh-CN", "en": "en-US"}
PHONE = {"width": 360, "height": 740}
SCREEN = {"width": 1280, "height": 900}
TABS_MAX = 80
# A refused form is an answer that the page shows; Chromium writes it to the console all the same.
EXPECTED_IN_CONSOLE = "Failed to load resource: the server responded with a status of 4"

expect.set_options(timeout=PATIENCE_MILLISECONDS)


class Seat:
    """Somebody's browser window, logged in with the keyboard at the log-in page."""

    def __init__(self, page, house, person):
        self.page, self.house = page, house
        self.complaints = []
        page.on("console", self.read_console)
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.go("/login")
        self.tab_to("#token")
        self.type(person.token)
        self.press("Enter")
        page.wait_for_url("**/")
        expect(page.locator("nav form button")).to_be_visible()

    def read_console(self, message):
        if message.type in ("error", "warning") and not message.text.startswith(EXPECTED_IN_CONSOLE):
            self.complaints.append(message.text)

    def go(self, path):
        self.page.goto(f"http://{self.house.http_address}{path}")

    def weight(self, path):
        """The bytes of that page with its style sheet and script, uncompressed and from no cache."""
        self.go(path)
        parts = self.page.evaluate("""[...document.querySelectorAll("link[rel=stylesheet], script[src], img[src]")]
            .map(part => part.href || part.src)""")
        return sum(len(self.page.request.get(url).body()) for url in [self.page.url, *parts])

    # The keyboard

    def press(self, *keys):
        for key in keys:
            self.page.keyboard.press(key)

    def type(self, text):
        self.page.keyboard.type(text)

    def has_focus(self, selector):
        return self.page.evaluate("selector => document.activeElement.matches(selector)", selector)

    def tab_to(self, selector):
        """Goes there by the Tab key alone."""
        for _ in range(TABS_MAX):
            if self.has_focus(selector):
                return
            self.press("Tab")
        raise AssertionError(f"{TABS_MAX} times Tab do not lead to {selector} on {self.page.url}")

    # What stands there

    def text(self, selector):
        return self.page.locator(selector).inner_text()

    def value(self, selector):
        return self.page.locator(selector).input_value()

    def state_becomes(self, label):
        expect(self.page.locator("b.state")).to_have_text(label)

    def changes(self, selector):
        """Waits until the first such place shows another text; returns both."""
        before = self.page.locator(selector).first.inner_text()
        expect(self.page.locator(selector).first).not_to_have_text(before)
        return before, self.page.locator(selector).first.inner_text()

    def overflow(self):
        """How many pixels the page is wider than the window."""
        return self.page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")

    def hidden_columns(self):
        """How many tables have to be pushed sideways to be read."""
        return self.page.evaluate(
            "[...document.querySelectorAll('.scroll')].filter(one => one.scrollWidth > one.clientWidth).length")

    def violations(self):
        found = Axe().run(self.page).response["violations"]
        return [
            f"{violation['id']}: {violation['help']}: {node['html'][:160]}"
            for violation in found for node in violation["nodes"]]

    def picture(self, name):
        if SHOTS:
            self.page.screenshot(path=pathlib.Path(SHOTS) / f"{name}.png", full_page=True)


class DeskScenario(Scenario):
    """A scenario with browsers. At its end no page may have complained in its console."""

    @classmethod
    def setUpClass(cls):
        cls.playwright = sync_playwright().start()
        cls.addClassCleanup(cls.playwright.stop)
        # Chromium's own sandbox cannot be set up by root, as in a container.
        cls.browser = cls.playwright.chromium.launch(
            executable_path=CHROMIUM, chromium_sandbox=os.geteuid() != 0)
        cls.addClassCleanup(cls.browser.close)

    def seat(self, house, person, language="zh", size=None, scheme="light", scripts=True):
        context = self.browser.new_context(
            locale=LOCALES[language], viewport=size or SCREEN, color_scheme=scheme, timezone_id="Asia/Shanghai",
            java_script_enabled=scripts)
        self.addCleanup(context.close)
        context.set_default_timeout(PATIENCE_MILLISECONDS)
        seat = Seat(context.new_page(), house, person)
        self.addCleanup(lambda: self.assertEqual(seat.complaints, [], "the browser's console"))
        return seat
