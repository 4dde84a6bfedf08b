-- Artifacts. What is in the blob store is ciphertext; everything that is known of it stands here.

-- A key of a provider wraps the key of a vault, which wraps the data keys of what is in it. An
-- experiment has one, and so has a registered model, which may be gone: its number is never given
-- again. `retain_until`: nothing in it is deleted before. `erased`: when its key was given up;
-- `destroyed`: when the provider had destroyed it.
CREATE TABLE vault (
    id               INTEGER PRIMARY KEY AUTOINCREMENT,
    experiment       INTEGER UNIQUE REFERENCES experiment (id),
    registered_model INTEGER UNIQUE,
    key_name         TEXT NOT NULL,
    wrapped_key      BLOB NOT NULL,
    created          INTEGER NOT NULL,
    retain_until     INTEGER,
    erased           INTEGER,
    destroyed        INTEGER,
    CHECK ((experiment IS NULL) <> (registered_model IS NULL))
) STRICT;

-- What files belong to: a run, a logged model, or a frozen copy that belongs to a version.
CREATE TABLE artifact_home (
    id           INTEGER PRIMARY KEY AUTOINCREMENT,
    vault        INTEGER NOT NULL REFERENCES vault (id),
    run          TEXT UNIQUE REFERENCES run (id),
    logged_model TEXT UNIQUE REFERENCES logged_model (id),
    version      TEXT UNIQUE,
    retain_until INTEGER,
    CHECK ((run IS NOT NULL) + (logged_model IS NOT NULL) + (version IS NOT NULL) = 1)
) STRICT;
CREATE INDEX artifact_home_of_vault ON artifact_home (vault);

CREATE TABLE artifact (
    home    INTEGER NOT NULL REFERENCES artifact_home (id),
    path    TEXT NOT NULL,
    size    INTEGER NOT NULL,
    sha256  BLOB NOT NULL,
    created INTEGER NOT NULL,
    PRIMARY KEY (home, path)
) STRICT, WITHOUT ROWID;

-- A row is there before its blob is, and until nothing refers to it; whoever adds a reference in
-- a transaction therefore knows that the blob is there to stay. `touched`: when it was begun, or
-- last lost a reference.
CREATE TABLE blob (
    id      TEXT PRIMARY KEY,
    touched INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX blob_touched ON blob (touched);

-- An artifact is its parts, one after another. `header` wraps the data key of the blob for this
-- home, path and number alone.
CREATE TABLE artifact_part (
    home   INTEGER NOT NULL,
    path   TEXT NOT NULL,
    number INTEGER NOT NULL,
    blob   TEXT NOT NULL REFERENCES blob (id),
    size   INTEGER NOT NULL,
    header BLOB NOT NULL,
    PRIMARY KEY (home, path, number),
    FOREIGN KEY (home, path) REFERENCES artifact (home, path)
) STRICT, WITHOUT ROWID;
CREATE INDEX artifact_part_of_blob ON artifact_part (blob);

CREATE TABLE upload (
    id      TEXT PRIMARY KEY,
    home    INTEGER NOT NULL REFERENCES artifact_home (id),
    path    TEXT NOT NULL,
    parts   INTEGER NOT NULL,
    expires INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX upload_expires ON upload (expires);
CREATE INDEX upload_of_home ON upload (home);

CREATE TABLE upload_part (
    upload TEXT NOT NULL REFERENCES upload (id),
    number INTEGER NOT NULL,
    blob   TEXT NOT NULL REFERENCES blob (id),
    size   INTEGER NOT NULL,
    sha256 BLOB NOT NULL,
    header BLOB NOT NULL,
    PRIMARY KEY (upload, number)
) STRICT, WITHOUT ROWID;
CREATE INDEX upload_part_of_blob ON upload_part (blob);

-- What must not be deleted, because somebody said so, until somebody says otherwise.
CREATE TABLE hold (
    id     INTEGER PRIMARY KEY AUTOINCREMENT,
    vault  INTEGER REFERENCES vault (id),
    home   INTEGER REFERENCES artifact_home (id),
    reason TEXT NOT NULL,
    actor  TEXT NOT NULL,
    placed INTEGER NOT NULL,
    lifted INTEGER,
    CHECK ((vault IS NULL) <> (home IS NULL))
) STRICT;
CREATE INDEX hold_of_vault ON hold (vault) WHERE lifted IS NULL;
CREATE INDEX hold_of_home ON hold (home) WHERE lifted IS NULL;
