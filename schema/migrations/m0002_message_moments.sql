-- One index for everything that has a moment, instead of one for each state: each index that a message is in costs its
-- commit a page. Leases of one worker are few among those that are leased.

DROP INDEX message_lease_end;
DROP INDEX message_delay;
DROP INDEX message_holder;

CREATE INDEX message_moment ON message (state, moment) WHERE moment IS NOT NULL;
