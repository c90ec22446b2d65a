-- A list of more than two words in a CHECK has SQLite build a table of them for every row that it writes; words one by one
-- are compared. Messages and their ends are written with every step of a ticket.

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

INSERT INTO message_plain SELECT * FROM message;

-- The last number that was given, also where its row is gone.
DELETE FROM sqlite_sequence WHERE name = 'message_plain';
INSERT INTO sqlite_sequence SELECT 'message_plain', seq FROM sqlite_sequence WHERE name = 'message';

DROP TABLE message;
ALTER TABLE message_plain RENAME TO message;

CREATE INDEX message_ready ON message (queue, deadline IS NULL, deadline, id) WHERE state = 'ready';
CREATE INDEX message_ticket ON message (ticket);
CREATE INDEX message_moment ON message (state, moment) WHERE moment IS NOT NULL;

-- Of one ticket in one queue only one message is out at a time.
CREATE UNIQUE INDEX message_order ON message (queue, ticket) WHERE state IN ('ready', 'leased');

CREATE TABLE settlement_plain (
    message INTEGER NOT NULL,
    attempt INTEGER NOT NULL CHECK (attempt > 0),
    outcome TEXT NOT NULL CHECK (outcome = 'acked' OR outcome = 'withdrawn' OR outcome = 'dead'),
    at INTEGER NOT NULL,
    PRIMARY KEY (message, attempt)
) STRICT, WITHOUT ROWID;

INSERT INTO settlement_plain SELECT * FROM settlement;
DROP TABLE settlement;
ALTER TABLE settlement_plain RENAME TO settlement;
