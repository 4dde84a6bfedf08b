package dev.redoubt.bicep.module;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Where modules that are no local files may come from. Made with [#of] and changed with the `with`
/// methods.
///
/// @param home the user's home folder; null where there is none
/// @param modulePaths folders of compiled modules, `--module-path`, asked in this order before
///   anything else
/// @param bicepCache the cache of the official tool; null where there is none
/// @param ownCache where pulled modules are kept; null where there is no place for them, so that
///   none is pulled
/// @param trustedRegistries hosts that may be contacted besides those that the compiler trusts;
///   `*.example.com` for all that end so
/// @param offline whether nothing is contacted, `--offline`
public record ModuleSources(
    @Nullable Path home,
    List<Path> modulePaths,
    @Nullable Path bicepCache,
    @Nullable Path ownCache,
    List<String> trustedRegistries,
    boolean offline) {

  public ModuleSources {
    modulePaths = List.copyOf(modulePaths);
    trustedRegistries = List.copyOf(trustedRegistries);
  }

  /// The sources of a user: `~/.bicep`, then `$XDG_CACHE_HOME/redoubt/modules` or
  /// `~/.cache/redoubt/modules`, which is filled from the registries that the compiler trusts and
  /// those in `BICEP_TRUSTED_REGISTRIES`.
  ///
  /// @param home the user's home folder; null where there is none. Ignored where it is not absolute
  /// @param environment gives the variable of a name, or null
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

  /// The same, with folders of compiled modules.
  public ModuleSources withModulePaths(List<Path> folders) {
    return new ModuleSources(home, folders, bicepCache, ownCache, trustedRegistries, offline);
  }

  /// The same, contacting nothing or not.
  public ModuleSources withOffline(boolean chosen) {
    return new ModuleSources(home, modulePaths, bicepCache, ownCache, trustedRegistries, chosen);
  }

  /// The same, with the official tool's cache where a configuration puts it, if it does. `~` at its
  /// start is the home folder. A path that is not absolute means no cache, as the tool refuses it;
  /// so does one on another machine, which a file that is read shall not make us contact.
  public ModuleSources withCacheOf(BicepConfiguration configuration) {
    String written = configuration.cacheRootDirectory();
    if (written == null) {
      return this;
    }
    boolean fromHome = written.equals("~") || written.startsWith("~/") || written.startsWith("~\\");
    Path cache =
        fromHome ? absolute(home == null ? null : home + written.substring(1)) : absolute(written);
    return new ModuleSources(home, modulePaths, cache, ownCache, trustedRegistries, offline);
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
