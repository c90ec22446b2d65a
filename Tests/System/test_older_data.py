"""What an older Paidan wrote goes on under a newer one: nothing is lost, no number is given twice."""

import shutil
import sqlite3

from house import Scenario, Ticket, until
from older import age
from wire import Wire


def shape(path):
    """Tables, indexes and triggers, as a database has them."""
    with sqlite3.connect(path) as database:
        rows = database.execute("SELECT type, name, sql FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY type, name")
        return [(kind, name, sql.replace('"', "")) for kind, name, sql in rows]


def settlements(path):
    with sqlite3.connect(path) as database:
        return database.execute("SELECT * FROM settlement ORDER BY message, attempt").fetchall()


class OlderData(Scenario):
    def worker(self, house, department):
        wire = Wire(house.dispatch_endpoint)
        self.addCleanup(wire.close)
        wire.hello("w", [department])
        return wire

    def delivered(self, wire):
        """The message's number; it is acknowledged."""
        lease = wire.hear_only("DELIVER")["lease"]
        wire.say("ACK", {"lease": lease})
        wire.hear_only("SETTLED")
        return int(lease.partition(".")[0])

    def test_messages_wait_on_and_their_numbers_are_not_given_again(self):
        house = self.house("10:00:00", routers=1)
        fresh = shape(house.data / "paidan.db")
        house.specialist.open("furnishing")
        until("it is forwarded", lambda: house.queue("furniture"))
        house.specialist.open("construction")
        settled = self.delivered(self.worker(house, "engineering"))
        self.assertEqual(house.stop(), 0)
        database = house.data / "paidan.db"
        ends = settlements(database)
        self.assertTrue(ends)
        age(database, migrations=7)
        self.assertNotEqual(shape(database), fresh)

        house.start()

        self.assertEqual(shape(database), fresh)
        self.assertEqual(settlements(database), ends)
        self.assertLess(self.delivered(self.worker(house, "furniture")), settled)
        house.specialist.open("construction")
        self.assertGreater(self.delivered(self.worker(house, "engineering")), settled)

    def test_a_house_from_before_leads_takes_some_and_knows_whose_they_are(self):
        house = self.house("10:00:00", policy="ds")
        fresh = shape(house.data / "paidan.db")
        complaint = house.specialist.open()
        self.assertEqual(house.stop(), 0)
        database = house.data / "paidan.db"
        age(database, migrations=8)
        self.assertNotEqual(shape(database), fresh)

        house.start()

        self.assertEqual(shape(database), fresh)
        self.assertEqual(complaint.state, "received")
        house.director.post("/v1/rotas", {"data": {"designers": ["demo-designer"]}})
        data = {"leadSource": "company", "customer": {"name": "王小明", "phone": "13800138000"}}
        lead = Ticket(house, house.desk.post("/v1/leads", {"data": data})["id"])
        house.desk.does("completeIntake", lead)
        house.director.does("dispatch", lead)
        mine = house.designer.get("/v1/tickets?assignee=me")["tickets"]
        self.assertEqual([row["id"] for row in mine], [lead.id])

    def test_a_house_from_before_files_takes_some(self):
        house = self.house("10:00:00")
        fresh = shape(house.data / "paidan.db")
        complaint = house.specialist.open()
        self.assertEqual(house.stop(), 0)
        age(house.data / "paidan.db", migrations=9)
        shutil.rmtree(house.data / "files")

        house.start()

        self.assertEqual(shape(house.data / "paidan.db"), fresh)
        answer = house.specialist.request(
            "POST", f"/v1/tickets/{complaint.id}/files", b"%PDF-1.4 list", {"Content-Type": "application/pdf"})
        house.specialist.does("attachFiles", complaint, files=[answer.json["digest"]])
        self.assertEqual(complaint.facts()[-1], "filesAttached")
        self.assertEqual(house.verify()["files"], 1)
