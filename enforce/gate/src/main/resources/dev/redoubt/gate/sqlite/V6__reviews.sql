-- Approvals and rejections are of a version, under the name that its model has, and no longer of all
-- versions of a project that have the same files.
--
-- `version` is the row of the version, whose number may mean another one after a model was renamed;
-- it stays when the version is deleted. `model` is the name of its model. `turn` counts what one
-- reviewer says of one version for one environment, from 1: who says something answers to what they
-- have said before, and two answers to the same are refused. All three are there for reviews alone.
--
-- What an older server has written down about reviews has none, and is completed from the event of
-- the same transaction. Rejections stay as wide as they were; an approval of which the version is not
-- known counts for none.

DROP TRIGGER evidence_stays_as_it_is;

ALTER TABLE evidence ADD COLUMN version INTEGER
    CHECK (version IS NULL OR kind IN ('approval', 'rejection'));
ALTER TABLE evidence ADD COLUMN model TEXT CHECK ((model IS NULL) = (version IS NULL));
ALTER TABLE evidence ADD COLUMN turn INTEGER
    CHECK ((turn IS NULL) = (version IS NULL) AND (turn IS NULL OR turn > 0));

UPDATE evidence SET version = b.version, model = b.model, turn = b.turn
FROM (
    SELECT e.id, v.id AS version, m.name AS model,
        ROW_NUMBER() OVER (PARTITION BY v.id, e.environment, e.principal ORDER BY e.id) AS turn
    FROM evidence e
    JOIN outbox o ON o.type = 'evidence.added' AND json_extract(o.body, '$.evidence') = e.id
    JOIN registered_model m ON m.name = json_extract(o.body, '$.model')
    JOIN label l ON l.id = m.label AND l.project = e.project
    JOIN model_version v ON v.model = m.id AND v.version = json_extract(o.body, '$.version')
        AND v.creation_timestamp <= e.time
    JOIN version_digest d ON d.version = v.id AND d.root = e.root AND d.layout = e.layout
    WHERE e.kind = 'approval'
) b
WHERE b.id = evidence.id;

CREATE UNIQUE INDEX evidence_turn ON evidence (version, environment, principal, turn)
    WHERE version IS NOT NULL;

CREATE TRIGGER evidence_stays_as_it_is BEFORE UPDATE ON evidence BEGIN
    SELECT RAISE(ABORT, 'evidence is never changed');
END;

CREATE TRIGGER evidence_review_is_of_a_version BEFORE INSERT ON evidence
WHEN NEW.kind IN ('approval', 'rejection') AND NEW.version IS NULL BEGIN
    SELECT RAISE(ABORT, 'a review is of a version');
END;
