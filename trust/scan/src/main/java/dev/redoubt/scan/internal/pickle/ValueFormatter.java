package dev.redoubt.scan.internal.pickle;

import java.util.List;
import java.util.stream.Collectors;

/// Formats values like Python, shortened, for reports.
final class ValueFormatter {

  private static final int TEXT = 80;
  private static final int ELEMENTS = 6;
  private static final int DEPTH = 3;

  private ValueFormatter() {}

  static String of(PickleValue value) {
    return of(value, DEPTH);
  }

  /// The text between the parentheses of a call.
  static String arguments(List<PickleValue> values) {
    return elements(values, ", ", DEPTH);
  }

  private static String of(PickleValue value, int depth) {
    return switch (value) {
      case PickleValue.Plain plain -> plain(plain);
      case PickleValue.Whole whole -> Long.toString(whole.value());
      case PickleValue.Big _ -> "a large number";
      case PickleValue.Text text -> "'" + text(text.start(), text.isWhole()) + "'";
      case PickleValue.Bytes bytes -> bytes(bytes);
      case PickleValue.Tuple tuple ->
          depth == 0 ? "(...)" : "(" + elements(tuple.elements(), ", ", depth - 1) + ")";
      case PickleValue.Items items -> depth == 0 ? "[...]" : items(items, depth - 1);
      case PickleValue.Global global -> text(global.fullName(), true);
      case PickleValue.Instance instance -> text(instance.made().fullName(), true) + "(...)";
    };
  }

  private static String plain(PickleValue.Plain plain) {
    return switch (plain.kind()) {
      case NONE -> "None";
      case TRUE -> "True";
      case FALSE -> "False";
      case WHOLE -> "an integer";
      case FRACTION -> "a number";
      case TEXT -> "a string";
      case BYTES -> "bytes";
      case TUPLE -> "(...)";
      case LIST -> "[...]";
      case MAPPING -> "{...}";
      case SET -> "a set";
      case FROZEN_SET -> "a frozenset";
      case ARRAY, WIDE_ARRAY, SCALAR_ARRAY -> "an array";
      case LIVE_TUPLE, LIVE_LIST, LIVE_MAPPING, LIVE_SET, LIVE_FROZEN_SET, VECTORS, INDEXES ->
          throw new IllegalStateException("unknown kind: " + plain);
      case UNKNOWN -> "an unknown value";
    };
  }

  private static String items(PickleValue.Items items, int depth) {
    String elements = elements(items.kept(), ", ", depth);
    return items.kind() == PickleValue.Plain.LIST ? "[" + elements + "]" : "{" + elements + "}";
  }

  private static String elements(List<PickleValue> values, String between, int depth) {
    String shown =
        values.stream()
            .limit(ELEMENTS)
            .map(value -> of(value, depth))
            .collect(Collectors.joining(between));
    return values.size() > ELEMENTS ? shown + between + "..." : shown;
  }

  /// Makes text printable, on one line, and shortens it.
  static String text(String text, boolean whole) {
    StringBuilder shown = new StringBuilder();
    for (int i = 0; i < text.length() && i < TEXT; i++) {
      char c = text.charAt(i);
      switch (c) {
        case '\n' -> shown.append("\\n");
        case '\r' -> shown.append("\\r");
        case '\t' -> shown.append("\\t");
        case '`' -> shown.append('\'');
        default -> {
          if (Character.isISOControl(c)
              || Character.isSurrogate(c)
              || Character.getType(c) == Character.FORMAT) {
            shown.append(String.format("\\u%04x", (int) c));
          } else {
            shown.append(c);
          }
        }
      }
    }
    return whole && text.length() <= TEXT ? shown.toString() : shown + "...";
  }

  private static String bytes(PickleValue.Bytes bytes) {
    StringBuilder shown = new StringBuilder("b'");
    for (int i = 0; i < bytes.start.length && i < TEXT / 2; i++) {
      byte b = bytes.start[i];
      if (b >= ' ' && b < 0x7f && b != '`') {
        shown.append((char) b);
      } else {
        shown.append(String.format("\\x%02x", b & 0xff));
      }
    }
    return shown + (bytes.length <= TEXT / 2 ? "'" : "...'");
  }
}
