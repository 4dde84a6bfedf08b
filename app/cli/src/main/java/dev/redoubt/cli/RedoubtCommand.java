package dev.redoubt.cli;

import dev.redoubt.cli.console.UsageException;
import dev.redoubt.cli.console.VersionInfo;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/// `redoubt` alone. Described by calls instead of annotations, for the reason that [CommandTree]
/// gives.
final class RedoubtCommand implements Runnable {

  static CommandSpec spec() {
    CommandSpec spec = CommandSpec.wrapWithoutInspection(new RedoubtCommand()).name("redoubt");
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
        .header("Zero Trust for AI workloads on Azure: checked before anything is deployed.")
        .description(
            "",
            "Reads Bicep and ARM templates as Azure would, judges what they would deploy, and says"
                + " what is violated, where, why and how to mend it. What cannot be known before"
                + " deployment is called unknown, never passed.",
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
            "Exit codes: 0 passed, 1 something reaches the gate, 2 wrong usage or an input",
            "that cannot be read, 70 a fault of Redoubt itself.");
    return spec;
  }

  @Override
  public void run() {
    throw new UsageException("a command is missing, for example `assess`");
  }
}
