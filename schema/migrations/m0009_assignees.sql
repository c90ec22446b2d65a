-- 经办人: who of the staff personally sees a ticket through, for lists of one's own.

CREATE TABLE assignee (
    principal TEXT NOT NULL,
    ticket INTEGER NOT NULL REFERENCES ticket (no),
    PRIMARY KEY (principal, ticket)
) STRICT, WITHOUT ROWID;

CREATE INDEX assignee_ticket ON assignee (ticket);
