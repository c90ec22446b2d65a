-- What somebody finds again: the tickets that they registered, what they were told themselves, and which tickets had a breach.

CREATE INDEX event_opener ON event (principal) WHERE version = 1;

-- Findings, limits that passed (reminders among them), and promises that were kept too late.
CREATE INDEX event_breach ON event (ticket)
WHERE type = 'breachFound' OR type = 'rang' AND instr(data, '"isBreach":true') > 0
    OR CAST(clocks AS TEXT) GLOB '*[0-9],"late"]*';

-- Whom alone it was told; NULL where it was everybody of the role.
ALTER TABLE notice ADD COLUMN account TEXT;

CREATE INDEX notice_account ON notice (account, no) WHERE account IS NOT NULL;
