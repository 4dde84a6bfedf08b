package dev.redoubt.report;

/// The colors of console reports. They only repeat information that the words contain.
public enum ConsoleColour {
  PLAIN(""),
  BOLD("1"),
  FAINT("2"),
  RED("31"),
  BRIGHT_RED("1;31"),
  GREEN("32"),
  YELLOW("33"),
  CYAN("36");

  private final String code;

  ConsoleColour(String code) {
    this.code = code;
  }

  /// The text in this color, or unchanged without colors.
  public String on(String text, boolean colour) {
    return !colour || this == PLAIN || text.isBlank()
        ? text
        : "\u001b[" + code + "m" + text + "\u001b[0m";
  }
}
