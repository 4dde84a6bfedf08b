package dev.redoubt.scan.internal.packages;

import dev.redoubt.scan.internal.json.Json;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// Files that an installer finds by their name, and reads as a list of packages whatever their
/// content looks like.
public enum PackageFile {
  REQUIREMENTS(
      Syntax.LINES,
      "[^/]*requirements?[^/]*\\.(?:txt|in|pip|lock)|requirements|requirements/(?:.*/)?[^/]+\\.(?:txt|in)"
          + "|[^/]*constraints?[^/]*\\.(?:txt|in|pip)|(?:[^/]*[-_.])?reqs?\\.(?:txt|in)",
      List.of()),
  PYTHON_ENV(Syntax.YAML, "python_env\\.ya?ml", PackageRows.PYTHON_ENV),
  CONDA_LOCK(Syntax.YAML, "(?:[^/]*[-_.])?conda-lock\\.ya?ml|pixi\\.lock", PackageRows.CONDA_LOCK),
  CONDA(
      Syntax.YAML,
      "(?:[^/]*[-_.])?(?:conda|environment|env)(?:[-_.][^/]*)?\\.ya?ml",
      PackageRows.CONDA),
  CONDA_CONFIG(Syntax.YAML, "\\.?condarc|\\.mambarc", PackageRows.CONDA),
  ML_PROJECT(Syntax.YAML, "mlproject", PackageRows.ML_PROJECT),
  COG(Syntax.YAML, "cog\\.ya?ml", PackageRows.COG),
  BENTOFILE(Syntax.YAML, "bentofile\\.ya?ml", PackageRows.BENTOFILE),
  PYPROJECT(Syntax.TOML, "pyproject\\.toml", PackageRows.PYPROJECT),
  UV_CONFIG(Syntax.TOML, "uv\\.toml", PackageRows.UV),
  PIXI(Syntax.TOML, "pixi\\.toml", PackageRows.PIXI),
  PIPFILE(Syntax.TOML, "pipfile", PackageRows.PIPFILE),
  PDM_CONFIG(Syntax.TOML, "\\.?pdm\\.toml", PackageRows.PDM_CONFIG),
  POETRY_LOCK(Syntax.TOML, "poetry\\.lock", PackageRows.POETRY_LOCK),
  UV_LOCK(Syntax.TOML, "uv\\.lock", PackageRows.UV_LOCK),
  PDM_LOCK(Syntax.TOML, "pdm\\.lock", PackageRows.PDM_LOCK),
  PYLOCK(Syntax.TOML, "pylock(?:\\.[^/]+)?\\.toml", PackageRows.PYLOCK),
  PIPFILE_LOCK(Syntax.JSON, "pipfile\\.lock", PackageRows.PIPFILE_LOCK),
  SETUP_CONFIG(Syntax.INI, "setup\\.cfg", PackageRows.SETUP_CFG),
  PIP_CONFIG(Syntax.INI, "pip\\.(?:conf|ini)|\\.?pydistutils\\.cfg", PackageRows.PIP_CONF);

  /// How a file is written.
  enum Syntax {
    LINES,
    YAML,
    TOML,
    JSON,
    INI
  }

  private final Syntax syntax;

  // Never changed, which the checker cannot see.
  @SuppressWarnings("ImmutableEnumChecker")
  private final Pattern name;

  @SuppressWarnings("ImmutableEnumChecker")
  private final List<PackageRows.Row> rows;

  PackageFile(Syntax syntax, String name, List<PackageRows.Row> rows) {
    this.syntax = syntax;
    this.name = Pattern.compile("(?:.*/)?(?:" + name + ")");
    this.rows = rows;
  }

  Syntax syntax() {
    return syntax;
  }

  List<PackageRows.Row> rows() {
    return rows;
  }

  /// Which of them a file is, by its path, the first that matches; upper and lower case are one, as
  /// they are on many systems.
  public static Optional<PackageFile> named(String path) {
    String lower = path.replace('\\', '/').toLowerCase(Locale.ROOT);
    return Arrays.stream(values()).filter(file -> file.name.matcher(lower).matches()).findFirst();
  }

  /// Which of them a document is that has another name, by names that no other document has
  /// together.
  public static Optional<PackageFile> shaped(Json document) {
    if (!(document instanceof Json.ObjectNode node) || !node.has("dependencies")) {
      return Optional.empty();
    }
    return node.has("channels")
        ? Optional.of(CONDA)
        : node.has("build_dependencies") ? Optional.of(PYTHON_ENV) : Optional.empty();
  }
}
