package dev.redoubt.cli.console;

import picocli.CommandLine.Option;

/// When a report is coloured.
public final class ColourOption {

  @Option(
      names = "--color",
      paramLabel = "WHEN",
      defaultValue = "auto",
      description = "${COMPLETION-CANDIDATES}. Default: auto, which honours NO_COLOR.")
  private Terminal.Colour colour = Terminal.Colour.AUTO;

  /// Whether a report is coloured that goes to a file or to the terminal. A file is coloured only
  /// where that was asked for.
  public boolean isOn(Terminal terminal, boolean toFile) {
    return toFile ? colour == Terminal.Colour.ALWAYS : terminal.colour(colour);
  }
}
