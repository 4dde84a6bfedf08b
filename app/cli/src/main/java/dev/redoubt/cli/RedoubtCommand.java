package dev.redoubt.cli;

import dev.redoubt.cli.console.ExitCode;
import dev.redoubt.cli.console.Terminal;
import dev.redoubt.cli.console.VersionInfo;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/// The `redoubt` command without a subcommand. It is described by method calls instead of
/// annotations, which load faster; see [CommandTree].
final class RedoubtCommand implements Callable<Integer> {

  private final Terminal terminal;

  private RedoubtCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  static CommandSpec spec(Terminal terminal) {
    CommandSpec spec =
        CommandSpec.wrapWithoutInspection(new RedoubtCommand(terminal)).name("redoubt");
    spec.versionProvider(new VersionInfo());
    spec.addOption(
        OptionSpec.builder("-h", "--help")
            .usageHelp(true)
            .description("Show this help message and exit.")
            .build());
    spec.addOption(
        OptionSpec.builder("-V", "--version")
            .versionHelp(true)
            .description("Print version information and exit.")
            .build());
    spec.usageMessage()
        .header("Checks AI workloads on Azure for security violations before they are deployed.")
        .description(
            "",
            "Expands Bicep files and ARM templates into the resources that they would deploy,"
                + " evaluates every resource against security controls, and reports each violation"
                + " with file, line, reason and fix. What cannot be determined before deployment is"
                + " reported as unknown, never as passed.",
            "")
        .optionListHeading("Options:%n")
        .commandListHeading("%nCommands:%n")
        .footer(
            "",
            "Examples:",
            "  redoubt assess infra/",
            "  redoubt assess main.bicep --parameters prod.bicepparam",
            "  redoubt help assess",
            "",
            "Exit codes: 0 success, 1 findings at or above the threshold, 2 wrong usage or"
                + " unreadable input, 70 internal error.");
    return spec;
  }

  /// Assesses nothing, so the exit code is that of wrong usage: a pipeline that lost its arguments
  /// must not pass.
  @Override
  public Integer call() {
    FirstUse.print(terminal, Path.of(""));
    return ExitCode.USAGE;
  }
}
