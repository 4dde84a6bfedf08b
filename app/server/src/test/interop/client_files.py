"""What a data scientist does with files of runs, through MLflow's client alone.

Large files go in parts: a client of MLflow 3 asks the server whether it takes them, one of MLflow 2
has to be told.
"""

import hashlib
import os
import pathlib
import random

import mlflow
import requests
from mlflow import MlflowClient
from mlflow.exceptions import MlflowException
from mlflow.store.artifact.artifact_repository_registry import get_artifact_repository

PART = 5 * 1024 * 1024

os.environ["MLFLOW_MULTIPART_UPLOAD_MINIMUM_FILE_SIZE"] = str(PART)
os.environ["MLFLOW_MULTIPART_UPLOAD_CHUNK_SIZE"] = str(PART)
os.environ["MLFLOW_HTTP_REQUEST_MAX_RETRIES"] = "1"
if mlflow.__version__.startswith("2."):
    os.environ["MLFLOW_ENABLE_PROXY_MULTIPART_UPLOAD"] = "true"

client = MlflowClient()
sent = []


def heard(send):
    def sending(session, request, **more):
        response = send(session, request, **more)
        path = request.path_url.split("?")[0]
        sent.append((request.method, path, "Authorization" in request.headers, response.status_code))
        return response

    return sending


requests.Session.send = heard(requests.Session.send)


def digest(path):
    return hashlib.sha256(pathlib.Path(path).read_bytes()).hexdigest()


def make(folder):
    os.mkdir(folder)
    return folder


def missing(call, *arguments, **more):
    """What is not there is a 404, of which clients make an error in words of their own."""
    sent.clear()
    try:
        call(*arguments, **more)
    except (MlflowException, requests.HTTPError):
        assert {status for *_, status in sent if status != 200} == {404}, sent
        return
    raise AssertionError(f"{call} finds what is not there")


def small_files(run):
    pathlib.Path("tree/deep").mkdir(parents=True)
    pathlib.Path("tree/one.txt").write_text("one")
    pathlib.Path("tree/deep/a b ü.txt").write_text("two")
    pathlib.Path("tree/empty").write_bytes(b"")
    with mlflow.start_run(run_id=run):
        mlflow.log_artifacts("tree")
        mlflow.log_artifact("tree/one.txt", "copy")
        mlflow.log_dict({"a": 1}, "facts.json")
        mlflow.log_text("words", "notes/words.txt")
    found = {each.path: (each.is_dir, each.file_size) for each in client.list_artifacts(run)}
    assert found == {
        "copy": (True, None),
        "deep": (True, None),
        "empty": (False, 0),
        "facts.json": (False, found["facts.json"][1]),
        "notes": (True, None),
        "one.txt": (False, 3),
    }, found
    assert [each.path for each in client.list_artifacts(run, "deep")] == ["deep/a b ü.txt"]
    assert client.list_artifacts(run, "nothing") == []
    uri = f"runs:/{run}"
    assert mlflow.artifacts.load_text(f"{uri}/notes/words.txt") == "words"
    assert mlflow.artifacts.load_dict(f"{uri}/facts.json") == {"a": 1}
    one = mlflow.artifacts.download_artifacts(f"{uri}/deep/a b ü.txt", dst_path="single")
    assert pathlib.Path(one).read_text() == "two"
    whole = pathlib.Path(client.download_artifacts(run, "", make("whole")))
    files = {str(each.relative_to(whole)) for each in whole.rglob("*") if each.is_file()}
    assert files == {
        "copy/one.txt", "deep/a b ü.txt", "empty", "facts.json", "notes/words.txt", "one.txt"
    }, files
    part = pathlib.Path(mlflow.artifacts.download_artifacts(f"{uri}/deep", dst_path="part"))
    assert [each.name for each in part.iterdir()] == ["a b ü.txt"]


def missing_files(run):
    missing(mlflow.artifacts.load_text, f"runs:/{run}/nothing.txt")
    missing(client.download_artifacts, run, "deep/nothing.txt", ".")
    missing(mlflow.artifacts.load_text, f"runs:/{'0' * 32}/one.txt")


def deleted_files(run):
    repository = get_artifact_repository(client.get_run(run).info.artifact_uri)
    repository.delete_artifacts("copy/one.txt")
    assert client.list_artifacts(run, "copy") == []
    missing(mlflow.artifacts.load_text, f"runs:/{run}/copy/one.txt")
    repository.delete_artifacts("deep")
    assert client.list_artifacts(run, "deep") == []
    assert mlflow.artifacts.load_text(f"runs:/{run}/one.txt") == "one"


def large_file(run):
    pathlib.Path("large.bin").write_bytes(random.Random(7).randbytes(3 * PART + 12345))
    sent.clear()
    client.log_artifact(run, "large.bin", "weights")
    parts = [each for each in sent if each[0] == "PUT" and "/parts/" in each[1]]
    assert len(parts) == 4, sent
    assert not any(each[2] for each in parts), "a part is put with a token"
    assert any(each[1].endswith("/weights/large.bin") or "mpu/complete" in each[1] for each in sent)
    (file,) = client.list_artifacts(run, "weights")
    assert file.file_size == 3 * PART + 12345
    back = mlflow.artifacts.download_artifacts(f"runs:/{run}/weights/large.bin", dst_path="back")
    assert digest(back) == digest("large.bin")


run = client.create_run(client.create_experiment("files")).info.run_id
small_files(run)
missing_files(run)
large_file(run)
deleted_files(run)
