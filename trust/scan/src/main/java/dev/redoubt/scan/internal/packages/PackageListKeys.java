package dev.redoubt.scan.internal.packages;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// Lists where package lists define package sources. A row is a path of keys, with `*` for any key
/// and `**` for any number of them, `a|b` for alternatives; the elements of a list have the path of
/// the list. Sources: the specifications of the Python Packaging Authority (PEP 517, 518, 621, 735,
/// 751); the pages of configuration of pip, setuptools, uv, Poetry, PDM, Hatch, Pipenv, Pixi,
/// conda, MLflow, Cog and BentoML.
final class PackageListKeys {

  /// One row.
  ///
  /// @param usual values that have no effect
  record Row(List<List<String>> path, PackageValueKind check, Set<String> usual) {}

  private static final String PLACES =
      "git|hg|svn|bzr|url|path|file|directory|editable|subdirectory";

  static final List<Row> UV =
      rows(
          row("index/url|default-index", PackageValueKind.INDEX),
          row("**/index-url|extra-index-url|default-index", PackageValueKind.INDEX),
          row("**/find-links|allow-insecure-host|trusted-host", PackageValueKind.ELSEWHERE),
          row(
              "python-install-mirror|pypy-install-mirror|python-downloads-json-url",
              PackageValueKind.ELSEWHERE),
          row("sources/**/" + PLACES, PackageValueKind.ELSEWHERE),
          row(
              "dev-dependencies|constraint-dependencies|override-dependencies"
                  + "|build-constraint-dependencies",
              PackageValueKind.REQUIREMENT),
          row("extra-build-dependencies/*", PackageValueKind.REQUIREMENT));

  static final List<Row> PIXI =
      rows(
          row("**/channels", PackageValueKind.CHANNEL),
          row("**/channels/channel", PackageValueKind.CHANNEL),
          row(
              "**/dependencies|host-dependencies|build-dependencies/*/channel",
              PackageValueKind.CHANNEL),
          row(
              "**/dependencies|host-dependencies|build-dependencies|pypi-dependencies/*/" + PLACES,
              PackageValueKind.ELSEWHERE),
          row("**/pypi-options/index-url|extra-index-urls", PackageValueKind.INDEX),
          row("**/pypi-options/find-links/**", PackageValueKind.ELSEWHERE),
          row("**/activation/scripts", PackageValueKind.CODE));

  private static final List<Row> POETRY =
      rows(
          row("source/url", PackageValueKind.INDEX),
          row(
              "dependencies|dev-dependencies|requires-plugins/*/" + PLACES,
              PackageValueKind.ELSEWHERE),
          row("group/*/dependencies/*/" + PLACES, PackageValueKind.ELSEWHERE),
          row("build", PackageValueKind.CODE),
          row("build/script", PackageValueKind.CODE));

  private static final List<Row> PDM =
      rows(
          row("source/url", PackageValueKind.INDEX),
          row("dev-dependencies/*", PackageValueKind.REQUIREMENT),
          row("plugins", PackageValueKind.REQUIREMENT),
          row("build/custom-hook", PackageValueKind.CODE),
          row("version/getter|write_template", PackageValueKind.CODE));

  private static final List<Row> HATCH =
      rows(
          row("build/hooks/custom", PackageValueKind.CODE),
          row("build/targets/*/hooks/custom", PackageValueKind.CODE),
          row("metadata/hooks/custom", PackageValueKind.CODE),
          row("metadata/hooks/requirements_txt/files", PackageValueKind.LIST),
          row("version/source", PackageValueKind.CODE, "regex", "vcs", "env", "nodejs"),
          row("**/hooks/*/dependencies", PackageValueKind.REQUIREMENT),
          row("envs/*/dependencies|extra-dependencies", PackageValueKind.REQUIREMENT),
          row("publish/**/url|repo", PackageValueKind.ELSEWHERE));

  static final List<Row> PYPROJECT =
      rows(
          all(
              List.of(
                  row("build-system/requires", PackageValueKind.REQUIREMENT),
                  row("build-system/backend-path", PackageValueKind.CODE),
                  row("project/dependencies", PackageValueKind.REQUIREMENT),
                  row("project/optional-dependencies/*", PackageValueKind.REQUIREMENT),
                  row("dependency-groups/*", PackageValueKind.REQUIREMENT),
                  row("tool/setuptools/cmdclass/*", PackageValueKind.CODE),
                  row("tool/setuptools/ext-modules", PackageValueKind.CODE),
                  row("tool/setuptools/dynamic/dependencies/file", PackageValueKind.LIST),
                  row(
                      "tool/setuptools/dynamic/optional-dependencies/*/file",
                      PackageValueKind.LIST),
                  row("tool/pip-tools/**/find-links|trusted-host", PackageValueKind.ELSEWHERE),
                  row("tool/pip-tools/**/index-url|extra-index-url", PackageValueKind.INDEX),
                  row("tool/conda-lock/**/channels", PackageValueKind.CHANNEL)),
              under("tool/uv/", UV),
              under("tool/poetry/", POETRY),
              under("tool/pdm/", PDM),
              under("tool/hatch/", HATCH),
              under("tool/pixi/", PIXI)));

  static final List<Row> PIPFILE =
      rows(
          row("source/url", PackageValueKind.INDEX),
          row("*/*/" + PLACES, PackageValueKind.ELSEWHERE));

  static final List<Row> PIPFILE_LOCK =
      rows(
          row("_meta/sources/url", PackageValueKind.INDEX),
          row("*/*/" + PLACES, PackageValueKind.ELSEWHERE));

  static final List<Row> POETRY_LOCK =
      rows(
          row("package/source/url", PackageValueKind.INDEX),
          row("package/source/type", PackageValueKind.ELSEWHERE, "legacy"));

  static final List<Row> UV_LOCK =
      rows(
          row("package/source/registry", PackageValueKind.INDEX),
          row("package/source/" + PLACES + "|virtual", PackageValueKind.ELSEWHERE, "."),
          row("package/sdist|wheels/url", PackageValueKind.FILE),
          row("package/sdist|wheels/path", PackageValueKind.ELSEWHERE));

  static final List<Row> PDM_LOCK =
      rows(
          row("package/" + PLACES, PackageValueKind.ELSEWHERE, "."),
          row("package/files/url", PackageValueKind.FILE));

  static final List<Row> PYLOCK =
      rows(
          row("packages/vcs|directory|archive", PackageValueKind.ELSEWHERE),
          row("packages/index", PackageValueKind.INDEX),
          row("packages/sdist|wheels/url", PackageValueKind.FILE),
          row("packages/sdist|wheels/path", PackageValueKind.ELSEWHERE));

  static final List<Row> SETUP_CFG =
      rows(
          row(
              "options/install_requires|setup_requires|tests_require",
              PackageValueKind.LINES_OR_LIST),
          row("options.extras_require/*", PackageValueKind.LINES_OR_LIST),
          row("options/dependency_links", PackageValueKind.ELSEWHERE),
          row("options/cmdclass", PackageValueKind.CODE),
          row("global/command_packages", PackageValueKind.CODE),
          row("easy_install/index_url", PackageValueKind.INDEX),
          row("easy_install/find_links|allow_hosts", PackageValueKind.ELSEWHERE));

  static final List<Row> PDM_CONFIG =
      rows(row("pypi/url", PackageValueKind.INDEX), row("pypi/*/url", PackageValueKind.INDEX));

  static final List<Row> PIP_CONF =
      rows(
          row("*/index_url|extra_index_url|pypi_url", PackageValueKind.INDEX),
          row(
              "*/find_links|trusted_host|editable|requirement|constraint",
              PackageValueKind.ELSEWHERE),
          row(
              "*/global_option|install_option|config_settings|python|cert|proxy",
              PackageValueKind.ELSEWHERE));

  static final List<Row> CONDA =
      rows(
          row("channels", PackageValueKind.CHANNEL),
          row(
              "default_channels|custom_channels/**|custom_multichannels/**",
              PackageValueKind.ELSEWHERE),
          row("channel_alias|migrated_channel_aliases", PackageValueKind.ELSEWHERE),
          row("dependencies", PackageValueKind.CONDA),
          row("**/dependencies/pip", PackageValueKind.LINES),
          row("variables/*", PackageValueKind.VARIABLE));

  static final List<Row> PYTHON_ENV =
      rows(
          row("build_dependencies", PackageValueKind.LINES),
          row("dependencies", PackageValueKind.LINES));

  static final List<Row> CONDA_LOCK =
      rows(
          row("metadata/channels/url", PackageValueKind.CHANNEL),
          row("package/url", PackageValueKind.FILE),
          row("package/source/**", PackageValueKind.ELSEWHERE));

  static final List<Row> ML_PROJECT =
      rows(
          row("python_env|conda_env", PackageValueKind.LIST),
          row("entry_points/*/command", PackageValueKind.COMMAND),
          row("docker_env/image", PackageValueKind.ELSEWHERE));

  static final List<Row> COG =
      rows(
          row("build/python_packages", PackageValueKind.LINES),
          row("build/python_requirements", PackageValueKind.LIST),
          row("build/run|pre_install/**", PackageValueKind.COMMAND),
          row("predict|train", PackageValueKind.CODE));

  static final List<Row> BENTOFILE =
      rows(
          row("python/packages", PackageValueKind.LINES),
          row("python/requirements_txt", PackageValueKind.LIST),
          row("conda/environment_yml", PackageValueKind.LIST),
          row("python/index_url|extra_index_url", PackageValueKind.INDEX),
          row("python/find_links|trusted_host|pip_args", PackageValueKind.ELSEWHERE),
          row("docker/setup_script|dockerfile_template|base_image", PackageValueKind.CODE),
          row("conda/channels", PackageValueKind.CHANNEL),
          row("conda/dependencies", PackageValueKind.CONDA),
          row("conda/pip", PackageValueKind.LINES),
          row("service", PackageValueKind.CODE));

  private PackageListKeys() {}

  private static Row row(String path, PackageValueKind check, String... usual) {
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

  /// Whether a path of keys matches a row.
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
