package dev.redoubt.cli;

import dev.redoubt.bicep.module.ModuleSources;
import dev.redoubt.cli.console.ConsoleMessages;
import dev.redoubt.cli.console.ExitCode;
import dev.redoubt.cli.console.OutputWriter;
import dev.redoubt.cli.console.Terminal;
import dev.redoubt.cli.console.UsageException;
import dev.redoubt.cli.console.VersionInfo;
import dev.redoubt.estate.ArrayValue;
import dev.redoubt.estate.JsonWriter;
import dev.redoubt.estate.NumberValue;
import dev.redoubt.estate.ObjectValue;
import dev.redoubt.report.ReportingTool;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// The command `redoubt doctor`.
@Command(
    name = "doctor",
    mixinStandardHelpOptions = true,
    versionProvider = VersionInfo.class,
    description = {
      "",
      "Checks the JDK, the caches, the folders of Bicep modules and the folders that Redoubt writes"
          + " to, and says what to do. Contacts no other machine unless an option names it.",
      ""
    },
    optionListHeading = "Options:%n",
    footer = {
      "",
      "Exit codes: 0 no check failed, 1 a check failed, 2 wrong usage, 70 internal error.",
      "",
      "Examples:",
      "  redoubt doctor",
      "  redoubt doctor --server https://registry.example.org \\",
      "      --module-registry mcr.microsoft.com"
    })
final class DoctorCommand implements Callable<Integer> {

  /// The formats of the report.
  enum Format {
    CONSOLE,
    JSON;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  private final Terminal terminal;

  @Option(
      names = "--server",
      paramLabel = "URL",
      description = "Also check that the model registry at this address is ready.")
  private @Nullable String server;

  @Option(
      names = "--module-registry",
      paramLabel = "HOST",
      description =
          "Also check that this registry of Bicep modules answers, for example mcr.microsoft.com."
              + " May be repeated.")
  private List<String> moduleRegistries = new ArrayList<>();

  @Option(
      names = {"-f", "--format"},
      paramLabel = "FORMAT",
      description = "Report format: ${COMPLETION-CANDIDATES}. Default: console.")
  private Format format = Format.CONSOLE;

  DoctorCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    String home =
        terminal
            .environment()
            .getOrDefault("HOME", terminal.environment().getOrDefault("USERPROFILE", ""));
    ModuleSources modules =
        ModuleSources.of(home.isEmpty() ? null : Path.of(home), terminal.environment()::get);
    List<InstallationCheck> checks =
        new ArrayList<>(InstallationCheck.ofMachine(terminal.environment(), modules));
    if (server != null) {
      checks.add(InstallationCheck.modelRegistry(address(server)));
    }
    for (String host : moduleRegistries) {
      checks.add(InstallationCheck.moduleRegistry(address("https://" + host)));
    }
    String text =
        switch (format) {
          case CONSOLE -> console(checks);
          case JSON -> json(checks);
        };
    new OutputWriter(terminal).write(out -> out.append(text), null);
    return hasFailed(checks) ? ExitCode.FAILED : ExitCode.PASSED;
  }

  private static URI address(String text) {
    try {
      URI address = URI.create(text);
      if (address.getHost() != null && String.valueOf(address.getScheme()).matches("https?")) {
        return address;
      }
    } catch (IllegalArgumentException _) {
      // Reported below, like an address of another kind.
    }
    throw new UsageException("`" + text + "` is not an address of a server");
  }

  private static boolean hasFailed(List<InstallationCheck> checks) {
    return checks.stream().anyMatch(check -> check.state() == InstallationCheck.State.FAILED);
  }

  private static String console(List<InstallationCheck> checks) {
    StringBuilder text = new StringBuilder();
    for (InstallationCheck check : checks) {
      text.append("%-8s %-16s ".formatted(check.state().word(), check.name()))
          .append(ConsoleMessages.printable(check.message()))
          .append('\n');
      if (check.action() != null) {
        text.append("         -> ").append(ConsoleMessages.printable(check.action())).append('\n');
      }
    }
    return text.append(hasFailed(checks) ? "FAILED  exit code 1\n" : "PASSED  exit code 0\n")
        .toString();
  }

  private static String json(List<InstallationCheck> checks) {
    ReportingTool tool = VersionInfo.tool();
    return JsonWriter.pretty(
            ObjectValue.builder()
                .put("schemaVersion", NumberValue.of(1))
                .put(
                    "tool",
                    ObjectValue.builder()
                        .put("name", tool.name())
                        .put("version", tool.version())
                        .build())
                .put("state", hasFailed(checks) ? "failed" : "ok")
                .put("checks", array(checks))
                .build())
        + "\n";
  }

  private static ArrayValue array(List<InstallationCheck> checks) {
    return ArrayValue.of(
        checks.stream()
            .map(
                check -> {
                  ObjectValue.Builder object =
                      ObjectValue.builder()
                          .put("name", check.name())
                          .put("state", check.state().word())
                          .put("message", check.message());
                  if (check.action() != null) {
                    object.put("action", check.action());
                  }
                  return object.build();
                })
            .toList());
  }
}
