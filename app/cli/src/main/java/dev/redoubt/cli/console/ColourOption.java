package dev.redoubt.cli.console;

import picocli.CommandLine.Option;

/// The option `--color`.
public final class ColourOption {

  @Option(
      names = "--color",
      paramLabel = "WHEN",
      defaultValue = "auto",
      description = "Use colors: ${COMPLETION-CANDIDATES}. Default: auto, which respects NO_COLOR.")
  private Terminal.Colour colour = Terminal.Colour.AUTO;

  /// Whether a report to a file or to the terminal uses colors. A file has colors only with
  /// `--color always`.
  public boolean isOn(Terminal terminal, boolean toFile) {
    return toFile ? colour == Terminal.Colour.ALWAYS : terminal.colour(colour);
  }
}
