package dev.redoubt.arm;

import dev.redoubt.estate.Origin;
import dev.redoubt.estate.TypeHint;
import dev.redoubt.estate.Unknown;
import dev.redoubt.estate.UnknownCause;

/// Creates the unknown value that replaces a missing or malformed part of a template, so that the
/// rest can be evaluated. The caller reports the problem.
final class InvalidValue {

  private InvalidValue() {}

  /// Returns the unknown for a missing part.
  ///
  /// @param part the missing part: `name`, `count`
  /// @param why the cause, as a line of a report: "the resource has no `name`"
  static Unknown value(String part, String why, Origin at) {
    return value(
        part, new UnknownCause(UnknownCause.Kind.INVALID_EXPRESSION, why, "a valid template"), at);
  }

  /// Returns the unknown for the given cause. The location is part of the symbol, because two
  /// invalid parts with the same text need not have the same value.
  static Unknown value(String part, UnknownCause cause, Origin at) {
    String place = Long.toHexString(at.packed());
    String symbol = "invalid('" + part.replace("'", "''") + "', '" + place + "')";
    return Unknown.symbol(symbol, cause, TypeHint.ANY, at);
  }
}
