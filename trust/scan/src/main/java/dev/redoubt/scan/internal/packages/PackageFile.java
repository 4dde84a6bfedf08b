package dev.redoubt.scan.internal.packages;

import dev.redoubt.scan.internal.json.JsonDocument;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// A kind of file that an installer finds by name and reads as a package list, whatever its content
/// looks like.
public enum PackageFile {
  REQUIREMENTS(
      Syntax.LINES,
      "[^/]*requirements?[^/]*\\.(?:txt|in|pip|lock)|requirements|requirements/(?:.*/)?[^/]+\\.(?:txt|in)"
          + "|[^/]*constraints?[^/]*\\.(?:txt|in|pip)|(?:[^/]*[-_.])?reqs?\\.(?:txt|in)",
      List.of()),
  PYTHON_ENV(Syntax.YAML, "python_env\\.ya?ml", PackageListKeys.PYTHON_ENV),
  CONDA_LOCK(
      Syntax.YAML, "(?:[^/]*[-_.])?conda-lock\\.ya?ml|pixi\\.lock", PackageListKeys.CONDA_LOCK),
  CONDA(
      Syntax.YAML,
      "(?:[^/]*[-_.])?(?:conda|environment|env)(?:[-_.][^/]*)?\\.ya?ml",
      PackageListKeys.CONDA),
  CONDA_CONFIG(Syntax.YAML, "\\.?condarc|\\.mambarc", PackageListKeys.CONDA),
  ML_PROJECT(Syntax.YAML, "mlproject", PackageListKeys.ML_PROJECT),
  COG(Syntax.YAML, "cog\\.ya?ml", PackageListKeys.COG),
  BENTOFILE(Syntax.YAML, "bentofile\\.ya?ml", PackageListKeys.BENTOFILE),
  PYPROJECT(Syntax.TOML, "pyproject\\.toml", PackageListKeys.PYPROJECT),
  UV_CONFIG(Syntax.TOML, "uv\\.toml", PackageListKeys.UV),
  PIXI(Syntax.TOML, "pixi\\.toml", PackageListKeys.PIXI),
  PIPFILE(Syntax.TOML, "pipfile", PackageListKeys.PIPFILE),
  PDM_CONFIG(Syntax.TOML, "\\.?pdm\\.toml", PackageListKeys.PDM_CONFIG),
  POETRY_LOCK(Syntax.TOML, "poetry\\.lock", PackageListKeys.POETRY_LOCK),
  UV_LOCK(Syntax.TOML, "uv\\.lock", PackageListKeys.UV_LOCK),
  PDM_LOCK(Syntax.TOML, "pdm\\.lock", PackageListKeys.PDM_LOCK),
  PYLOCK(Syntax.TOML, "pylock(?:\\.[^/]+)?\\.toml", PackageListKeys.PYLOCK),
  PIPFILE_LOCK(Syntax.JSON, "pipfile\\.lock", PackageListKeys.PIPFILE_LOCK),
  SETUP_CONFIG(Syntax.INI, "setup\\.cfg", PackageListKeys.SETUP_CFG),
  PIP_CONFIG(Syntax.INI, "pip\\.(?:conf|ini)|\\.?pydistutils\\.cfg", PackageListKeys.PIP_CONF);

  /// The syntax of a file.
  enum Syntax {
    LINES,
    YAML,
    TOML,
    JSON,
    INI
  }

  private final Syntax syntax;

  // Never modified; the checker cannot see that.
  @SuppressWarnings("ImmutableEnumChecker")
  private final Pattern name;

  @SuppressWarnings("ImmutableEnumChecker")
  private final List<PackageListKeys.Row> rows;

  PackageFile(Syntax syntax, String name, List<PackageListKeys.Row> rows) {
    this.syntax = syntax;
    this.name = Pattern.compile("(?:.*/)?(?:" + name + ")");
    this.rows = rows;
  }

  Syntax syntax() {
    return syntax;
  }

  List<PackageListKeys.Row> rows() {
    return rows;
  }

  /// The kind of a file by its path, the first that matches. Case does not matter, as on many
  /// systems.
  public static Optional<PackageFile> named(String path) {
    String lower = path.replace('\\', '/').toLowerCase(Locale.ROOT);
    return Arrays.stream(values()).filter(file -> file.name.matcher(lower).matches()).findFirst();
  }

  /// The kind of a document with another name, by keys that no other document has together.
  public static Optional<PackageFile> byStructure(JsonDocument document) {
    if (!(document instanceof JsonDocument.ObjectNode node) || !node.has("dependencies")) {
      return Optional.empty();
    }
    return node.has("channels")
        ? Optional.of(CONDA)
        : node.has("build_dependencies") ? Optional.of(PYTHON_ENV) : Optional.empty();
  }
}
