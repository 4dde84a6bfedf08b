package dev.redoubt.arm;

import dev.redoubt.estate.Origin;
import dev.redoubt.estate.TypeHint;
import dev.redoubt.estate.Unknown;
import dev.redoubt.estate.UnknownCause;

/// The unknown value that stands for a part of a template that is missing or malformed, so that the
/// rest goes on. A problem has said why.
final class InvalidValue {

  private InvalidValue() {}

  /// The unknown for a missing part.
  ///
  /// @param part what it would be: `name`, `count`
  /// @param why as a line of a report: "the resource has no `name`"
  static Unknown value(String part, String why, Origin at) {
    return value(
        part, new UnknownCause(UnknownCause.Kind.INVALID_EXPRESSION, why, "a valid template"), at);
  }

  /// The unknown for a cause of one's own. The place is part of the symbol: two broken parts with
  /// the same text need not be the same value.
  static Unknown value(String part, UnknownCause cause, Origin at) {
    String place = Long.toHexString(at.packed());
    String symbol = "invalid('" + part.replace("'", "''") + "', '" + place + "')";
    return Unknown.symbol(symbol, cause, TypeHint.ANY, at);
  }
}
