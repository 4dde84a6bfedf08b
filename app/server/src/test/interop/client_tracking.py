"""What a data scientist does with runs and models, through MLflow's client alone.

Runs with any client of MLflow, against the server of MLFLOW_TRACKING_URI, which has to be empty.
"""

import math
import time

import mlflow
import pandas
from mlflow import MlflowClient
from mlflow.entities import Metric, Param, RunTag, ViewType
from mlflow.exceptions import MlflowException

client = MlflowClient()
is3 = int(mlflow.__version__.split(".")[0]) >= 3


def refused(code, call, *arguments, **more):
    try:
        call(*arguments, **more)
    except MlflowException as refusal:
        assert refusal.error_code == code, refusal.error_code
        return
    raise AssertionError(f"{call} is not refused with {code}")


def everything(search, **more):
    """All of a search, in pages of two."""
    found, token = [], None
    while True:
        page = search(max_results=2, page_token=token, **more)
        assert len(page) <= 2
        found += page
        token = page.token
        if not token:
            return found


def experiments():
    ids = {name: client.create_experiment(name, tags={"team": name[0]}) for name in ("a1", "a2", "b1")}
    client.set_experiment_tag(ids["b1"], "stage", "late")
    assert client.get_experiment(ids["b1"]).tags == {"team": "b", "stage": "late"}
    assert client.get_experiment_by_name("a2").experiment_id == ids["a2"]
    assert client.get_experiment_by_name("nothing") is None
    found = everything(client.search_experiments, filter_string="name LIKE 'a%'", order_by=["name DESC"])
    assert [each.name for each in found] == ["a2", "a1"], found
    found = client.search_experiments(filter_string="tags.team = 'b'")
    assert [each.name for each in found] == ["b1"], found
    client.rename_experiment(ids["a1"], "c1")
    client.delete_experiment(ids["a1"])
    found = client.search_experiments(view_type=ViewType.DELETED_ONLY)
    assert [each.name for each in found] == ["c1"], found
    client.restore_experiment(ids["a1"])
    refused("RESOURCE_ALREADY_EXISTS", client.create_experiment, "b1")
    refused("RESOURCE_DOES_NOT_EXIST", client.get_experiment, "123456")
    refused("INVALID_PARAMETER_VALUE", client.search_experiments, filter_string="nothing = 'x'")


def one_run():
    mlflow.set_experiment("one run")
    data = mlflow.data.from_pandas(pandas.DataFrame({"x": [1, 2], "y": [3, 4]}), name="prices", targets="y")
    with mlflow.start_run(run_name="outer", description="words", tags={"colour": "red"}) as run:
        mlflow.log_params({"depth": 7, "rate": 0.5})
        mlflow.log_metric("loss", 0.5, step=1)
        mlflow.log_metrics({"loss": 0.25, "odd": math.nan, "high": math.inf}, step=2)
        mlflow.set_tags({"colour": "blue", "gone": "soon"})
        mlflow.delete_tag("gone")
        mlflow.log_input(data, context="training", tags={"split": "all"})
        now = int(time.time() * 1000)
        client.log_batch(
            run.info.run_id,
            metrics=[Metric("auc", step / 100, now, step) for step in range(1, 101)],
            params=[Param(f"p{each}", str(each)) for each in range(50)],
            tags=[RunTag("batch", "yes")],
        )
        with mlflow.start_run(nested=True) as inner:
            mlflow.log_param("inner", True)
    read = client.get_run(run.info.run_id)
    assert read.info.status == "FINISHED" and read.info.run_name == "outer"
    assert read.data.params["depth"] == "7" and len(read.data.params) == 52
    metrics = read.data.metrics
    assert metrics["loss"] == 0.25 and metrics["auc"] == 1 and math.isnan(metrics["odd"]), metrics
    assert metrics["high"] == math.inf or metrics["high"] > 1e308, metrics
    assert read.data.tags["colour"] == "blue" and read.data.tags["batch"] == "yes"
    assert "gone" not in read.data.tags
    assert [each.value for each in client.get_metric_history(run.info.run_id, "loss")] == [0.5, 0.25]
    history = client.get_metric_history(run.info.run_id, "auc")
    assert [each.step for each in history] == list(range(1, 101))
    (given,) = read.inputs.dataset_inputs
    assert given.dataset.name == "prices" and given.dataset.digest == data.digest
    assert {tag.key: tag.value for tag in given.tags} == {"mlflow.data.context": "training", "split": "all"}
    loaded = mlflow.data.get_source(given)
    assert loaded is not None
    parent = client.get_run(inner.info.run_id).data.tags["mlflow.parentRunId"]
    assert parent == run.info.run_id
    refused("INVALID_PARAMETER_VALUE", client.log_param, run.info.run_id, "depth", "8")
    refused("RESOURCE_DOES_NOT_EXIST", client.get_run, "0" * 32)
    client.delete_run(inner.info.run_id)
    assert client.get_run(inner.info.run_id).info.lifecycle_stage == "deleted"
    client.restore_run(inner.info.run_id)


def many_runs():
    experiment = client.create_experiment("many runs")
    for number in range(7):
        run = client.create_run(experiment, tags={"even": str(number % 2 == 0)}, run_name=f"n{number}")
        client.log_metric(run.info.run_id, "score", number)
        client.log_param(run.info.run_id, "size", "large" if number > 3 else "small")
        client.set_terminated(run.info.run_id, "FAILED" if number == 5 else "FINISHED")

    def names(filter_string, order=("metrics.score ASC",)):
        found = everything(
            client.search_runs, experiment_ids=[experiment], filter_string=filter_string, order_by=list(order)
        )
        return [run.info.run_name for run in found]

    assert names("metrics.score >= 2 and tags.even = 'True'") == ["n2", "n4", "n6"]
    assert names("params.size = 'large'", ["metrics.score DESC"]) == ["n6", "n5", "n4"]
    assert names("attributes.status = 'FAILED'") == ["n5"]
    assert names("attributes.run_name LIKE 'n%' and params.size != 'small'") == ["n4", "n5", "n6"]
    frame = mlflow.search_runs([experiment], filter_string="metrics.score < 2", order_by=["metrics.score"])
    assert list(frame["metrics.score"]) == [0, 1] and list(frame["params.size"]) == ["small"] * 2
    found = mlflow.search_runs(search_all_experiments=True, filter_string="datasets.name = 'prices'")
    assert len(found) == 1, found
    refused("INVALID_PARAMETER_VALUE", client.search_runs, [experiment], "metrics.score >> 2")


def logged_models():
    experiment = client.create_experiment("logged models")
    run = client.create_run(experiment)
    for number in range(5):
        model = client.create_logged_model(
            experiment,
            name=f"m{number}",
            source_run_id=run.info.run_id,
            tags={"even": str(number % 2 == 0)},
            params={"depth": str(number)},
            model_type="tree",
        )
        client.log_metric(run.info.run_id, "auc", number / 10, model_id=model.model_id)
        client.finalize_logged_model(model.model_id, "FAILED" if number == 3 else "READY")

    def names(**more):
        found = everything(client.search_logged_models, experiment_ids=[experiment], **more)
        return [each.name for each in found]

    by_name = [{"field_name": "name", "ascending": True}]
    assert names(order_by=by_name) == ["m0", "m1", "m2", "m3", "m4"]
    assert names(filter_string="params.depth = '4'") == ["m4"]
    assert names(filter_string="tags.even = 'True' AND metrics.auc >= 0.2", order_by=by_name) == ["m2", "m4"]
    assert names(filter_string="name LIKE 'm%' AND params.depth != '0'", order_by=by_name) == ["m1", "m2", "m3", "m4"]
    best = client.search_logged_models(
        [experiment], order_by=[{"field_name": "metrics.auc", "ascending": False}], max_results=1
    )[0]
    assert best.name == "m4" and best.metrics[0].value == 0.4
    client.set_logged_model_tags(best.model_id, {"best": "yes"})
    client.delete_logged_model_tag(best.model_id, "even")
    assert client.get_logged_model(best.model_id).tags["best"] == "yes"
    assert "even" not in client.get_logged_model(best.model_id).tags
    with mlflow.start_run(experiment_id=experiment):
        external = mlflow.create_external_model(name="elsewhere")
        mlflow.log_outputs([mlflow.entities.LoggedModelOutput(external.model_id, step=1)])
    client.delete_logged_model(best.model_id)
    refused("RESOURCE_DOES_NOT_EXIST", client.get_logged_model, best.model_id)


def registered_models():
    for name in ("credit", "credit-old", "fraud"):
        client.create_registered_model(name, tags={"kind": name[0]}, description="of " + name)
    client.rename_registered_model("credit-old", "credit-older")
    client.update_registered_model("fraud", "finds fraud")
    client.set_registered_model_tag("fraud", "level", "high")
    found = everything(client.search_registered_models, filter_string="name LIKE 'credit%'", order_by=["name DESC"])
    assert [each.name for each in found] == ["credit-older", "credit"], found
    (found,) = client.search_registered_models(filter_string="tags.level = 'high'")
    assert found.name == "fraud" and found.description == "finds fraud"
    client.delete_registered_model_tag("fraud", "level")
    client.delete_registered_model("credit-older")
    refused("RESOURCE_DOES_NOT_EXIST", client.get_registered_model, "credit-older")
    refused("RESOURCE_ALREADY_EXISTS", client.create_registered_model, "fraud")


def versions():
    run = client.create_run(client.create_experiment("versions"))
    client.log_text(run.info.run_id, "flavors: {}", "model/MLmodel")
    for number in range(1, 6):
        made = client.create_model_version(
            "credit",
            f"runs:/{run.info.run_id}/model",
            run.info.run_id,
            tags={"even": str(number % 2 == 0)},
            description=f"number {number}",
            await_creation_for=30,
        )
        made = client.get_model_version("credit", made.version)
        assert made.status == "READY" and int(made.version) == number, made
    found = everything(
        client.search_model_versions, filter_string="name = 'credit'", order_by=["version_number ASC"]
    )
    assert [int(each.version) for each in found] == [1, 2, 3, 4, 5], found
    found = client.search_model_versions(f"run_id = '{run.info.run_id}' and tags.even = 'True'")
    assert sorted(int(each.version) for each in found) == [2, 4], found
    assert int(client.get_latest_versions("credit", ["None"])[0].version) == 5
    client.update_model_version("credit", "2", "better")
    client.set_model_version_tag("credit", "2", "seen", "yes")
    client.delete_model_version_tag("credit", "2", "even")
    second = client.get_model_version("credit", "2")
    assert second.description == "better" and second.tags == {"seen": "yes"}, second
    client.set_registered_model_alias("credit", "candidate", "2")
    assert client.get_model_version("credit", "2").aliases == ["candidate"]
    assert client.get_registered_model("credit").aliases == {"candidate": "2"}
    client.set_registered_model_alias("credit", "candidate", "3")
    assert int(client.get_model_version_by_alias("credit", "candidate").version) == 3
    client.delete_registered_model_alias("credit", "candidate")
    refused("INVALID_PARAMETER_VALUE", client.get_model_version_by_alias, "credit", "candidate")
    client.transition_model_version_stage("credit", "1", "Archived")
    assert int(client.get_latest_versions("credit", ["Archived"])[0].version) == 1
    client.delete_model_version("credit", "4")
    refused("RESOURCE_DOES_NOT_EXIST", client.get_model_version, "credit", "4")
    client.create_registered_model("copies")
    copied = client.copy_model_version("models:/credit/5", "copies")
    assert copied.name == "copies" and int(copied.version) == 1


experiments()
one_run()
many_runs()
if is3:
    logged_models()
registered_models()
versions()
