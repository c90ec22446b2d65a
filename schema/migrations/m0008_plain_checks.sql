-- A list of more than two words in a CHECK has SQLite build a table of them for every row that it writes; words one by one
-- are compared. Messages and their ends are written with every step of a ticket.
--
-- A damaged row is taken over as far as the new table can hold it, so that it costs its ticket and not the house (`docs/decisions/0042`):
-- what is missing or of another type becomes what no sound row has, and is found when the row is read.

CREATE TABLE message_plain (
    -- Never used twice, not even after its row is gone: a worker may still answer to an old one.
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    queue TEXT NOT NULL,
    ticket INTEGER NOT NULL REFERENCES ticket (no),
    parent INTEGER REFERENCES ticket (no),
    kind TEXT NOT NULL,
    version INTEGER NOT NULL,
    rev INTEGER NOT NULL,
    enqueued_at INTEGER NOT NULL,
    deadline INTEGER,
    body BLOB NOT NULL,
    state TEXT NOT NULL CHECK (state = 'ready' OR state = 'waiting' OR state = 'leased' OR state = 'dead'),
    attempt INTEGER NOT NULL CHECK (attempt >= 0),
    follows_gap INTEGER NOT NULL DEFAULT 0 CHECK (follows_gap IN (0, 1)),
    -- ready: not before; leased: until.
    moment INTEGER,
    principal TEXT,
    worker TEXT,
    instance TEXT,
    CHECK ((state IN ('ready', 'leased')) = (moment IS NOT NULL)),
    CHECK (state != 'leased' OR (principal IS NOT NULL AND worker IS NOT NULL AND instance IS NOT NULL)),
    CHECK (state != 'leased' OR attempt > 0)
) STRICT;

INSERT OR IGNORE INTO message_plain (
    id, queue, ticket, parent, kind, version, rev, enqueued_at, deadline, body, state, attempt, follows_gap, moment, principal, worker,
    instance)
SELECT
    id, CAST(coalesce(queue, '') AS TEXT), CAST(coalesce(ticket, 0) AS INTEGER), CAST(parent AS INTEGER),
    CAST(coalesce(kind, '') AS TEXT), CAST(coalesce(version, 0) AS INTEGER), CAST(coalesce(rev, 0) AS INTEGER),
    CAST(coalesce(enqueued_at, 0) AS INTEGER), CAST(deadline AS INTEGER), CAST(coalesce(body, '') AS BLOB),
    CAST(coalesce(state, '') AS TEXT), CAST(coalesce(attempt, 0) AS INTEGER), CAST(coalesce(follows_gap, 0) AS INTEGER),
    CAST(moment AS INTEGER), CAST(principal AS TEXT), CAST(worker AS TEXT), CAST(instance AS TEXT)
FROM message;

-- The last number that was given, also where its row is gone.
DELETE FROM sqlite_sequence WHERE name = 'message_plain';
INSERT INTO sqlite_sequence SELECT 'message_plain', seq FROM sqlite_sequence WHERE name = 'message';

DROP TABLE message;
ALTER TABLE message_plain RENAME TO message;

CREATE INDEX message_ready ON message (queue, deadline IS NULL, deadline, id) WHERE state = 'ready';
CREATE INDEX message_ticket ON message (ticket);
CREATE INDEX message_moment ON message (state, moment) WHERE moment IS NOT NULL;

-- Of one ticket in one queue only one message is out at a time. Where the old index did not see to it, the others wait again.
UPDATE message SET state = 'waiting', moment = NULL, principal = NULL, worker = NULL, instance = NULL
WHERE state IN ('ready', 'leased')
    AND id NOT IN (SELECT min(id) FROM message WHERE state IN ('ready', 'leased') GROUP BY queue, ticket);
CREATE UNIQUE INDEX message_order ON message (queue, ticket) WHERE state IN ('ready', 'leased');

CREATE TABLE settlement_plain (
    message INTEGER NOT NULL,
    attempt INTEGER NOT NULL CHECK (attempt > 0),
    outcome TEXT NOT NULL CHECK (outcome = 'acked' OR outcome = 'withdrawn' OR outcome = 'dead'),
    at INTEGER NOT NULL,
    PRIMARY KEY (message, attempt)
) STRICT, WITHOUT ROWID;

INSERT OR IGNORE INTO settlement_plain (message, attempt, outcome, at)
SELECT
    CAST(coalesce(message, 0) AS INTEGER), CAST(coalesce(attempt, 0) AS INTEGER), CAST(coalesce(outcome, '') AS TEXT),
    CAST(coalesce(at, 0) AS INTEGER)
FROM settlement;
DROP TABLE settlement;
ALTER TABLE settlement_plain RENAME TO settlement;
