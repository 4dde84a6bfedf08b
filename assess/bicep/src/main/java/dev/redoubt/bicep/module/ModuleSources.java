package dev.redoubt.bicep.module;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The configured sources of modules that are not local files. Created with [#of] and changed with
/// the `with` methods.
///
/// @param home the user's home folder; null if unknown
/// @param modulePaths folders of compiled modules, `--module-path`, searched first, in this order
/// @param bicepCache the cache of the Bicep CLI; null if there is none
/// @param downloadCache the cache folder of downloaded modules; null if there is none, in which
///   case no module is downloaded
/// @param trustedRegistries hosts that may be contacted besides those that the compiler trusts;
///   `*.example.com` matches all subdomains
/// @param offline whether network access is disabled, `--offline`
public record ModuleSources(
    @Nullable Path home,
    List<Path> modulePaths,
    @Nullable Path bicepCache,
    @Nullable Path downloadCache,
    List<String> trustedRegistries,
    boolean offline) {

  public ModuleSources {
    modulePaths = List.copyOf(modulePaths);
    trustedRegistries = List.copyOf(trustedRegistries);
  }

  /// The default sources of a user: `~/.bicep`, then `$XDG_CACHE_HOME/redoubt/modules` or
  /// `~/.cache/redoubt/modules`, which is filled from the registries that the compiler trusts and
  /// those listed in `BICEP_TRUSTED_REGISTRIES`.
  ///
  /// @param home the user's home folder; null if unknown; ignored if not absolute
  /// @param environment returns the value of an environment variable, or null
  public static ModuleSources of(
      @Nullable Path home, Function<String, @Nullable String> environment) {
    Path known = home != null && home.isAbsolute() ? home : null;
    Path cacheHome = absolute(environment.apply("XDG_CACHE_HOME"));
    if (cacheHome == null && known != null) {
      cacheHome = known.resolve(".cache");
    }
    return new ModuleSources(
        known,
        List.of(),
        known == null ? null : known.resolve(".bicep"),
        cacheHome == null ? null : cacheHome.resolve("redoubt").resolve("modules"),
        listed(environment.apply("BICEP_TRUSTED_REGISTRIES")),
        false);
  }

  /// Returns a copy with the given folders of compiled modules.
  public ModuleSources withModulePaths(List<Path> folders) {
    return new ModuleSources(home, folders, bicepCache, downloadCache, trustedRegistries, offline);
  }

  /// Returns a copy with network access disabled or enabled.
  public ModuleSources withOffline(boolean chosen) {
    return new ModuleSources(
        home, modulePaths, bicepCache, downloadCache, trustedRegistries, chosen);
  }

  /// Returns a copy with the Bicep CLI cache that a configuration sets, if any. A leading `~` is
  /// the home folder. A path that is not absolute disables the cache, as the CLI rejects it; so
  /// does a network path (UNC), because a scanned file must not trigger network access.
  public ModuleSources withCacheOf(BicepConfiguration configuration) {
    String written = configuration.cacheRootDirectory();
    if (written == null) {
      return this;
    }
    boolean fromHome = written.equals("~") || written.startsWith("~/") || written.startsWith("~\\");
    Path cache =
        fromHome ? absolute(home == null ? null : home + written.substring(1)) : absolute(written);
    return new ModuleSources(home, modulePaths, cache, downloadCache, trustedRegistries, offline);
  }

  private static @Nullable Path absolute(@Nullable String text) {
    if (text == null || text.startsWith("\\\\") || text.startsWith("//")) {
      return null;
    }
    try {
      Path path = Path.of(text);
      return path.isAbsolute() ? path : null;
    } catch (InvalidPathException _) {
      return null;
    }
  }

  private static List<String> listed(@Nullable String text) {
    List<String> names = new ArrayList<>();
    for (String name : text == null ? new String[0] : text.split("[,;]")) {
      if (!name.isBlank()) {
        names.add(name.strip());
      }
    }
    return names;
  }
}
