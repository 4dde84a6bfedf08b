package dev.redoubt.admin;

import dev.redoubt.cli.console.ConsoleMessages;
import dev.redoubt.cli.console.ExitCode;
import dev.redoubt.cli.console.LibraryLogging;
import dev.redoubt.cli.console.Terminal;
import dev.redoubt.cli.console.UsageException;
import dev.redoubt.cli.console.VersionInfo;
import dev.redoubt.configuration.ConfigurationException;
import dev.redoubt.server.EmbeddedServer;
import dev.redoubt.server.ServerConfiguration;
import dev.redoubt.server.operation.ServerOperation;
import dev.redoubt.server.operation.Telemetry;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// The command `redoubt serve`.
@Command(
    name = "serve",
    mixinStandardHelpOptions = true,
    versionProvider = VersionInfo.class,
    description = {
      "",
      "Implements MLflow's REST API, so that MLflow clients work unchanged. Artifacts are encrypted"
          + " at rest, registered model versions are immutable, and a gate protects production. The"
          + " first start creates the data folder. Without a configuration, the server listens on"
          + " localhost only and accepts the tokens of `redoubt token`.",
      ""
    },
    optionListHeading = "Options:%n",
    footer = {
      "",
      "Ctrl-C or SIGTERM stops the server gracefully: in-flight requests complete, and all events"
          + " are written to the ledger.",
      "",
      "Exit codes: 0 stopped; 2 the server cannot start; 70 internal error.",
      "",
      "Examples:",
      "  redoubt serve",
      "  redoubt serve --data-dir /var/lib/redoubt \\",
      "      --config /etc/redoubt/redoubt-server.yaml"
    })
public final class ServeCommand implements Callable<Integer> {

  private final Terminal terminal;

  @Mixin private DataFolderOption data = new DataFolderOption();

  @Option(
      names = {"-p", "--port"},
      paramLabel = "N",
      description =
          "The port to listen on; 0 for any free port. Default: the port in the configuration,"
              + " otherwise 5000.")
  private @Nullable Integer port;

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description =
          "The configuration file: addresses, TLS, storage, keys and trusted issuers; see"
              + " docs/server.md. Default: none.")
  private @Nullable Path config;

  /// @param terminal receives messages
  public ServeCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    if (port != null && (port < 0 || port > 65_535)) {
      throw new UsageException("`" + port + "` is not a port number from 0 to 65535");
    }
    LibraryLogging.on();
    try (ShutdownSignal stop = ShutdownSignal.listen();
        Telemetry telemetry = telemetry()) {
      ServerConfiguration configuration = configuration();
      try (EmbeddedServer server =
          EmbeddedServer.start(
              configuration.settings(),
              configuration.trust(),
              new ServerOperation(configuration.limits(), configuration.notice(), telemetry))) {
        new StartupMessage(terminal.err(), data)
            .print(
                server.address(),
                configuration.settings().address().isLoopbackAddress(),
                configuration.trust());
        stop.await();
        print("stopping: waiting for in-flight requests");
      }
      print("stopped");
      return ExitCode.PASSED;
    } catch (ConfigurationException wrong) {
      String.valueOf(wrong.getMessage())
          .lines()
          .forEach(line -> terminal.err().println(ConsoleMessages.printable(line)));
      print("the server did not start; fix the errors above");
      return ExitCode.USAGE;
    } catch (IOException failed) {
      print(ConsoleMessages.printable(ConsoleMessages.reason(failed)));
      return ExitCode.USAGE;
    }
  }

  /// Configured by the standard environment variables of OpenTelemetry.
  private static Telemetry telemetry() {
    try {
      return Telemetry.of(System.getenv());
    } catch (IllegalArgumentException wrong) {
      throw new UsageException(ConsoleMessages.printable(String.valueOf(wrong.getMessage())));
    }
  }

  private ServerConfiguration configuration() throws IOException, ConfigurationException {
    OptionalInt wanted = port == null ? OptionalInt.empty() : OptionalInt.of(port);
    if (config == null) {
      return ServerConfiguration.local(data.folder(), wanted);
    }
    try {
      return ServerConfiguration.read(config, data.folder(), wanted);
    } catch (IOException unreadable) {
      throw new IOException(
          ConsoleMessages.quoted(config) + " cannot be read: " + ConsoleMessages.reason(unreadable),
          unreadable);
    }
  }

  private void print(String message) {
    PrintWriter err = terminal.err();
    err.println("redoubt: " + message);
    err.flush();
  }
}
