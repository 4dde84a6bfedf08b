-- From when on tokens of a principal count again, in milliseconds since 1970. Tokens that were
-- issued before do not.
CREATE TABLE revocation (
    principal  TEXT PRIMARY KEY,
    not_before INTEGER NOT NULL,
    reason     TEXT NOT NULL,
    changed    INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX revocation_changed ON revocation (changed);
