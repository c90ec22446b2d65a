-- 制度的适用范围: a policy is in force for the company, a branch, a kind of ticket, or a kind in a branch. What it is reckoned
-- by is stored with it: the holiday lists in its text, the zone table of the day beside it.

ALTER TABLE policy ADD COLUMN branch TEXT REFERENCES branch (code);
ALTER TABLE policy ADD COLUMN kind TEXT;
ALTER TABLE policy ADD COLUMN reason TEXT NOT NULL DEFAULT '';
-- NULL where it was activated before zone tables were stored.
ALTER TABLE policy ADD COLUMN zone_table TEXT;
ALTER TABLE policy ADD COLUMN zone_hash TEXT CHECK ((zone_hash IS NULL) = (zone_table IS NULL));

CREATE TRIGGER policy_never_changes BEFORE UPDATE ON policy
BEGIN
    SELECT RAISE(ABORT, 'an activation never changes');
END;

CREATE TRIGGER policy_never_goes BEFORE DELETE ON policy
BEGIN
    SELECT RAISE(ABORT, 'an activation never goes');
END;
