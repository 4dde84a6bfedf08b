-- Whose the numbers of a name are: of the model that was given the last one. Another model does not get
-- that name, with which its own versions would come to be `models:/name/1` of somebody else. Empty
-- where that model is gone, or has another name.
ALTER TABLE model_version_number ADD COLUMN model BIGINT;

UPDATE model_version_number
SET model = (SELECT m.id FROM registered_model m WHERE m.name = model_version_number.name);
