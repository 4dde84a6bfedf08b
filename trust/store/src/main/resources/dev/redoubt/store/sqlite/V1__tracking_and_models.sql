-- Times are milliseconds since 1970. A metric's value that is no number has `nan` 1 and value 0;
-- infinities are stored as such. Identifiers are ours, never a client's, but for names.

-- What rights depend on: see the decision about labels. Few rows, referred to by many.
CREATE TABLE label (
    id          INTEGER PRIMARY KEY,
    project     TEXT NOT NULL,
    environment TEXT NOT NULL,
    sensitivity TEXT NOT NULL,
    UNIQUE (project, environment, sensitivity)
) STRICT;

CREATE TABLE experiment (
    id                INTEGER PRIMARY KEY,
    label             INTEGER NOT NULL REFERENCES label (id),
    name              TEXT NOT NULL UNIQUE,
    artifact_location TEXT NOT NULL,
    lifecycle         TEXT NOT NULL CHECK (lifecycle IN ('active', 'deleted')),
    creation_time     INTEGER NOT NULL,
    last_update_time  INTEGER NOT NULL
) STRICT;

CREATE TABLE experiment_tag (
    experiment INTEGER NOT NULL REFERENCES experiment (id),
    key        TEXT NOT NULL,
    value      TEXT NOT NULL,
    PRIMARY KEY (experiment, key)
) STRICT, WITHOUT ROWID;

CREATE TABLE run (
    id           TEXT PRIMARY KEY,
    experiment   INTEGER NOT NULL REFERENCES experiment (id),
    name         TEXT NOT NULL,
    user_id      TEXT NOT NULL,
    owner        TEXT NOT NULL,
    status       TEXT NOT NULL
                 CHECK (status IN ('RUNNING', 'SCHEDULED', 'FINISHED', 'FAILED', 'KILLED')),
    start_time   INTEGER NOT NULL,
    end_time     INTEGER,
    lifecycle    TEXT NOT NULL CHECK (lifecycle IN ('active', 'deleted')),
    deleted_time INTEGER CHECK ((deleted_time IS NULL) = (lifecycle = 'active')),
    artifact_uri TEXT NOT NULL
) STRICT, WITHOUT ROWID;
-- The order of a search for which nobody names one.
CREATE INDEX run_of_experiment ON run (experiment, lifecycle, start_time DESC, id);

CREATE TABLE run_tag (
    run   TEXT NOT NULL REFERENCES run (id),
    key   TEXT NOT NULL,
    value TEXT NOT NULL,
    PRIMARY KEY (run, key)
) STRICT, WITHOUT ROWID;

CREATE TABLE run_parameter (
    run   TEXT NOT NULL REFERENCES run (id),
    key   TEXT NOT NULL,
    value TEXT NOT NULL,
    PRIMARY KEY (run, key)
) STRICT, WITHOUT ROWID;

CREATE TABLE logged_model (
    id                     TEXT PRIMARY KEY,
    experiment             INTEGER NOT NULL REFERENCES experiment (id),
    name                   TEXT NOT NULL,
    model_type             TEXT,
    owner                  TEXT NOT NULL,
    source_run             TEXT REFERENCES run (id),
    status                 TEXT NOT NULL
                           CHECK (status IN ('PENDING', 'READY', 'UPLOAD_FAILED')),
    status_message         TEXT,
    lifecycle              TEXT NOT NULL CHECK (lifecycle IN ('active', 'deleted')),
    artifact_uri           TEXT NOT NULL,
    creation_timestamp     INTEGER NOT NULL,
    last_updated_timestamp INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX logged_model_of_experiment
    ON logged_model (experiment, lifecycle, creation_timestamp DESC, id);

CREATE TABLE logged_model_tag (
    model TEXT NOT NULL REFERENCES logged_model (id),
    key   TEXT NOT NULL,
    value TEXT NOT NULL,
    PRIMARY KEY (model, key)
) STRICT, WITHOUT ROWID;

CREATE TABLE logged_model_parameter (
    model TEXT NOT NULL REFERENCES logged_model (id),
    key   TEXT NOT NULL,
    value TEXT NOT NULL,
    PRIMARY KEY (model, key)
) STRICT, WITHOUT ROWID;

CREATE TABLE metric (
    run       TEXT NOT NULL REFERENCES run (id),
    key       TEXT NOT NULL,
    timestamp INTEGER NOT NULL,
    step      INTEGER NOT NULL,
    value     REAL NOT NULL,
    nan       INTEGER NOT NULL CHECK (nan IN (0, 1)),
    PRIMARY KEY (run, key, timestamp, step, value, nan)
) STRICT, WITHOUT ROWID;

-- The one of a key with the greatest step, then time, then value.
CREATE TABLE latest_metric (
    run       TEXT NOT NULL REFERENCES run (id),
    key       TEXT NOT NULL,
    timestamp INTEGER NOT NULL,
    step      INTEGER NOT NULL,
    value     REAL NOT NULL,
    nan       INTEGER NOT NULL CHECK (nan IN (0, 1)),
    PRIMARY KEY (run, key)
) STRICT, WITHOUT ROWID;

-- What a run has measured of a logged model; in `metric`, too, where equal values of two models
-- are one. Without a data set, its name and digest are empty.
CREATE TABLE logged_model_metric (
    model          TEXT NOT NULL REFERENCES logged_model (id),
    key            TEXT NOT NULL,
    timestamp      INTEGER NOT NULL,
    step           INTEGER NOT NULL,
    run            TEXT NOT NULL REFERENCES run (id),
    dataset_name   TEXT NOT NULL,
    dataset_digest TEXT NOT NULL,
    value          REAL NOT NULL,
    nan            INTEGER NOT NULL CHECK (nan IN (0, 1)),
    PRIMARY KEY (model, key, timestamp, step, run, dataset_name, dataset_digest, value, nan)
) STRICT, WITHOUT ROWID;

CREATE TABLE dataset (
    id          INTEGER PRIMARY KEY,
    experiment  INTEGER NOT NULL REFERENCES experiment (id),
    name        TEXT NOT NULL,
    digest      TEXT NOT NULL,
    source_type TEXT NOT NULL,
    source      TEXT NOT NULL,
    schema      TEXT,
    profile     TEXT,
    UNIQUE (experiment, name, digest)
) STRICT;

CREATE TABLE run_dataset (
    run     TEXT NOT NULL REFERENCES run (id),
    dataset INTEGER NOT NULL REFERENCES dataset (id),
    PRIMARY KEY (run, dataset)
) STRICT, WITHOUT ROWID;

CREATE TABLE run_dataset_tag (
    run     TEXT NOT NULL,
    dataset INTEGER NOT NULL,
    key     TEXT NOT NULL,
    value   TEXT NOT NULL,
    PRIMARY KEY (run, dataset, key),
    FOREIGN KEY (run, dataset) REFERENCES run_dataset (run, dataset)
) STRICT, WITHOUT ROWID;

-- What searches compare of the data sets of a run.
CREATE VIEW run_dataset_field AS
SELECT i.run, d.name, d.digest, t.value AS context
FROM run_dataset i
JOIN dataset d ON d.id = i.dataset
LEFT JOIN run_dataset_tag t
    ON t.run = i.run AND t.dataset = i.dataset AND t.key = 'mlflow.data.context';

-- Logged models that a run has read, or made at a step.
CREATE TABLE run_model (
    run   TEXT NOT NULL REFERENCES run (id),
    model TEXT NOT NULL REFERENCES logged_model (id),
    made  INTEGER NOT NULL CHECK (made IN (0, 1)),
    step  INTEGER NOT NULL,
    PRIMARY KEY (run, model, made, step)
) STRICT, WITHOUT ROWID;

-- Identifiers are never given twice: what refers to one cannot come to mean another model.
CREATE TABLE registered_model (
    id                     INTEGER PRIMARY KEY AUTOINCREMENT,
    name                   TEXT NOT NULL UNIQUE,
    label                  INTEGER NOT NULL REFERENCES label (id),
    description            TEXT,
    creation_timestamp     INTEGER NOT NULL,
    last_updated_timestamp INTEGER NOT NULL
) STRICT;

CREATE TABLE registered_model_tag (
    model INTEGER NOT NULL REFERENCES registered_model (id) ON DELETE CASCADE,
    key   TEXT NOT NULL,
    value TEXT NOT NULL,
    PRIMARY KEY (model, key)
) STRICT, WITHOUT ROWID;

-- `source` is what a client gave, `location` where the files are: another one for a copy of another
-- version.
CREATE TABLE model_version (
    id                     INTEGER PRIMARY KEY AUTOINCREMENT,
    model                  INTEGER NOT NULL REFERENCES registered_model (id) ON DELETE CASCADE,
    version                INTEGER NOT NULL CHECK (version > 0),
    author                 TEXT NOT NULL,
    author_id              TEXT NOT NULL,
    description            TEXT,
    stage                  TEXT NOT NULL
                           CHECK (stage IN ('None', 'Staging', 'Production', 'Archived')),
    source                 TEXT NOT NULL,
    location               TEXT NOT NULL,
    run                    TEXT,
    run_link               TEXT,
    logged_model           TEXT,
    status                 TEXT NOT NULL
                           CHECK (status IN ('PENDING_REGISTRATION', 'FAILED_REGISTRATION', 'READY')),
    status_message         TEXT,
    creation_timestamp     INTEGER NOT NULL,
    last_updated_timestamp INTEGER NOT NULL,
    UNIQUE (model, version)
) STRICT;
CREATE INDEX model_version_of_stage ON model_version (model, stage, version);
CREATE INDEX model_version_at ON model_version (location);
CREATE INDEX model_version_of_run ON model_version (run) WHERE run IS NOT NULL;
CREATE INDEX model_version_pending ON model_version (id) WHERE status = 'PENDING_REGISTRATION';

-- A number is given once in a name, even if its version or the whole model is deleted: who pinned
-- `models:/name/3` never gets another one.
CREATE TABLE model_version_number (
    name TEXT PRIMARY KEY,
    last INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE model_version_tag (
    version INTEGER NOT NULL REFERENCES model_version (id) ON DELETE CASCADE,
    key     TEXT NOT NULL,
    value   TEXT NOT NULL,
    PRIMARY KEY (version, key)
) STRICT, WITHOUT ROWID;

CREATE TABLE model_alias (
    model   INTEGER NOT NULL REFERENCES registered_model (id) ON DELETE CASCADE,
    alias   TEXT NOT NULL,
    version INTEGER NOT NULL REFERENCES model_version (id) ON DELETE CASCADE,
    PRIMARY KEY (model, alias)
) STRICT, WITHOUT ROWID;
CREATE INDEX model_alias_of_version ON model_alias (version);

-- What happened, in the transaction in which it happened; read in order by who writes the ledger.
-- `nonce` is random: no two rows have the same digest, and none can be guessed. `entry` is the index
-- in the ledger, once it is there.
CREATE TABLE outbox (
    id      INTEGER PRIMARY KEY AUTOINCREMENT,
    type    TEXT NOT NULL,
    subject TEXT NOT NULL,
    actor   TEXT NOT NULL,
    time    INTEGER NOT NULL,
    body    TEXT NOT NULL,
    nonce   TEXT NOT NULL,
    entry   INTEGER
) STRICT;
CREATE INDEX outbox_waiting ON outbox (id) WHERE entry IS NULL;
CREATE UNIQUE INDEX outbox_entry ON outbox (entry) WHERE entry IS NOT NULL;
CREATE INDEX outbox_of_subject ON outbox (subject, id);
