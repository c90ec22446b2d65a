-- 外部记录: what was taken over from the log of another system, and from where. An event's `recorded_at` is then when that
-- system wrote it down; `imported_at` is when we did, and NULL for whatever happened here.

ALTER TABLE event ADD COLUMN imported_at INTEGER;

-- Which of our tickets a ticket of another system became. References are ids, never names.
CREATE TABLE foreign_ticket (
    source TEXT NOT NULL,
    reference TEXT NOT NULL,
    ticket INTEGER NOT NULL UNIQUE REFERENCES ticket (no),
    imported_at INTEGER NOT NULL,
    PRIMARY KEY (source, reference)
) STRICT, WITHOUT ROWID;

-- The rows of the log that were taken over for it, in order, and how each ended. `digest` stands for moment and activity.
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
