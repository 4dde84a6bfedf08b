package dev.redoubt.bicep.module;

import dev.redoubt.bicep.module.BicepConfiguration.TemplateSpecAlias;
import dev.redoubt.bicep.module.ModulePath.External;
import dev.redoubt.bicep.module.ModulePath.Invalid;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Parses `ts:SUBSCRIPTION/GROUP/NAME:VERSION` and `ts/ALIAS:NAME:VERSION`. Source:
/// `TemplateSpecModuleReference` of the compiler.
final class TemplateSpecPath {

  /// Azure's limit for the name of a resource group, a template spec and a version.
  static final int MAX_NAME_LENGTH = 90;

  private static final Pattern SUBSCRIPTION =
      Pattern.compile("[0-9a-fA-F]{8}(-?)(?:[0-9a-fA-F]{4}\\1){3}[0-9a-fA-F]{12}");
  private static final Pattern NAME =
      Pattern.compile("[-\\w.()]{0,89}[-\\w()]", Pattern.UNICODE_CHARACTER_CLASS);
  private static final String FORM =
      "use `ts:SUBSCRIPTION/GROUP/NAME:VERSION` or `ts/ALIAS:NAME:VERSION`";

  private final String written;
  private final BicepConfiguration configuration;

  TemplateSpecPath(String written, BicepConfiguration configuration) {
    this.written = QuotedInput.of(written);
    this.configuration = configuration;
  }

  ModulePath read(@Nullable String aliasName, String rest) {
    if (aliasName == null) {
      return reference(rest);
    }
    if (!RegistryPath.isAliasName(aliasName)) {
      return invalid(
          QuotedInput.of(aliasName)
              + " is not a valid alias name; valid characters are letters, digits, `_` and `-`");
    }
    TemplateSpecAlias alias = configuration.templateSpecAliases().get(aliasName);
    if (alias == null) {
      return invalid(
          "`%s` does not exist in `moduleAliases.ts` of %s"
              .formatted(aliasName, configuration.name()));
    }
    if (alias.subscription() == null || alias.resourceGroup() == null) {
      return invalid(
          "the alias `%s` has no `%s` in %s"
              .formatted(
                  aliasName,
                  alias.subscription() == null ? "subscription" : "resourceGroup",
                  configuration.name()));
    }
    return reference(alias.subscription() + "/" + alias.resourceGroup() + "/" + rest);
  }

  private ModulePath reference(String text) {
    String[] parts = text.split("/", 4);
    int colon = parts.length == 3 ? parts[2].indexOf(':') : -1;
    if (colon < 0) {
      return invalid(FORM);
    }
    String name = parts[2].substring(0, colon);
    String version = parts[2].substring(colon + 1);
    if (!SUBSCRIPTION.matcher(parts[0]).matches()) {
      return invalid(QuotedInput.of(parts[0]) + " is not a valid subscription id");
    }
    if (!isName(parts[1])) {
      return invalidName("resource group", parts[1]);
    }
    if (!isName(name)) {
      return invalidName("template spec", name);
    }
    if (!isName(version)) {
      return invalidName("version", version);
    }
    return new External(new ArtifactReference.TemplateSpec(parts[0], parts[1], name, version));
  }

  private static boolean isName(String text) {
    return text.length() <= MAX_NAME_LENGTH && NAME.matcher(text).matches();
  }

  private ModulePath invalidName(String what, String name) {
    return invalid(
        "%s is not a valid %s name; use at most %d letters, digits, `-`, `_`, `.`, `(` and `)`, without a dot at the end"
            .formatted(QuotedInput.of(name), what, MAX_NAME_LENGTH));
  }

  private ModulePath invalid(String why) {
    return new Invalid(written + " is not a valid template spec reference: " + why);
  }
}
