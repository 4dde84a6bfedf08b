-- What holds a release back, and what lets it pass.

-- Who had a hand in a run or a version, by the identifier that their issuer vouches for. Whoever is
-- in here does not approve what came of it.
CREATE TABLE run_maker (
    run       TEXT NOT NULL REFERENCES run (id),
    principal TEXT NOT NULL,
    PRIMARY KEY (run, principal)
) STRICT, WITHOUT ROWID;

CREATE TABLE version_maker (
    version   INTEGER NOT NULL REFERENCES model_version (id) ON DELETE CASCADE,
    principal TEXT NOT NULL,
    PRIMARY KEY (version, principal)
) STRICT, WITHOUT ROWID;

-- The files of a version, which no longer change: once, and for good. `root` is the digest of
-- OpenSSF Model Signing, which leaves out how files are called; `layout` covers that, too.
CREATE TABLE version_digest (
    version INTEGER PRIMARY KEY REFERENCES model_version (id) ON DELETE CASCADE,
    root    TEXT NOT NULL,
    layout  TEXT NOT NULL
) STRICT;

-- Who made the files of a digest in a project, from when they were frozen: still known when the
-- version that they were made for is gone, and others are copies of it.
CREATE TABLE digest_maker (
    project   TEXT NOT NULL,
    root      TEXT NOT NULL,
    layout    TEXT NOT NULL,
    principal TEXT NOT NULL,
    PRIMARY KEY (project, root, layout, principal)
) STRICT, WITHOUT ROWID;

-- What is known of a digest within a project; rows are only added. `environment` is empty where it
-- is for all of them. `withdraws` is the row that this one takes back. `body` is an object as the
-- kind has it; `bundle` a signature, as JSON.
CREATE TABLE evidence (
    id             INTEGER PRIMARY KEY AUTOINCREMENT,
    project        TEXT NOT NULL,
    root           TEXT NOT NULL,
    layout         TEXT NOT NULL,
    kind           TEXT NOT NULL CHECK (kind IN
                     ('scan', 'signature', 'attestation', 'approval', 'rejection', 'withdrawal')),
    environment    TEXT NOT NULL,
    principal      TEXT NOT NULL,
    principal_name TEXT NOT NULL,
    principal_kind TEXT NOT NULL CHECK (principal_kind IN ('USER', 'WORKLOAD')),
    demo           INTEGER NOT NULL CHECK (demo IN (0, 1)),
    personas       TEXT NOT NULL,
    time           INTEGER NOT NULL,
    expires        INTEGER,
    withdraws      INTEGER UNIQUE REFERENCES evidence (id),
    body           TEXT NOT NULL,
    bundle         BLOB,
    CHECK ((withdraws IS NULL) = (kind <> 'withdrawal')),
    CHECK ((environment <> '') = (kind IN ('approval', 'rejection')))
) STRICT;
CREATE INDEX evidence_of_digest ON evidence (root, layout, project, id);

CREATE TRIGGER evidence_stays_as_it_is BEFORE UPDATE ON evidence BEGIN
    SELECT RAISE(ABORT, 'evidence is never changed');
END;

CREATE TRIGGER evidence_stays BEFORE DELETE ON evidence BEGIN
    SELECT RAISE(ABORT, 'evidence is never deleted');
END;
