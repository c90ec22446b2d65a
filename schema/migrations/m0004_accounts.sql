-- 管理记录: what administrators do to tokens, branches and policies leaves a trace that never changes.

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

-- 停用: an activation for a branch or a kind that was taken back; then what is wider holds again.

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
