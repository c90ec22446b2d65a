-- 照片和文件: what is known of each file of a customer. The bytes lie beside the database, in files/, sealed with the customer's
-- key; which facts name a file stands in the facts.

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
