"""A photo from a browser: with a step and by itself, with script and without; what is refused comes back."""

import hashlib
import struct
import tempfile
import zlib
from pathlib import Path

from playwright.sync_api import expect

from cases import promised
from desk import DeskScenario


def png(shade):
    """Two by two, of one colour."""

    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    rows = b"".join(b"\0" + bytes([shade, 0, 0] * 2) for _ in range(2))
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", 2, 2, 8, 2, 0, 0, 0))
        + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b""))


class Photos(DeskScenario):
    def setUp(self):
        super().setUp()
        self.folder = tempfile.TemporaryDirectory()
        self.addCleanup(self.folder.cleanup)

    def photo(self, name, content):
        path = Path(self.folder.name) / name
        path.write_bytes(content)
        return str(path)

    def open(self, seat, verb):
        action = f"details:has(> form#{verb})"
        if not seat.page.locator(f"{action}[open]").count():
            seat.page.locator(f"{action} > summary").click()

    def report(self, seat, dispatch, *photos):
        """The form of the report, filled in and sent."""
        seat.go(f"/tickets/{dispatch.id}")
        self.open(seat, "reportDone")
        seat.page.fill("#reportDone-data-result", "已重铺")
        seat.page.fill("#reportDone-data-cause", "空鼓")
        seat.page.set_input_files("#reportDone-data-files", list(photos))
        seat.page.click("form#reportDone > button")

    def pictures(self, seat):
        """Those that the browser could show."""
        images = seat.page.locator("a.file img")
        for index in range(images.count()):
            images.nth(index).scroll_into_view_if_needed()
            expect(images.nth(index)).to_have_js_property("naturalWidth", 2)
        return images.count()

    def test_photos_go_with_a_report(self):
        for scripts in (True, False):
            with self.subTest(scripts=scripts):
                house = self.house()
                dispatch = promised(house)
                seat = self.seat(house, house.engineering, scripts=scripts)
                self.report(seat, dispatch, self.photo("a.png", png(200)), self.photo("b.png", png(100)))

                seat.state_becomes("已完成")
                self.assertEqual(self.pictures(seat), 2)
                if scripts:
                    self.assertEqual(seat.violations(), [])
                kept = house.specialist.get(f"/v1/tickets/{dispatch.id}/files")["files"]
                self.assertEqual(
                    {file["digest"] for file in kept}, {hashlib.sha256(png(shade)).hexdigest() for shade in (200, 100)})

    def test_what_is_no_picture_is_said_and_nothing_typed_is_lost(self):
        for scripts in (True, False):
            with self.subTest(scripts=scripts):
                house = self.house()
                dispatch = promised(house)
                seat = self.seat(house, house.engineering, scripts=scripts)
                self.report(seat, dispatch, self.photo("a.png", b"no picture"))

                expect(seat.page.locator("form#reportDone .error:visible").first).to_be_visible()
                self.assertEqual(seat.value("#reportDone-data-result"), "已重铺")
                seat.page.set_input_files("#reportDone-data-files", self.photo("b.png", png(1)))
                seat.page.click("form#reportDone > button")
                seat.state_becomes("已完成")
                self.assertEqual(self.pictures(seat), 1)
