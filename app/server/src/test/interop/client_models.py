"""Saves a model, registers it, gives it an alias and loads it, through MLflow's client alone.

    client_models.py sklearn|onnx ALIAS
"""

import sys

import mlflow
import numpy
from mlflow import MlflowClient
from mlflow.models import infer_signature
from sklearn.datasets import load_iris
from sklearn.linear_model import LogisticRegression

flavour, alias = sys.argv[1:]
client = MlflowClient()
inputs, labels = load_iris(return_X_y=True)
inputs = inputs.astype(numpy.float32)
classifier = LogisticRegression(max_iter=500).fit(inputs, labels)
expected = classifier.predict(inputs)
assert len(set(expected)) == 3
name = "iris-" + flavour
# MLflow 3 calls a logged model by a name, MLflow 2 by a path.
where = {"name": "model"} if int(mlflow.__version__.split(".")[0]) >= 3 else {"artifact_path": "model"}
more = {
    "registered_model_name": name,
    "await_registration_for": 60,
    "signature": infer_signature(inputs, expected),
    "input_example": inputs[:2],
    "pip_requirements": ["numpy"],
    **where,
}


def save():
    if flavour == "sklearn":
        return mlflow.sklearn.log_model(classifier, **more)
    import onnx
    from skl2onnx import to_onnx

    model = to_onnx(classifier, inputs[:1], options={"zipmap": False})
    onnx.checker.check_model(model)
    return mlflow.onnx.log_model(model, **more)


def predict(loaded):
    answer = loaded.predict(inputs)
    if isinstance(answer, dict):
        answer = answer["output_label"] if "output_label" in answer else answer["label"]
    return numpy.asarray(answer).ravel()


mlflow.set_experiment("models")
with mlflow.start_run() as run:
    for _ in range(2):
        saved = save()

found = client.search_model_versions(f"name = '{name}'")
assert sorted(int(each.version) for each in found) == [1, 2], found
assert {each.status for each in found} == {"READY"}, found
assert {each.run_id for each in found} == {run.info.run_id}, found
client.set_registered_model_alias(name, alias, "1")

for address in (f"models:/{name}@{alias}", f"models:/{name}/1", f"models:/{name}/latest", saved.model_uri):
    loaded = mlflow.pyfunc.load_model(address)
    assert (predict(loaded) == expected).all(), address
    assert loaded.metadata.signature is not None, address
    example = mlflow.models.Model.load(address).load_input_example()
    assert numpy.allclose(example, inputs[:2]), example

if flavour == "sklearn":
    again = mlflow.sklearn.load_model(f"models:/{name}@{alias}")
    assert (again.coef_ == classifier.coef_).all()
else:
    again = mlflow.onnx.load_model(f"models:/{name}@{alias}")
    assert again.graph.node

# What is registered is frozen: what happens to the run's files later does not reach it.
location = client.get_model_version_download_uri(name, "1")
assert location.startswith("mlflow-artifacts:/versions/"), location
