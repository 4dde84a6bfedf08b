package dev.redoubt.bicep.module;

import java.nio.file.Path;
import java.util.Locale;

/// What the path of a module names, as it is written in `module x 'PATH'`, `import` and `using`.
/// Source: `ModuleDispatcher` of the compiler.
public sealed interface ModulePath {

  /// Reads a path. Never throws.
  ///
  /// @param text the path as it is written, escapes resolved
  /// @param configuration of the file that it is written in
  static ModulePath parse(String text, BicepConfiguration configuration) {
    int colon = text.indexOf(':');
    if (colon < 0) {
      String complaint = RelativePath.complaint(text);
      return complaint == null ? new Local(text) : new Invalid(complaint);
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
        ? QuotedInput.of(text) + " is an absolute path; write it relative to this file"
        : "%s in %s is no source of modules; write a relative path, `br:` or `ts:`"
            .formatted(QuotedInput.of(scheme + ":"), QuotedInput.of(text));
  }

  /// A file, by its path relative to the folder of the file that names it, with `/` between
  /// folders. It may lead out of the project; who opens it has to look.
  record Local(String path) implements ModulePath {

    /// Whether it holds ARM JSON rather than Bicep, which its extension says; case is ignored.
    public boolean isTemplate() {
      String folded = path.toLowerCase(Locale.ROOT);
      return folded.endsWith(".json") || folded.endsWith(".jsonc") || folded.endsWith(".arm");
    }
  }

  /// A Bicep file that stands in for a module of a registry, because `moduleAliasesMock` says so.
  /// It may lie outside of the project; who opens it has to look.
  ///
  /// @param file absolute
  /// @param text the path as it is written
  record Mapped(Path file, String text) implements ModulePath {}

  /// A module that is no local file.
  record External(ArtifactReference reference) implements ModulePath {}

  /// It names nothing.
  ///
  /// @param why lower case, with the words that are wrong and what to write
  record Invalid(String why) implements ModulePath {}
}
