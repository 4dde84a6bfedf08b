package dev.redoubt.workspace.exemption;

import dev.redoubt.estate.Origin;

/// The part of a file that a comment exempts: an element as far as it is on one line, or a
/// declaration with its decorators.
///
/// @param firstLine from 1
/// @param firstColumn from 1, as origins count it
/// @param valueColumn the column of the value if the element is a name with a value; otherwise that
///   of the element
/// @param lastLine the line of the last character
/// @param lastColumn the column of the last character
/// @param isDeclaration whether a declaration anywhere in the range is meant; otherwise only one
///   that begins with the element or its value
public record ExemptedRange(
    int firstLine,
    int firstColumn,
    int valueColumn,
    int lastLine,
    int lastColumn,
    boolean isDeclaration) {

  /// Origins clamp columns from here on, so that several places look like one.
  static final int MAX_COLUMN = (1 << 20) - 1;

  /// Whether a place is in the range.
  boolean holds(Origin origin) {
    boolean begins =
        origin.line() > firstLine || (origin.line() == firstLine && origin.column() >= firstColumn);
    boolean ends =
        origin.line() < lastLine || (origin.line() == lastLine && origin.column() <= lastColumn);
    return begins && ends && origin.column() < MAX_COLUMN;
  }

  /// Whether the resource or module that is declared at a place is the one that is meant.
  boolean isOf(Origin declaration) {
    return holds(declaration)
        && (isDeclaration
            || (declaration.line() == firstLine
                && (declaration.column() == firstColumn || declaration.column() == valueColumn)));
  }
}
