package dev.redoubt.cli;

import dev.redoubt.cli.console.ExitCode;
import dev.redoubt.cli.console.OutputWriter;
import dev.redoubt.cli.console.Terminal;
import dev.redoubt.cli.console.UsageException;
import dev.redoubt.cli.console.VersionInfo;
import dev.redoubt.controls.ControlCatalog;
import dev.redoubt.findings.ControlDescription;
import dev.redoubt.report.ControlDescriptions;
import dev.redoubt.report.OscalComponents;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// The command `redoubt controls`, which lists and explains controls.
@Command(
    name = "controls",
    mixinStandardHelpOptions = true,
    versionProvider = VersionInfo.class,
    description = "",
    optionListHeading = "Options:%n",
    commandListHeading = "%nCommands:%n",
    footer = {
      "",
      "Examples:",
      "  redoubt controls list",
      "  redoubt controls list --format oscal",
      "  redoubt controls show storage-public-network-access"
    })
final class ControlsCommand implements Runnable {

  /// The output formats.
  enum Format {
    CONSOLE,
    JSON;

    @Override
    public String toString() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }
  }

  @Override
  public void run() {
    throw new UsageException("missing command: `list` or `show ID`");
  }

  /// The output formats of a list.
  enum ListFormat {
    CONSOLE,
    JSON,
    OSCAL;

    @Override
    public String toString() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }
  }

  /// The command `redoubt controls list`.
  @Command(
      name = "list",
      mixinStandardHelpOptions = true,
      versionProvider = VersionInfo.class,
      header = "List all controls, highest severity first.",
      optionListHeading = "Options:%n")
  static final class ListControls implements Callable<Integer> {

    private final Terminal terminal;

    @Option(
        names = {"-f", "--format"},
        paramLabel = "FORMAT",
        defaultValue = "console",
        description =
            "${COMPLETION-CANDIDATES}. oscal is a component definition of OSCAL 1.1.2. Default:"
                + " console.")
    private ListFormat format = ListFormat.CONSOLE;

    ListControls(Terminal terminal) {
      this.terminal = terminal;
    }

    @Override
    public Integer call() {
      List<ControlDescription> infos = ControlCatalog.load().descriptions();
      ControlDescriptions pages = new ControlDescriptions(terminal.width());
      new OutputWriter(terminal)
          .write(
              out -> {
                switch (format) {
                  case CONSOLE -> pages.list(infos, out);
                  case JSON -> ControlDescriptions.json(infos, out);
                  case OSCAL ->
                      new OscalComponents(VersionInfo.tool(), ReportTime.of(terminal))
                          .write(infos, out);
                }
              },
              null);
      return ExitCode.PASSED;
    }
  }

  /// The command `redoubt controls show`.
  @Command(
      name = "show",
      mixinStandardHelpOptions = true,
      versionProvider = VersionInfo.class,
      header = "Explain a control: what it checks, why, and how to fix a violation.",
      optionListHeading = "Options:%n")
  static final class ShowControl implements Callable<Integer> {

    private final Terminal terminal;

    @Parameters(
        paramLabel = "ID",
        description = "The id of the control, for example storage-anonymous-access.")
    private String id = "";

    @Option(
        names = {"-f", "--format"},
        paramLabel = "FORMAT",
        defaultValue = "console",
        description = "${COMPLETION-CANDIDATES}. Default: console.")
    private Format format = Format.CONSOLE;

    ShowControl(Terminal terminal) {
      this.terminal = terminal;
    }

    @Override
    public Integer call() {
      ControlDescription control = find();
      ControlDescriptions pages = new ControlDescriptions(terminal.width());
      new OutputWriter(terminal)
          .write(
              out -> {
                switch (format) {
                  case CONSOLE -> pages.show(control, out);
                  case JSON -> ControlDescriptions.json(control, out);
                }
              },
              null);
      return ExitCode.PASSED;
    }

    private ControlDescription find() {
      List<ControlDescription> infos = ControlCatalog.load().descriptions();
      return infos.stream()
          .filter(each -> each.id().equals(id))
          .findFirst()
          .orElseThrow(() -> new UsageException(AssessMessages.unknownControl(id, ids(infos))));
    }

    private static Set<String> ids(List<ControlDescription> infos) {
      return infos.stream().map(ControlDescription::id).collect(Collectors.toUnmodifiableSet());
    }
  }
}
