package dev.redoubt.cli;

import dev.redoubt.bicep.module.ModuleSources;
import dev.redoubt.cli.console.ConsoleMessages;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The result of one check of `redoubt doctor`.
///
/// @param name what was checked; stable, for programs
/// @param message what was found
/// @param action what to do; null if nothing
record InstallationCheck(String name, State state, String message, @Nullable String action) {

  /// How a check ended. `NOTE`: everything works, but something is slower or not there.
  enum State {
    OK,
    NOTE,
    FAILED;

    String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  private static final int NEEDED_JAVA = 25;
  private static final Duration TIMEOUT = Duration.ofSeconds(10);

  private static InstallationCheck ok(String name, String message) {
    return new InstallationCheck(name, State.OK, message, null);
  }

  private static InstallationCheck note(String name, String message, String action) {
    return new InstallationCheck(name, State.NOTE, message, action);
  }

  private static InstallationCheck failed(String name, String message, String action) {
    return new InstallationCheck(name, State.FAILED, message, action);
  }

  /// The checks that contact no other machine.
  static List<InstallationCheck> ofMachine(Map<String, String> environment, ModuleSources modules) {
    List<InstallationCheck> checks = new ArrayList<>();
    checks.add(jdk(Runtime.version().feature()));
    checks.add(aotCache(System.getProperty("redoubt.aot"), environment));
    checks.add(downloadedJdk(modules.downloadCache()));
    checks.add(bicepCache(modules.bicepCache()));
    checks.add(moduleCache(modules.downloadCache()));
    checks.add(
        writable(
            "temporary-folder",
            Path.of(System.getProperty("java.io.tmpdir", "/tmp")),
            "set TMPDIR to a folder that you may write to; libraries unpack native code there"));
    checks.add(currentFolder());
    return checks;
  }

  static InstallationCheck jdk(int feature) {
    String message =
        "JDK "
            + Runtime.version()
            + " of "
            + System.getProperty("java.vendor", "an unknown vendor")
            + " in "
            + ConsoleMessages.quoted(Path.of(System.getProperty("java.home", "")));
    return feature >= NEEDED_JAVA
        ? ok("jdk", message)
        : failed("jdk", message, "use a JDK " + NEEDED_JAVA + ": set REDOUBT_JAVA_HOME");
  }

  /// @param cache the file that the launcher gave to the JVM; null if another program started it
  static InstallationCheck aotCache(@Nullable String cache, Map<String, String> environment) {
    if (!environment.getOrDefault("REDOUBT_NO_AOT", "").isEmpty()) {
      return note("aot-cache", "not used: REDOUBT_NO_AOT is set", "unset it for faster starts");
    }
    if (cache == null || cache.isEmpty()) {
      return note(
          "aot-cache",
          "this process has none, so it starts slower",
          "start `redoubt` with its launcher, in a checkout that you may write to, or install the"
              + " distribution with a runtime");
    }
    return Files.isReadable(Path.of(cache))
        ? ok("aot-cache", ConsoleMessages.quoted(Path.of(cache)))
        : note(
            "aot-cache",
            "`" + cache + "` cannot be read, so this process starts slower",
            "install Redoubt again");
  }

  private static InstallationCheck downloadedJdk(@Nullable Path moduleCache) {
    if (moduleCache == null) {
      return note("downloaded-jdk", "there is no cache folder", "set HOME or XDG_CACHE_HOME");
    }
    Path folder = moduleCache.resolveSibling("jdk");
    return Files.isDirectory(folder)
        ? ok("downloaded-jdk", count(folder) + " in " + ConsoleMessages.quoted(folder))
        : ok("downloaded-jdk", "none; the launcher downloads one only where no JDK is installed");
  }

  private static InstallationCheck bicepCache(@Nullable Path folder) {
    if (folder == null || !Files.isDirectory(folder)) {
      return ok("bicep-cache", "the Bicep CLI has no cache here; it is not needed");
    }
    return Files.isReadable(folder)
        ? ok("bicep-cache", ConsoleMessages.quoted(folder))
        : failed(
            "bicep-cache",
            ConsoleMessages.quoted(folder) + " cannot be read",
            "allow your user to read it");
  }

  private static InstallationCheck moduleCache(@Nullable Path folder) {
    if (folder == null) {
      return note(
          "module-cache",
          "there is no cache folder, so modules of registries cannot be downloaded",
          "set HOME or XDG_CACHE_HOME, or use `--module-path`");
    }
    String action = "make it writable, set XDG_CACHE_HOME, or use `--module-path` and `--offline`";
    InstallationCheck folderCheck = writable("module-cache", folder, action);
    return folderCheck.state() == State.OK && Files.isDirectory(folder)
        ? ok("module-cache", count(folder) + " in " + ConsoleMessages.quoted(folder))
        : folderCheck;
  }

  private static InstallationCheck currentFolder() {
    Path folder = Path.of("").toAbsolutePath();
    return Files.isWritable(folder)
        ? ok("current-folder", ConsoleMessages.quoted(folder) + " is writable")
        : note(
            "current-folder",
            ConsoleMessages.quoted(folder) + " is not writable",
            "name another folder with `--output`");
  }

  /// The folder, or where it does not exist yet, the nearest one above it.
  static InstallationCheck writable(String name, Path folder, String action) {
    Path nearest = folder.toAbsolutePath();
    while (!Files.exists(nearest)) {
      Path parent = nearest.getParent();
      if (parent == null) {
        break;
      }
      nearest = parent;
    }
    if (Files.isDirectory(nearest) && Files.isWritable(nearest)) {
      return ok(
          name,
          ConsoleMessages.quoted(folder)
              + (Files.exists(folder) ? " is writable" : " will be made when it is needed"));
    }
    return failed(name, ConsoleMessages.quoted(folder) + " cannot be written to", action);
  }

  private static String count(Path folder) {
    try (Stream<Path> all = Files.list(folder)) {
      long count = all.filter(each -> !each.getFileName().toString().startsWith(".")).count();
      return count == 1 ? "1 entry" : count + " entries";
    } catch (IOException e) {
      return "cannot be listed (" + ConsoleMessages.reason(e) + ")";
    }
  }

  static InstallationCheck modelRegistry(URI server) {
    String base = server.toString().replaceFirst("/+$", "");
    return answer("model-registry", URI.create(base + "/health/ready"), List.of(200));
  }

  /// A registry answers 401 where it wants a token first: it is there.
  static InstallationCheck moduleRegistry(URI server) {
    String base = server.toString().replaceFirst("/+$", "");
    return answer("module-registry", URI.create(base + "/v2/"), List.of(200, 401));
  }

  private static InstallationCheck answer(String name, URI address, List<Integer> expected) {
    try (HttpClient client =
        HttpClient.newBuilder()
            .connectTimeout(TIMEOUT)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build()) {
      int status =
          client
              .send(
                  HttpRequest.newBuilder(address).timeout(TIMEOUT).GET().build(),
                  HttpResponse.BodyHandlers.discarding())
              .statusCode();
      return expected.contains(status)
          ? ok(name, "`" + address + "` answers")
          : failed(
              name,
              "`" + address + "` answers with HTTP status " + status,
              "check the address; for a model registry see `docs/operation.md`");
    } catch (IOException e) {
      return failed(
          name,
          "`"
              + address
              + "` cannot be reached: "
              + Objects.requireNonNullElse(e.getMessage(), e.getClass().getSimpleName()),
          "check the address, the network and the proxy (docs/assess.md, proxy and certificates)");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return failed(name, "interrupted", "run it again");
    }
  }
}
