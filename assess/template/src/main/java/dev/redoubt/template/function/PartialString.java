package dev.redoubt.template.function;

import dev.redoubt.estate.ResidualExpression;
import dev.redoubt.estate.StringValue;
import dev.redoubt.estate.TypeHint;
import dev.redoubt.estate.Unknown;
import dev.redoubt.estate.Value;
import java.util.ArrayList;
import java.util.List;

/// A string that is known, partially known or unknown, as a sequence of parts.
///
/// @param parts strings and unknowns
public record PartialString(List<Value> parts) {

  public PartialString {
    parts = List.copyOf(parts);
  }

  /// Returns the parts of a string or an unknown.
  public static PartialString of(Value value) {
    return new PartialString(
        value instanceof Unknown(ResidualExpression.Text(var parts), _, _, _, _)
            ? parts
            : List.of(value));
  }

  /// Returns a part as an argument of a function that requires a string. A part may have any type:
  /// the string contains its text.
  public static Value asText(Value part) {
    return TypeHint.of(part) == TypeHint.STRING ? part : Unknown.text(List.of(part), part.origin());
  }

  /// Returns the text that the string certainly starts with.
  public String prefix() {
    return !parts.isEmpty() && parts.getFirst() instanceof StringValue string ? string.text() : "";
  }

  /// Returns the text that the string certainly ends with.
  public String suffix() {
    return !parts.isEmpty() && parts.getLast() instanceof StringValue string ? string.text() : "";
  }

  public boolean isKnown() {
    return parts.isEmpty() || (parts.size() == 1 && parts.getFirst() instanceof StringValue);
  }

  /// Returns the minimum number of characters.
  public int leastLength() {
    int length = 0;
    for (Value part : parts) {
      length += StringShape.leastLengthOf(part);
    }
    return length;
  }

  /// Whether the string contains a text, case-sensitive.
  public ThreeValuedAnswer contains(String text) {
    if (text.isEmpty()) {
      return ThreeValuedAnswer.YES;
    }
    boolean possible = false;
    for (Value part : parts) {
      if (part instanceof StringValue string) {
        if (string.text().contains(text)) {
          return ThreeValuedAnswer.YES;
        }
      } else {
        possible = true;
      }
    }
    return possible && mayHoldAllOf(text) ? ThreeValuedAnswer.UNKNOWN : ThreeValuedAnswer.NO;
  }

  /// Whether each character of a text can occur in some part.
  private boolean mayHoldAllOf(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (!mayHold(text.charAt(i))) {
        return false;
      }
    }
    return true;
  }

  private boolean mayHold(char c) {
    for (Value part : parts) {
      StringShape shape = StringShape.of(part);
      boolean may =
          part instanceof StringValue string
              ? string.text().indexOf(c) >= 0
              : shape == null || shape.mayHold(c);
      if (may) {
        return true;
      }
    }
    return false;
  }

  /// Whether the string starts with a text, ignoring case.
  public ThreeValuedAnswer startsWith(String text) {
    String known = prefix();
    int overlap = Math.min(known.length(), text.length());
    if (!known.regionMatches(true, 0, text, 0, overlap)) {
      return ThreeValuedAnswer.NO;
    }
    if (overlap == text.length()) {
      return ThreeValuedAnswer.YES;
    }
    return isKnown() ? ThreeValuedAnswer.NO : ThreeValuedAnswer.UNKNOWN;
  }

  /// Whether the string ends with a text, ignoring case.
  public ThreeValuedAnswer endsWith(String text) {
    String known = suffix();
    int overlap = Math.min(known.length(), text.length());
    if (!known.regionMatches(
        true, known.length() - overlap, text, text.length() - overlap, overlap)) {
      return ThreeValuedAnswer.NO;
    }
    if (overlap == text.length()) {
      return ThreeValuedAnswer.YES;
    }
    return isKnown() ? ThreeValuedAnswer.NO : ThreeValuedAnswer.UNKNOWN;
  }

  /// Whether two strings are equal, case-sensitive. Common parts at both ends are removed; the rest
  /// may be certainly different.
  public static ThreeValuedAnswer equal(PartialString left, PartialString right) {
    List<Value> lefts = new ArrayList<>(left.parts);
    List<Value> rights = new ArrayList<>(right.parts);
    if (!strip(lefts, rights, true) || !strip(lefts, rights, false)) {
      return ThreeValuedAnswer.NO;
    }
    if (lefts.isEmpty() && rights.isEmpty()) {
      return ThreeValuedAnswer.YES;
    }
    return couldMatch(lefts, rights) && couldMatch(rights, lefts)
        ? ThreeValuedAnswer.UNKNOWN
        : ThreeValuedAnswer.NO;
  }

  /// Removes equal parts at one end; returns false if known characters differ.
  private static boolean strip(List<Value> lefts, List<Value> rights, boolean front) {
    while (!lefts.isEmpty() && !rights.isEmpty()) {
      Value left = front ? lefts.removeFirst() : lefts.removeLast();
      Value right = front ? rights.removeFirst() : rights.removeLast();
      if (left instanceof StringValue a && right instanceof StringValue b) {
        int shared = Math.min(a.text().length(), b.text().length());
        if (!a.text()
            .regionMatches(
                front ? 0 : a.text().length() - shared,
                b.text(),
                front ? 0 : b.text().length() - shared,
                shared)) {
          return false;
        }
        putBack(lefts, a.text(), shared, front);
        putBack(rights, b.text(), shared, front);
      } else if (!left.equals(right)) {
        add(lefts, left, front);
        add(rights, right, front);
        return true;
      }
    }
    return true;
  }

  private static void putBack(List<Value> parts, String text, int used, boolean front) {
    if (used < text.length()) {
      String left = front ? text.substring(used) : text.substring(0, text.length() - used);
      add(parts, StringValue.of(left), front);
    }
  }

  private static void add(List<Value> parts, Value part, boolean front) {
    if (front) {
      parts.addFirst(part);
    } else {
      parts.addLast(part);
    }
  }

  /// Whether a pattern with unknown parts could match a text. Only a fully known text can rule it
  /// out.
  private static boolean couldMatch(List<Value> pattern, List<Value> text) {
    if (text.size() > 1 || (text.size() == 1 && !(text.getFirst() instanceof StringValue))) {
      return true;
    }
    String known = text.isEmpty() ? "" : ((StringValue) text.getFirst()).text();
    int at = 0;
    int least = 0;
    for (Value part : pattern) {
      least += StringShape.leastLengthOf(part);
      if (part instanceof StringValue string) {
        at = known.indexOf(string.text(), at);
        if (at < 0) {
          return false;
        }
        at += string.text().length();
      }
    }
    return least <= known.length();
  }
}
