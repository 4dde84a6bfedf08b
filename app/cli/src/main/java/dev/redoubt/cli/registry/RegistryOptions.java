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

/// Which registry is asked, and as whom. What MLflow's clients are told with counts here, too.
/// There is no option for a token itself: other users of a machine see command lines.
final class RegistryOptions {

  private static final List<String> SERVERS = List.of("REDOUBT_SERVER", "MLFLOW_TRACKING_URI");
  private static final List<String> TOKENS = List.of("REDOUBT_TOKEN", "MLFLOW_TRACKING_TOKEN");

  @Option(
      names = "--server",
      paramLabel = "URL",
      description = "The registry. Default: REDOUBT_SERVER or MLFLOW_TRACKING_URI.")
  private @Nullable String server;

  @Option(
      names = "--token-file",
      paramLabel = "FILE",
      description = "Your token. Default: REDOUBT_TOKEN or MLFLOW_TRACKING_TOKEN.")
  private @Nullable Path tokenFile;

  /// The registry, as somebody.
  ///
  /// @throws UsageException if one of both is not said
  RegistryClient client(Map<String, String> environment) {
    String address =
        Optional.ofNullable(server)
            .or(() -> first(environment, SERVERS))
            .orElseThrow(
                () ->
                    new UsageException(
                        "say which registry: `--server URL`, or the variable REDOUBT_SERVER"));
    try {
      return new RegistryClient(URI.create(address), token(environment));
    } catch (IllegalArgumentException _) {
      throw new UsageException("`" + address + "` is no address");
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
                    "say who you are: `--token-file FILE`, or the variable REDOUBT_TOKEN; for a"
                        + " registry on this machine, `redoubt token` makes one"));
  }

  private static Optional<String> first(Map<String, String> environment, List<String> names) {
    return names.stream()
        .map(environment::get)
        .filter(value -> value != null && !value.isBlank())
        .findFirst();
  }
}
