"""What an older Paidan wrote goes on under a newer one: nothing is lost, no number is given twice."""

import sqlite3

from house import ROOT, Scenario, until
from wire import Wire

MIGRATIONS = sorted((ROOT / "schema/migrations").glob("*.sql"))
APPLICATION = int.from_bytes(b"PDan", "big")


def shape(path):
    """Tables, indexes and triggers, as a database has them."""
    with sqlite3.connect(path) as database:
        rows = database.execute("SELECT type, name, sql FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY type, name")
        return [(kind, name, sql.replace('"', "")) for kind, name, sql in rows]


def age(path, migrations):
    """The same rows in the schema of an older Paidan."""
    older = path.with_name("older.db")
    with sqlite3.connect(older) as database:
        for migration in MIGRATIONS[:migrations]:
            database.executescript(migration.read_text())
        tables = [name for (name,) in database.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")]
        database.execute("ATTACH ? AS newer", (str(path),))
        for table in tables:
            database.execute(f"DELETE FROM main.{table}")
            database.execute(f"INSERT INTO main.{table} SELECT * FROM newer.{table}")
        database.commit()
        database.execute(f"PRAGMA user_version = {migrations}")
        database.execute(f"PRAGMA application_id = {APPLICATION}")
    for leftover in (path, path.with_name(path.name + "-wal"), path.with_name(path.name + "-shm")):
        leftover.unlink(missing_ok=True)
    older.rename(path)


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
        age(house.data / "paidan.db", migrations=7)
        self.assertNotEqual(shape(house.data / "paidan.db"), fresh)

        house.start()

        self.assertEqual(shape(house.data / "paidan.db"), fresh)
        self.assertLess(self.delivered(self.worker(house, "furniture")), settled)
        house.specialist.open("construction")
        self.assertGreater(self.delivered(self.worker(house, "engineering")), settled)
