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

/// `redoubt serve`.
@Command(
    name = "serve",
    mixinStandardHelpOptions = true,
    versionProvider = VersionInfo.class,
    description = {
      "",
      "Speaks MLflow's protocol: clients stay as they are. Files are encrypted before they reach",
      "a disk, what is registered is frozen, and production is behind a gate. The first start",
      "makes all that is needed in one folder. Without a configuration only this machine can",
      "reach the server, and `redoubt token` says who somebody is.",
      ""
    },
    optionListHeading = "Options:%n",
    footer = {
      "",
      "Stop it with Ctrl-C or SIGTERM: requests that run come to their end, what happened goes to",
      "the ledger, and the exit code is 0. Exit code 2: it cannot start.",
      "",
      "Examples:",
      "  redoubt serve",
      "  redoubt serve --data-dir /var/lib/redoubt --config /etc/redoubt/redoubt-server.yaml"
    })
public final class ServeCommand implements Callable<Integer> {

  private final Terminal terminal;

  @Mixin private DataFolderOption data = new DataFolderOption();

  @Option(
      names = {"-p", "--port"},
      paramLabel = "N",
      description =
          "Where it listens; 0 for any port that is free. Default: that of the configuration,"
              + " else 5000.")
  private @Nullable Integer port;

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description =
          "Addresses, TLS, storage, keys, and who is trusted; see docs/server.md. Default: none.")
  private @Nullable Path config;

  /// One that speaks to a terminal.
  public ServeCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    if (port != null && (port < 0 || port > 65_535)) {
      throw new UsageException("`" + port + "` is no port; those are 0 to 65535");
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
            .say(
                server.address(),
                configuration.settings().address().isLoopbackAddress(),
                configuration.trust());
        stop.await();
        say("stopping: requests that run come to their end");
      }
      say("stopped");
      return ExitCode.PASSED;
    } catch (ConfigurationException wrong) {
      String.valueOf(wrong.getMessage())
          .lines()
          .forEach(line -> terminal.err().println(ConsoleMessages.printable(line)));
      say("the server does not start before this is mended");
      return ExitCode.USAGE;
    } catch (IOException failed) {
      say(ConsoleMessages.printable(ConsoleMessages.reason(failed)));
      return ExitCode.USAGE;
    }
  }

  /// To where the environment says, as every program that measures with OpenTelemetry does.
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

  private void say(String message) {
    PrintWriter err = terminal.err();
    err.println("redoubt: " + message);
    err.flush();
  }
}
