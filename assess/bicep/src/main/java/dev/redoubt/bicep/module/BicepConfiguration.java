package dev.redoubt.bicep.module;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What `bicepconfig.json` decides about the Bicep files it applies to, the compiler's built-in
/// configuration underneath. Names of aliases, extensions and features are compared as written.
///
/// @param name what to call it in messages
/// @param registryAliases what `br/NAME:` stands for
/// @param templateSpecAliases what `ts/NAME:` stands for
/// @param mappedAliases the folders of Bicep files that stand in for the modules of `br/NAME:`,
///   from `moduleAliasesMock`; they come before [#registryAliases]
/// @param extensions where an extension comes from, by name: `builtin:`, a reference such as
///   `br:host/x:1.0`, or a path relative to the configuration
/// @param implicitExtensions the extensions that need no `extension` statement
/// @param experimentalFeatures the features of `experimentalFeaturesEnabled` that are switched on
/// @param cacheRootDirectory the folder that takes the place of `~/.bicep`, as written; null where
///   none is named
public record BicepConfiguration(
    String name,
    Map<String, RegistryAlias> registryAliases,
    Map<String, TemplateSpecAlias> templateSpecAliases,
    Map<String, Path> mappedAliases,
    Map<String, String> extensions,
    List<String> implicitExtensions,
    Set<String> experimentalFeatures,
    @Nullable String cacheRootDirectory) {

  /// The compiler's own configuration, which applies where no file does. Source: `bicepconfig.json`
  /// of Bicep.Core, as of August 2026.
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

  /// Whether an experimental feature is switched on, such as `assertions`.
  public boolean enables(String feature) {
    return experimentalFeatures.contains(feature);
  }

  /// What `br/NAME:` stands for.
  ///
  /// @param registry host, with a port where one is given; null where the file names none, which
  ///   makes the alias unusable
  /// @param modulePath what is put before the path of a module; null for nothing
  public record RegistryAlias(@Nullable String registry, @Nullable String modulePath) {}

  /// What `ts/NAME:` stands for. With a part that is null it cannot be used.
  public record TemplateSpecAlias(@Nullable String subscription, @Nullable String resourceGroup) {}
}
