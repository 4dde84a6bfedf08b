package dev.redoubt.bicep.module;

import java.nio.file.Path;
import java.util.Locale;

/// A parsed module path, as written in `module x 'PATH'`, `import` and `using`. Source:
/// `ModuleDispatcher` of the compiler.
public sealed interface ModulePath {

  /// Parses a path. Never throws.
  ///
  /// @param text the path as written, with escape sequences resolved
  /// @param configuration the configuration of the file that contains the path
  static ModulePath parse(String text, BicepConfiguration configuration) {
    int colon = text.indexOf(':');
    if (colon < 0) {
      String violation = RelativePath.violation(text);
      return violation == null ? new Local(text) : new Invalid(violation);
    }
    String scheme = text.substring(0, colon);
    String rest = text.substring(colon + 1);
    int slash = scheme.indexOf('/');
    String alias = slash < 0 ? null : scheme.substring(slash + 1);
    return switch (slash < 0 ? scheme : scheme.substring(0, slash)) {
      case "br" -> new RegistryPath(text, configuration).read(alias, rest);
      case "ts" -> new TemplateSpecPath(text, configuration).read(alias, rest);
      default -> new Invalid(unknownScheme(text, scheme));
    };
  }

  private static String unknownScheme(String text, String scheme) {
    return RelativePath.isAbsolute(text)
        ? QuotedInput.of(text) + " is an absolute path; use a path relative to this file"
        : "%s in %s is not a recognized scheme; use a relative path, `br:` or `ts:`"
            .formatted(QuotedInput.of(scheme + ":"), QuotedInput.of(text));
  }

  /// A local file, by its path relative to the folder of the referencing file, with `/` as
  /// separator. It may be outside the project; the caller has to check.
  record Local(String path) implements ModulePath {

    /// Whether it is ARM JSON rather than Bicep, by its file extension, ignoring case.
    public boolean isTemplate() {
      String folded = path.toLowerCase(Locale.ROOT);
      return folded.endsWith(".json") || folded.endsWith(".jsonc") || folded.endsWith(".arm");
    }
  }

  /// A Bicep file that replaces a registry module by `moduleAliasesMock`. It may be outside the
  /// project; the caller has to check.
  ///
  /// @param file absolute
  /// @param text the path as written
  record Mapped(Path file, String text) implements ModulePath {}

  /// A module that is not a local file.
  record External(ArtifactReference reference) implements ModulePath {}

  /// An invalid path.
  ///
  /// @param reason the reason, lower case, with the invalid words and how to fix them
  record Invalid(String reason) implements ModulePath {}
}
