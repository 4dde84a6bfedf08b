package dev.redoubt.estate;

/// An [Origin] with its file name, as shown to people.
///
/// @param file the name as the user would write it, or a description such as `provider default`
/// @param line starts at 1; 0 means the file as a whole
/// @param column starts at 1; 0 means the line as a whole
public record SourceLocation(String file, int line, int column) {

  /// Returns `file:line`, or the file alone if there is no line.
  @Override
  public String toString() {
    return line == 0 ? file : file + ":" + line;
  }

  /// Returns `file:line:column`, as far as they are known.
  public String withColumn() {
    return line == 0 || column == 0 ? toString() : file + ":" + line + ":" + column;
  }
}
