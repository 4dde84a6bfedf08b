package dev.redoubt.gate;

/// Something that is wrong with a policy's file.
///
/// @param line from 1
/// @param column from 1, in characters
/// @param message for who wrote it
public record PolicyProblem(int line, int column, String message) {

  /// More of a wrong value helps nobody.
  private static final int MAX_SHOWN = 80;

  /// `3:7: what is wrong`.
  @Override
  public String toString() {
    return line + ":" + column + ": " + message;
  }

  /// A text of the file as a message may have it.
  static String shown(String text) {
    String plain = text.replaceAll("[\\p{Cntrl}\\p{Cf}\\p{Cs}]", "?");
    return plain.length() > MAX_SHOWN ? plain.substring(0, MAX_SHOWN) + "..." : plain;
  }
}
