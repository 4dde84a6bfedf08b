package dev.redoubt.bicep.module;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The effective settings of a `bicepconfig.json`, merged over the compiler's built-in
/// configuration. Names of aliases, extensions and features are case-sensitive.
///
/// @param name the display name in messages
/// @param registryAliases the registry aliases, `br/NAME:`
/// @param templateSpecAliases the template spec aliases, `ts/NAME:`
/// @param mappedAliases the folders of Bicep files that replace the modules of `br/NAME:`, from
///   `moduleAliasesMock`; they take precedence over [#registryAliases]
/// @param extensions the source of each extension, by name: `builtin:`, a reference such as
///   `br:host/x:1.0`, or a path relative to the configuration
/// @param implicitExtensions the extensions that need no `extension` statement
/// @param experimentalFeatures the enabled features of `experimentalFeaturesEnabled`
/// @param cacheRootDirectory the folder that replaces `~/.bicep`, as written; null if not set
public record BicepConfiguration(
    String name,
    Map<String, RegistryAlias> registryAliases,
    Map<String, TemplateSpecAlias> templateSpecAliases,
    Map<String, Path> mappedAliases,
    Map<String, String> extensions,
    List<String> implicitExtensions,
    Set<String> experimentalFeatures,
    @Nullable String cacheRootDirectory) {

  /// The compiler's built-in configuration, which applies if there is no file. Source:
  /// `bicepconfig.json` of Bicep.Core, as of August 2026.
  public static final BicepConfiguration BUILT_IN =
      new BicepConfiguration(
          "the built-in configuration",
          Map.of("public", new RegistryAlias("mcr.microsoft.com", "bicep")),
          Map.of(),
          Map.of(),
          Map.of("az", "builtin:", "kubernetes", "builtin:"),
          List.of("az"),
          Set.of(),
          null);

  public BicepConfiguration {
    registryAliases = Map.copyOf(registryAliases);
    templateSpecAliases = Map.copyOf(templateSpecAliases);
    mappedAliases = Map.copyOf(mappedAliases);
    extensions = Map.copyOf(extensions);
    implicitExtensions = List.copyOf(implicitExtensions);
    experimentalFeatures = Set.copyOf(experimentalFeatures);
  }

  /// Whether an experimental feature, such as `assertions`, is enabled.
  public boolean enables(String feature) {
    return experimentalFeatures.contains(feature);
  }

  /// The target of a registry alias, `br/NAME:`.
  ///
  /// @param registry host, with an optional port; null if not set, which makes the alias unusable
  /// @param modulePath the prefix of module paths; null for none
  public record RegistryAlias(@Nullable String registry, @Nullable String modulePath) {}

  /// The target of a template spec alias, `ts/NAME:`. If a part is null, the alias is unusable.
  public record TemplateSpecAlias(@Nullable String subscription, @Nullable String resourceGroup) {}
}
