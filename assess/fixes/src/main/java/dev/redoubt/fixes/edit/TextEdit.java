package dev.redoubt.fixes.edit;

/// Replaces a range of a file.
///
/// @param file the display name of the file
/// @param start the index of the first character
/// @param end the index after the last character; equal to the start to insert
/// @param shown the change as a person would write it: a property, a declaration
/// @param where the object that the property is in, such as `registry.sku`; empty for a declaration
public record TextEdit(
    String file, int start, int end, String replacement, String shown, String where) {

  /// A change of a declaration.
  public TextEdit(String file, int start, int end, String replacement, String shown) {
    this(file, start, end, replacement, shown, "");
  }

  public TextEdit {
    if (start < 0 || end < start) {
      throw new IllegalArgumentException("not a range: " + start + " to " + end);
    }
  }

  /// Whether this inserts and replaces nothing.
  public boolean isInsertion() {
    return start == end;
  }
}
