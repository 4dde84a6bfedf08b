package dev.redoubt.bicep.module;

import dev.redoubt.bicep.module.BicepConfiguration.RegistryAlias;
import dev.redoubt.bicep.module.ModulePath.External;
import dev.redoubt.bicep.module.ModulePath.Invalid;
import dev.redoubt.bicep.module.ModulePath.Mapped;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Parses `br:REGISTRY/REPOSITORY:TAG`, `br:REGISTRY/REPOSITORY@DIGEST` and `br/ALIAS:PATH:TAG`.
/// Source: `OciArtifactAddressComponents` and `OciArtifactReferenceFacts` of the compiler; unlike
/// there, percent escapes are not decoded and a user name is rejected instead of ignored.
final class RegistryPath {

  static final int MAX_REGISTRY_LENGTH = 255;
  static final int MAX_REPOSITORY_LENGTH = 255;
  static final int MAX_TAG_LENGTH = 128;

  private static final Pattern ALIAS = Pattern.compile("[a-zA-Z0-9_-]{1,255}");
  private static final Pattern REGISTRY =
      Pattern.compile("([a-zA-Z0-9._-]+|\\[[0-9a-fA-F:.]+])(:[0-9]{1,5})?");
  private static final Pattern SEGMENT = Pattern.compile("[a-z0-9]+(?:[._-][a-z0-9]+)*");
  private static final Pattern TAG = Pattern.compile("[a-zA-Z0-9_][a-zA-Z0-9._-]*");
  private static final Pattern DIGEST = Pattern.compile("sha256:[a-f0-9]{64}");
  private static final String FORM = "use `br:REGISTRY/PATH:TAG` or `br/ALIAS:PATH:TAG`";

  private final String written;
  private final BicepConfiguration configuration;

  RegistryPath(String written, BicepConfiguration configuration) {
    this.written = written;
    this.configuration = configuration;
  }

  ModulePath read(@Nullable String aliasName, String rest) {
    if (aliasName == null) {
      return reference(rest);
    }
    if (!isAliasName(aliasName)) {
      return invalid(
          QuotedInput.of(aliasName)
              + " is not a valid alias name; valid characters are letters, digits, `_` and `-`");
    }
    Path folder = configuration.mappedAliases().get(aliasName);
    if (folder != null) {
      return mapped(folder, rest);
    }
    RegistryAlias alias = configuration.registryAliases().get(aliasName);
    if (alias == null) {
      return invalid(
          "`%s` does not exist in `moduleAliases.br` of %s"
              .formatted(aliasName, configuration.name()));
    }
    if (alias.registry() == null) {
      return invalid(
          "the alias `%s` has no `registry` in %s".formatted(aliasName, configuration.name()));
    }
    String path = alias.modulePath() == null ? "" : alias.modulePath() + "/";
    return reference(alias.registry() + "/" + path + rest);
  }

  static boolean isAliasName(String name) {
    return ALIAS.matcher(name).matches();
  }

  private ModulePath reference(String text) {
    int slash = text.indexOf('/');
    if (slash <= 0 || slash == text.length() - 1) {
      return invalid(FORM);
    }
    String registry = text.substring(0, slash);
    if (registry.length() > MAX_REGISTRY_LENGTH) {
      return tooLong("the registry", MAX_REGISTRY_LENGTH);
    }
    if (!REGISTRY.matcher(registry).matches()) {
      return invalid(QuotedInput.of(registry) + " is not a valid registry name");
    }
    return repository(registry.toLowerCase(Locale.ROOT), text.substring(slash + 1));
  }

  private ModulePath repository(String registry, String text) {
    int last = text.lastIndexOf('/') + 1;
    int mark = last;
    while (mark < text.length() && text.charAt(mark) != ':' && text.charAt(mark) != '@') {
      mark++;
    }
    String repository = text.substring(0, mark);
    String violation = violation(repository);
    if (violation != null) {
      return invalid(violation);
    }
    if (mark >= text.length() - 1) {
      return invalid("the tag or digest is missing; " + FORM);
    }
    String version = text.substring(mark + 1);
    return text.charAt(mark) == ':'
        ? tagged(registry, repository, version)
        : digested(registry, repository, version);
  }

  private ModulePath tagged(String registry, String repository, String tag) {
    if (tag.length() > MAX_TAG_LENGTH) {
      return tooLong("the tag", MAX_TAG_LENGTH);
    }
    return TAG.matcher(tag).matches()
        ? new External(new ArtifactReference.Registry(registry, repository, tag, null))
        : invalid(
            QuotedInput.of(tag)
                + " is not a valid tag; valid characters are letters, digits, `.`, `_` and `-`");
  }

  private ModulePath digested(String registry, String repository, String digest) {
    return DIGEST.matcher(digest).matches()
        ? new External(new ArtifactReference.Registry(registry, repository, null, digest))
        : invalid(
            QuotedInput.of(digest)
                + " is not a valid digest; expected `sha256:` and 64 hexadecimal digits");
  }

  /// The file of a module below the folder that replaces its registry; the tag is ignored.
  private ModulePath mapped(Path folder, String rest) {
    int at = rest.indexOf('@');
    int end = at >= 0 ? at : rest.lastIndexOf(':');
    String path = end < 0 ? rest : rest.substring(0, end);
    String violation = violation(path);
    if (violation != null) {
      return invalid(violation);
    }
    try {
      return new Mapped(folder.resolve(path + ".bicep").toAbsolutePath(), written);
    } catch (InvalidPathException _) {
      return invalid(QuotedInput.of(path) + " is not a valid file path");
    }
  }

  /// Why a text is not a valid repository path; null if it is valid. The length is checked first,
  /// because it bounds the cost of the pattern.
  private static @Nullable String violation(String repository) {
    if (repository.length() > MAX_REPOSITORY_LENGTH) {
      return "the path has more than " + MAX_REPOSITORY_LENGTH + " characters";
    }
    for (String segment : repository.split("/", -1)) {
      if (!SEGMENT.matcher(segment).matches()) {
        return "%s is not a valid path segment; use lower case letters and digits, separated by `.`, `_` or `-`"
            .formatted(QuotedInput.of(segment));
      }
    }
    return null;
  }

  private ModulePath tooLong(String what, int limit) {
    return invalid("%s has more than %d characters".formatted(what, limit));
  }

  private ModulePath invalid(String why) {
    return new Invalid(QuotedInput.of(written) + " is not a valid module reference: " + why);
  }
}
