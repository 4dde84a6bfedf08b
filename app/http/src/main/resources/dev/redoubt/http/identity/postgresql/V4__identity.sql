-- From when on tokens of a principal count again, in milliseconds since 1970. Tokens that were
-- issued before do not.
CREATE TABLE revocation (
    principal  TEXT COLLATE "C" PRIMARY KEY,
    not_before BIGINT NOT NULL,
    reason     TEXT COLLATE "C" NOT NULL,
    changed    BIGINT NOT NULL
);
CREATE INDEX revocation_changed ON revocation (changed);
