CREATE TABLE meta (
    name TEXT PRIMARY KEY,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE branch (
    code TEXT PRIMARY KEY,
    name_zh TEXT NOT NULL,
    name_en TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE department (
    code TEXT PRIMARY KEY,
    name_zh TEXT NOT NULL,
    name_en TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE staff (
    principal TEXT PRIMARY KEY,
    branch TEXT REFERENCES branch (code),
    department TEXT REFERENCES department (code),
    leader TEXT REFERENCES staff (principal),
    deputy TEXT REFERENCES staff (principal),
    leave_from INTEGER,
    leave_until INTEGER,
    created_at INTEGER NOT NULL,
    CHECK ((leave_from IS NULL) = (leave_until IS NULL)),
    CHECK (leave_from < leave_until)
) STRICT, WITHOUT ROWID;

CREATE TABLE staff_role (
    principal TEXT NOT NULL REFERENCES staff (principal),
    role TEXT NOT NULL,
    PRIMARY KEY (principal, role)
) STRICT, WITHOUT ROWID;

CREATE TABLE token (
    hash BLOB PRIMARY KEY CHECK (length(hash) = 32),
    principal TEXT NOT NULL REFERENCES staff (principal),
    label TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    expires_at INTEGER,
    revoked_at INTEGER,
    last_used_at INTEGER
) STRICT, WITHOUT ROWID;

CREATE TABLE person (
    no INTEGER PRIMARY KEY,
    id BLOB NOT NULL UNIQUE CHECK (length(id) = 16),
    salt BLOB CHECK (length(salt) = 16),
    sealed BLOB,
    phone_hash BLOB CHECK (length(phone_hash) = 16),
    created_at INTEGER NOT NULL,
    erased_at INTEGER,
    CHECK ((salt IS NULL) = (erased_at IS NOT NULL))
) STRICT;

CREATE INDEX person_phone ON person (phone_hash) WHERE phone_hash IS NOT NULL;

CREATE TABLE access_log (
    no INTEGER PRIMARY KEY,
    at INTEGER NOT NULL,
    principal TEXT NOT NULL,
    person BLOB NOT NULL,
    reason TEXT NOT NULL
) STRICT;

CREATE TABLE ticket (
    no INTEGER PRIMARY KEY,
    id BLOB NOT NULL UNIQUE CHECK (length(id) = 16),
    kind TEXT NOT NULL,
    number INTEGER NOT NULL CHECK (number > 0),
    branch TEXT NOT NULL REFERENCES branch (code),
    person INTEGER NOT NULL REFERENCES person (no),
    parent INTEGER REFERENCES ticket (no),
    department TEXT,
    phase TEXT NOT NULL,
    is_open INTEGER NOT NULL CHECK (is_open IN (0, 1)),
    custodian TEXT NOT NULL,
    version INTEGER NOT NULL CHECK (version >= 1),
    rev INTEGER NOT NULL CHECK (rev BETWEEN 1 AND version),
    opened_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    due INTEGER,
    is_late INTEGER NOT NULL CHECK (is_late IN (0, 1)),
    CHECK (is_open = 1 OR custodian = 'nobody'),
    UNIQUE (kind, number)
) STRICT;

CREATE INDEX ticket_open ON ticket (kind, department, due) WHERE is_open = 1;

CREATE INDEX ticket_part ON ticket (parent) WHERE parent IS NOT NULL;

CREATE TABLE event (
    ticket INTEGER NOT NULL REFERENCES ticket (no),
    version INTEGER NOT NULL CHECK (version >= 1),
    type TEXT NOT NULL,
    form INTEGER NOT NULL,
    recorded_at INTEGER NOT NULL,
    -- NULL when it happened at `recorded_at`.
    fact_at INTEGER,
    principal TEXT NOT NULL,
    verb TEXT NOT NULL,
    phase TEXT NOT NULL,
    data BLOB NOT NULL,
    clocks BLOB,
    hash BLOB NOT NULL CHECK (length(hash) = 32), imported_at INTEGER,
    PRIMARY KEY (ticket, version)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER event_never_changes BEFORE UPDATE ON event
BEGIN
    SELECT RAISE(ABORT, 'a fact never changes');
END;

CREATE TRIGGER event_never_goes BEFORE DELETE ON event
BEGIN
    SELECT RAISE(ABORT, 'a fact never goes');
END;

CREATE TRIGGER event_without_gap BEFORE INSERT ON event
WHEN NEW.version > 1
    AND NOT EXISTS (SELECT 1 FROM event WHERE ticket = NEW.ticket AND version = NEW.version - 1)
BEGIN
    SELECT RAISE(ABORT, 'a fact is missing before this one');
END;

CREATE TABLE clock (
    ticket INTEGER NOT NULL REFERENCES ticket (no),
    key TEXT NOT NULL,
    due INTEGER NOT NULL,
    -- When the next rung fires; NULL while paused or when all have fired.
    next INTEGER,
    is_late INTEGER NOT NULL CHECK (is_late IN (0, 1)),
    PRIMARY KEY (ticket, key)
) STRICT, WITHOUT ROWID;

CREATE INDEX clock_next ON clock (next) WHERE next IS NOT NULL;

CREATE TABLE feed (
    no INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE,
    generation INTEGER NOT NULL DEFAULT 1,
    head INTEGER NOT NULL CHECK (head >= 0)
) STRICT;

CREATE TABLE feed_entry (
    feed INTEGER NOT NULL REFERENCES feed (no),
    sequence INTEGER NOT NULL CHECK (sequence >= 1),
    ticket INTEGER NOT NULL,
    version INTEGER NOT NULL,
    PRIMARY KEY (feed, sequence),
    FOREIGN KEY (ticket, version) REFERENCES event (ticket, version)
) STRICT, WITHOUT ROWID;

CREATE TABLE idempotency (
    digest BLOB PRIMARY KEY CHECK (length(digest) = 16),
    body_hash BLOB NOT NULL,
    ticket INTEGER NOT NULL REFERENCES ticket (no),
    version INTEGER NOT NULL,
    rev INTEGER NOT NULL,
    phase TEXT NOT NULL,
    at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE policy (
    number INTEGER PRIMARY KEY CHECK (number >= 1),
    name TEXT NOT NULL,
    hash TEXT NOT NULL,
    text TEXT NOT NULL,
    activated_at INTEGER NOT NULL,
    principal TEXT NOT NULL
, branch TEXT REFERENCES branch (code), kind TEXT, reason TEXT NOT NULL DEFAULT '', zone_table TEXT, zone_hash TEXT CHECK ((zone_hash IS NULL) = (zone_table IS NULL))) STRICT;

CREATE TABLE notice (
    no INTEGER PRIMARY KEY,
    at INTEGER NOT NULL,
    role TEXT NOT NULL,
    department TEXT,
    branch TEXT NOT NULL REFERENCES branch (code),
    ticket INTEGER NOT NULL REFERENCES ticket (no),
    notice TEXT NOT NULL,
    clock TEXT
, account TEXT) STRICT;

CREATE INDEX notice_role ON notice (role, no);

CREATE TABLE incident (
    no INTEGER PRIMARY KEY,
    at INTEGER NOT NULL,
    text TEXT NOT NULL
) STRICT;

CREATE TRIGGER policy_never_changes BEFORE UPDATE ON policy
BEGIN
    SELECT RAISE(ABORT, 'an activation never changes');
END;

CREATE TRIGGER policy_never_goes BEFORE DELETE ON policy
BEGIN
    SELECT RAISE(ABORT, 'an activation never goes');
END;

CREATE TABLE account_log (
    no INTEGER PRIMARY KEY,
    at INTEGER NOT NULL,
    principal TEXT NOT NULL,
    deed TEXT NOT NULL CHECK (deed IN ('tokenMade', 'tokenRevoked', 'branchAdded')),
    -- The account that the token is for, or the branch.
    subject TEXT NOT NULL,
    branch TEXT REFERENCES branch (code),
    -- NULL where it is about no token.
    token BLOB CHECK (length(token) = 32),
    reason TEXT NOT NULL
) STRICT;

CREATE TRIGGER account_log_never_changes BEFORE UPDATE ON account_log
BEGIN
    SELECT RAISE(ABORT, 'what was done never changes');
END;

CREATE TRIGGER account_log_never_goes BEFORE DELETE ON account_log
BEGIN
    SELECT RAISE(ABORT, 'what was done never goes');
END;

CREATE TABLE policy_withdrawal (
    number INTEGER PRIMARY KEY REFERENCES policy (number),
    at INTEGER NOT NULL,
    principal TEXT NOT NULL,
    reason TEXT NOT NULL CHECK (reason != '')
) STRICT;

CREATE TRIGGER policy_withdrawal_never_changes BEFORE UPDATE ON policy_withdrawal
BEGIN
    SELECT RAISE(ABORT, 'a withdrawal never changes');
END;

CREATE TRIGGER policy_withdrawal_never_goes BEFORE DELETE ON policy_withdrawal
BEGIN
    SELECT RAISE(ABORT, 'a withdrawal never goes');
END;

CREATE TABLE foreign_ticket (
    source TEXT NOT NULL,
    reference TEXT NOT NULL,
    ticket INTEGER NOT NULL UNIQUE REFERENCES ticket (no),
    imported_at INTEGER NOT NULL,
    PRIMARY KEY (source, reference)
) STRICT, WITHOUT ROWID;

CREATE TABLE foreign_row (
    ticket INTEGER NOT NULL REFERENCES foreign_ticket (ticket),
    position INTEGER NOT NULL CHECK (position >= 1),
    digest BLOB NOT NULL CHECK (length(digest) = 16),
    at INTEGER NOT NULL,
    verdict TEXT NOT NULL CHECK (verdict IN ('applied', 'note', 'refused')),
    -- Why it was refused.
    code TEXT CHECK ((code IS NULL) = (verdict != 'refused')),
    PRIMARY KEY (ticket, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE deed_key (
    digest BLOB PRIMARY KEY CHECK (length(digest) = 16),
    body_hash BLOB NOT NULL,
    answer TEXT NOT NULL,
    at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE notice_seen_until (
    principal TEXT PRIMARY KEY REFERENCES staff (principal),
    until INTEGER NOT NULL CHECK (until >= 0)
) STRICT, WITHOUT ROWID;

CREATE TABLE notice_seen (
    principal TEXT NOT NULL REFERENCES staff (principal),
    notice INTEGER NOT NULL REFERENCES notice (no),
    PRIMARY KEY (principal, notice)
) STRICT, WITHOUT ROWID;

CREATE INDEX notice_branch ON notice (role, branch, no);

CREATE INDEX ticket_person ON ticket (person);

CREATE INDEX foreign_ticket_reference ON foreign_ticket (reference);

CREATE TABLE "message" (
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

CREATE INDEX message_ready ON message (queue, deadline IS NULL, deadline, id) WHERE state = 'ready';

CREATE INDEX message_ticket ON message (ticket);

CREATE INDEX message_moment ON message (state, moment) WHERE moment IS NOT NULL;

CREATE UNIQUE INDEX message_order ON message (queue, ticket) WHERE state IN ('ready', 'leased');

CREATE TABLE "settlement" (
    message INTEGER NOT NULL,
    attempt INTEGER NOT NULL CHECK (attempt > 0),
    outcome TEXT NOT NULL CHECK (outcome = 'acked' OR outcome = 'withdrawn' OR outcome = 'dead'),
    at INTEGER NOT NULL,
    PRIMARY KEY (message, attempt)
) STRICT, WITHOUT ROWID;

CREATE TABLE assignee (
    principal TEXT NOT NULL,
    ticket INTEGER NOT NULL REFERENCES ticket (no),
    PRIMARY KEY (principal, ticket)
) STRICT, WITHOUT ROWID;

CREATE INDEX assignee_ticket ON assignee (ticket);

CREATE TABLE file (
    person INTEGER NOT NULL REFERENCES person (no),
    -- SHA-256 of the bytes that are kept.
    digest BLOB NOT NULL CHECK (length(digest) = 32),
    kind TEXT NOT NULL CHECK (kind = 'jpeg' OR kind = 'png' OR kind = 'webp' OR kind = 'pdf'),
    size INTEGER NOT NULL CHECK (size > 0),
    uploaded_at INTEGER NOT NULL,
    principal TEXT NOT NULL,
    -- For which it was uploaded.
    ticket INTEGER NOT NULL REFERENCES ticket (no),
    -- NULL until a fact names it.
    attached_at INTEGER,
    PRIMARY KEY (person, digest)
) STRICT, WITHOUT ROWID;

CREATE INDEX file_waiting ON file (principal, size) WHERE attached_at IS NULL;

CREATE INDEX file_waiting_ticket ON file (ticket) WHERE attached_at IS NULL;

CREATE INDEX event_opener ON event (principal) WHERE version = 1;

CREATE INDEX event_breach ON event (ticket)
WHERE type = 'breachFound' OR type = 'rang' AND instr(data, '"isBreach":true') > 0
    OR CAST(clocks AS TEXT) GLOB '*[0-9],"late"]*';

CREATE INDEX notice_account ON notice (account, no) WHERE account IS NOT NULL;
