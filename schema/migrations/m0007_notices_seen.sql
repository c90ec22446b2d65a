-- 已看: which notices an account has seen. All up to `until`, and single ones after it.

CREATE TABLE notice_seen_until (
    principal TEXT PRIMARY KEY REFERENCES staff (principal),
    until INTEGER NOT NULL CHECK (until >= 0)
) STRICT, WITHOUT ROWID;

CREATE TABLE notice_seen (
    principal TEXT NOT NULL REFERENCES staff (principal),
    notice INTEGER NOT NULL REFERENCES notice (no),
    PRIMARY KEY (principal, notice)
) STRICT, WITHOUT ROWID;

-- Whoever is bound to a branch counts its own, however many the others have.
CREATE INDEX notice_branch ON notice (role, branch, no);

-- A customer's tickets, and a ticket by the number that another system gave it.
CREATE INDEX ticket_person ON ticket (person);

CREATE INDEX foreign_ticket_reference ON foreign_ticket (reference);
