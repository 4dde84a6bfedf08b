package dev.redoubt.scan.internal.packages;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// Where lists of packages keep what decides about sources. A row is a path of names, with `*` for
/// any name and `**` for any number of them, `a|b` for one of several; a list has the path of its
/// elements. Sources: the specifications of the Python Packaging Authority (PEP 517, 518, 621, 735,
/// 751); the pages of configuration of pip, setuptools, uv, Poetry, PDM, Hatch, Pipenv, Pixi,
/// conda, MLflow, Cog and BentoML.
final class PackageRows {

  /// One row.
  ///
  /// @param usual values that mean nothing
  record Row(List<List<String>> path, Check check, Set<String> usual) {}

  private static final String PLACES =
      "git|hg|svn|bzr|url|path|file|directory|editable|subdirectory";

  static final List<Row> UV =
      rows(
          row("index/url|default-index", Check.INDEX),
          row("**/index-url|extra-index-url|default-index", Check.INDEX),
          row("**/find-links|allow-insecure-host|trusted-host", Check.ELSEWHERE),
          row(
              "python-install-mirror|pypy-install-mirror|python-downloads-json-url",
              Check.ELSEWHERE),
          row("sources/**/" + PLACES, Check.ELSEWHERE),
          row(
              "dev-dependencies|constraint-dependencies|override-dependencies"
                  + "|build-constraint-dependencies",
              Check.REQUIREMENT),
          row("extra-build-dependencies/*", Check.REQUIREMENT));

  static final List<Row> PIXI =
      rows(
          row("**/channels", Check.CHANNEL),
          row("**/channels/channel", Check.CHANNEL),
          row("**/dependencies|host-dependencies|build-dependencies/*/channel", Check.CHANNEL),
          row(
              "**/dependencies|host-dependencies|build-dependencies|pypi-dependencies/*/" + PLACES,
              Check.ELSEWHERE),
          row("**/pypi-options/index-url|extra-index-urls", Check.INDEX),
          row("**/pypi-options/find-links/**", Check.ELSEWHERE),
          row("**/activation/scripts", Check.CODE));

  private static final List<Row> POETRY =
      rows(
          row("source/url", Check.INDEX),
          row("dependencies|dev-dependencies|requires-plugins/*/" + PLACES, Check.ELSEWHERE),
          row("group/*/dependencies/*/" + PLACES, Check.ELSEWHERE),
          row("build", Check.CODE),
          row("build/script", Check.CODE));

  private static final List<Row> PDM =
      rows(
          row("source/url", Check.INDEX),
          row("dev-dependencies/*", Check.REQUIREMENT),
          row("plugins", Check.REQUIREMENT),
          row("build/custom-hook", Check.CODE),
          row("version/getter|write_template", Check.CODE));

  private static final List<Row> HATCH =
      rows(
          row("build/hooks/custom", Check.CODE),
          row("build/targets/*/hooks/custom", Check.CODE),
          row("metadata/hooks/custom", Check.CODE),
          row("metadata/hooks/requirements_txt/files", Check.LIST),
          row("version/source", Check.CODE, "regex", "vcs", "env", "nodejs"),
          row("**/hooks/*/dependencies", Check.REQUIREMENT),
          row("envs/*/dependencies|extra-dependencies", Check.REQUIREMENT),
          row("publish/**/url|repo", Check.ELSEWHERE));

  static final List<Row> PYPROJECT =
      rows(
          all(
              List.of(
                  row("build-system/requires", Check.REQUIREMENT),
                  row("build-system/backend-path", Check.CODE),
                  row("project/dependencies", Check.REQUIREMENT),
                  row("project/optional-dependencies/*", Check.REQUIREMENT),
                  row("dependency-groups/*", Check.REQUIREMENT),
                  row("tool/setuptools/cmdclass/*", Check.CODE),
                  row("tool/setuptools/ext-modules", Check.CODE),
                  row("tool/setuptools/dynamic/dependencies/file", Check.LIST),
                  row("tool/setuptools/dynamic/optional-dependencies/*/file", Check.LIST),
                  row("tool/pip-tools/**/find-links|trusted-host", Check.ELSEWHERE),
                  row("tool/pip-tools/**/index-url|extra-index-url", Check.INDEX),
                  row("tool/conda-lock/**/channels", Check.CHANNEL)),
              under("tool/uv/", UV),
              under("tool/poetry/", POETRY),
              under("tool/pdm/", PDM),
              under("tool/hatch/", HATCH),
              under("tool/pixi/", PIXI)));

  static final List<Row> PIPFILE =
      rows(row("source/url", Check.INDEX), row("*/*/" + PLACES, Check.ELSEWHERE));

  static final List<Row> PIPFILE_LOCK =
      rows(row("_meta/sources/url", Check.INDEX), row("*/*/" + PLACES, Check.ELSEWHERE));

  static final List<Row> POETRY_LOCK =
      rows(
          row("package/source/url", Check.INDEX),
          row("package/source/type", Check.ELSEWHERE, "legacy"));

  static final List<Row> UV_LOCK =
      rows(
          row("package/source/registry", Check.INDEX),
          row("package/source/" + PLACES + "|virtual", Check.ELSEWHERE, "."),
          row("package/sdist|wheels/url", Check.FILE),
          row("package/sdist|wheels/path", Check.ELSEWHERE));

  static final List<Row> PDM_LOCK =
      rows(row("package/" + PLACES, Check.ELSEWHERE, "."), row("package/files/url", Check.FILE));

  static final List<Row> PYLOCK =
      rows(
          row("packages/vcs|directory|archive", Check.ELSEWHERE),
          row("packages/index", Check.INDEX),
          row("packages/sdist|wheels/url", Check.FILE),
          row("packages/sdist|wheels/path", Check.ELSEWHERE));

  static final List<Row> SETUP_CFG =
      rows(
          row("options/install_requires|setup_requires|tests_require", Check.LINES_OR_LIST),
          row("options.extras_require/*", Check.LINES_OR_LIST),
          row("options/dependency_links", Check.ELSEWHERE),
          row("options/cmdclass", Check.CODE),
          row("global/command_packages", Check.CODE),
          row("easy_install/index_url", Check.INDEX),
          row("easy_install/find_links|allow_hosts", Check.ELSEWHERE));

  static final List<Row> PDM_CONFIG =
      rows(row("pypi/url", Check.INDEX), row("pypi/*/url", Check.INDEX));

  static final List<Row> PIP_CONF =
      rows(
          row("*/index_url|extra_index_url|pypi_url", Check.INDEX),
          row("*/find_links|trusted_host|editable|requirement|constraint", Check.ELSEWHERE),
          row("*/global_option|install_option|config_settings|python|cert|proxy", Check.ELSEWHERE));

  static final List<Row> CONDA =
      rows(
          row("channels", Check.CHANNEL),
          row("default_channels|custom_channels/**|custom_multichannels/**", Check.ELSEWHERE),
          row("channel_alias|migrated_channel_aliases", Check.ELSEWHERE),
          row("dependencies", Check.CONDA),
          row("**/dependencies/pip", Check.LINES),
          row("variables/*", Check.VARIABLE));

  static final List<Row> PYTHON_ENV =
      rows(row("build_dependencies", Check.LINES), row("dependencies", Check.LINES));

  static final List<Row> CONDA_LOCK =
      rows(
          row("metadata/channels/url", Check.CHANNEL),
          row("package/url", Check.FILE),
          row("package/source/**", Check.ELSEWHERE));

  static final List<Row> ML_PROJECT =
      rows(
          row("python_env|conda_env", Check.LIST),
          row("entry_points/*/command", Check.COMMAND),
          row("docker_env/image", Check.ELSEWHERE));

  static final List<Row> COG =
      rows(
          row("build/python_packages", Check.LINES),
          row("build/python_requirements", Check.LIST),
          row("build/run|pre_install/**", Check.COMMAND),
          row("predict|train", Check.CODE));

  static final List<Row> BENTOFILE =
      rows(
          row("python/packages", Check.LINES),
          row("python/requirements_txt", Check.LIST),
          row("conda/environment_yml", Check.LIST),
          row("python/index_url|extra_index_url", Check.INDEX),
          row("python/find_links|trusted_host|pip_args", Check.ELSEWHERE),
          row("docker/setup_script|dockerfile_template|base_image", Check.CODE),
          row("conda/channels", Check.CHANNEL),
          row("conda/dependencies", Check.CONDA),
          row("conda/pip", Check.LINES),
          row("service", Check.CODE));

  private PackageRows() {}

  private static Row row(String path, Check check, String... usual) {
    List<List<String>> parts = new ArrayList<>();
    for (String part : path.split("/", -1)) {
      parts.add(List.of(part.split("\\|", -1)));
    }
    return new Row(List.copyOf(parts), check, Set.of(usual));
  }

  private static List<Row> rows(Row... rows) {
    return List.of(rows);
  }

  private static List<Row> rows(List<Row> rows) {
    return List.copyOf(rows);
  }

  @SafeVarargs
  private static List<Row> all(List<Row>... parts) {
    List<Row> rows = new ArrayList<>();
    for (List<Row> part : parts) {
      rows.addAll(part);
    }
    return rows;
  }

  private static List<Row> under(String prefix, List<Row> rows) {
    List<Row> moved = new ArrayList<>();
    for (Row row : rows) {
      List<List<String>> path = new ArrayList<>();
      for (String part : prefix.substring(0, prefix.length() - 1).split("/", -1)) {
        path.add(List.of(part));
      }
      path.addAll(row.path());
      moved.add(new Row(path, row.check(), row.usual()));
    }
    return moved;
  }

  /// Whether a path of names is that of a row.
  static boolean matches(List<List<String>> row, List<String> path) {
    return matches(row, 0, path, 0);
  }

  private static boolean matches(List<List<String>> row, int from, List<String> path, int at) {
    if (from == row.size()) {
      return at == path.size();
    }
    List<String> part = row.get(from);
    if (part.contains("**")) {
      for (int next = at; next <= path.size(); next++) {
        if (matches(row, from + 1, path, next)) {
          return true;
        }
      }
      return false;
    }
    return at < path.size()
        && (part.contains("*") || part.contains(path.get(at)))
        && matches(row, from + 1, path, at + 1);
  }
}
