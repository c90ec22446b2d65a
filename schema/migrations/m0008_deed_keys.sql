-- What deeds of administrators under an idempotency key were answered. Commands of tickets have `idempotency`. A token's text is
-- not in `answer`.
CREATE TABLE deed_key (
    digest BLOB PRIMARY KEY CHECK (length(digest) = 16),
    body_hash BLOB NOT NULL,
    answer TEXT NOT NULL,
    at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
