package dev.redoubt.cli.registry;

import dev.redoubt.cli.console.ConsoleMessages;
import dev.redoubt.cli.console.UsageException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// Options for the address of a registry and the access token. The environment variables of MLflow
/// clients are used, too. There is no option for the token itself, because other users of the
/// machine can see command lines.
final class RegistryOptions {

  private static final List<String> SERVERS = List.of("REDOUBT_SERVER", "MLFLOW_TRACKING_URI");
  private static final List<String> TOKENS = List.of("REDOUBT_TOKEN", "MLFLOW_TRACKING_TOKEN");

  @Option(
      names = "--server",
      paramLabel = "URL",
      description =
          "The address of the registry. Default: REDOUBT_SERVER or MLFLOW_TRACKING_URI in the"
              + " environment.")
  private @Nullable String server;

  @Option(
      names = "--token-file",
      paramLabel = "FILE",
      description =
          "A file with your access token. Default: the token in REDOUBT_TOKEN or"
              + " MLFLOW_TRACKING_TOKEN in the environment.")
  private @Nullable Path tokenFile;

  /// The client for the registry.
  ///
  /// @throws UsageException if the address or the token is missing
  RegistryClient client(Map<String, String> environment) {
    String address =
        Optional.ofNullable(server)
            .or(() -> first(environment, SERVERS))
            .orElseThrow(
                () ->
                    new UsageException(
                        "missing address of the registry: use `--server URL` or set"
                            + " REDOUBT_SERVER"));
    try {
      return new RegistryClient(URI.create(address), token(environment));
    } catch (IllegalArgumentException _) {
      throw new UsageException("`" + address + "` is not a valid URL");
    }
  }

  private String token(Map<String, String> environment) {
    if (tokenFile != null) {
      try {
        return Files.readString(tokenFile).strip();
      } catch (IOException unreadable) {
        throw new UsageException(
            ConsoleMessages.quoted(tokenFile)
                + " cannot be read: "
                + ConsoleMessages.reason(unreadable));
      }
    }
    return first(environment, TOKENS)
        .orElseThrow(
            () ->
                new UsageException(
                    "missing access token: use `--token-file FILE` or set REDOUBT_TOKEN; for a"
                        + " registry on this machine, `redoubt token` issues one"));
  }

  private static Optional<String> first(Map<String, String> environment, List<String> names) {
    return names.stream()
        .map(environment::get)
        .filter(value -> value != null && !value.isBlank())
        .findFirst();
  }
}
