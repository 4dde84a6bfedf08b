package dev.redoubt.estate;

/// An [Origin] with its file's name: what a person reads.
///
/// @param file the name as the user would write it, or a word such as `provider default`
/// @param line counted from 1; 0 means the file as a whole
/// @param column counted from 1; 0 means the line as a whole
public record SourceLocation(String file, int line, int column) {

  /// `file:line`, or the file alone where there is no line.
  @Override
  public String toString() {
    return line == 0 ? file : file + ":" + line;
  }
}
