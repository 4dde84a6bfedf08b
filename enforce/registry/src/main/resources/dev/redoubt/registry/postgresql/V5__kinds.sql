-- What a model is stays as it was when it was made. Before, a tag could make a prompt of a model, which
-- then was no longer found, and whose versions without files were ready without a scan.

-- A model of which files were frozen never was a prompt.
DELETE FROM registered_model_tag
WHERE key = 'mlflow.prompt.is_prompt'
  AND model IN (SELECT v.model FROM model_version v JOIN version_digest d ON d.version = v.id);

DELETE FROM model_version_tag
WHERE key = 'mlflow.prompt.is_prompt'
  AND version NOT IN (
    SELECT v.id FROM model_version v JOIN registered_model_tag t ON t.model = v.model
    WHERE t.key = 'mlflow.prompt.is_prompt' AND t.value = 'true');

-- Versions of models that came in as those of prompts: nothing of them was ever scanned.
UPDATE model_version
SET status = 'FAILED_REGISTRATION', status_message = 'it has no files that could be scanned'
WHERE status = 'READY'
  AND location IN ('dummy-source', 'prompt-template')
  AND model NOT IN (
    SELECT t.model FROM registered_model_tag t
    WHERE t.key = 'mlflow.prompt.is_prompt' AND t.value = 'true');
