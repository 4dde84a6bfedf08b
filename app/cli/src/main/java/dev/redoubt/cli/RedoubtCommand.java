package dev.redoubt.cli;

import picocli.CommandLine.Command;

/// `redoubt` alone.
@Command(
    name = "redoubt",
    versionProvider = Version.class,
    mixinStandardHelpOptions = true,
    subcommandsRepeatable = false,
    header = "Zero Trust for AI workloads on Azure: checked before anything is deployed.",
    description = {
      "",
      "Reads ARM templates as Azure would, judges what they would deploy, and says what is"
          + " violated, where, why and how to mend it. What cannot be known before deployment is"
          + " called unknown, never passed.",
      ""
    },
    commandListHeading = "%nCommands:%n",
    optionListHeading = "Options:%n",
    footer = {
      "",
      "Examples:",
      "  redoubt assess infra/",
      "  redoubt assess main.json --parameters prod.parameters.json",
      "  redoubt help assess",
      "",
      "Exit codes: 0 passed, 1 something reaches the gate, 2 wrong usage or an input",
      "that cannot be read, 70 a fault of Redoubt itself."
    })
final class RedoubtCommand implements Runnable {

  @Override
  public void run() {
    throw new WrongUsage("a command is missing, for example `assess`");
  }
}
