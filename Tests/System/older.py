"""Databases as an older Paidan left them."""

import contextlib
import sqlite3

from house import ROOT

MIGRATIONS = sorted((ROOT / "schema/migrations").glob("*.sql"))
APPLICATION = int.from_bytes(b"PDan", "big")


def age(path, migrations):
    """The same rows in the schema of an older Paidan."""
    older = path.with_name("older.db")
    # Closed, and not only let go of: the files that go keep their room for as long as somebody has them open.
    with contextlib.closing(sqlite3.connect(older)) as database:
        for migration in MIGRATIONS[:migrations]:
            database.executescript(migration.read_text())
        tables = [name for (name,) in database.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")]
        database.execute("ATTACH ? AS newer", (str(path),))
        for table in tables:
            database.execute(f"DELETE FROM main.{table}")
            # Columns that came later are left behind.
            known = database.execute("SELECT name FROM pragma_table_info(?, 'main')", (table,))
            columns = ", ".join(f'"{name}"' for (name,) in known)
            database.execute(f"INSERT INTO main.{table} ({columns}) SELECT {columns} FROM newer.{table}")
        database.commit()
        database.execute(f"PRAGMA user_version = {migrations}")
        database.execute(f"PRAGMA application_id = {APPLICATION}")
    for leftover in (path, path.with_name(path.name + "-wal"), path.with_name(path.name + "-shm")):
        leftover.unlink(missing_ok=True)
    older.rename(path)
