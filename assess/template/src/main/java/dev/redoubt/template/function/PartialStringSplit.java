package dev.redoubt.template.function;

import dev.redoubt.estate.ArrayValue;
import dev.redoubt.estate.Origin;
import dev.redoubt.estate.PropertyName;
import dev.redoubt.estate.ResidualExpression;
import dev.redoubt.estate.StringValue;
import dev.redoubt.estate.Unknown;
import dev.redoubt.estate.Value;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Splits partially known strings.
///
/// An unknown part belongs to exactly one piece only if its [StringShape] guarantees that it is not
/// empty and contains none of the delimiters' characters: for example the subscription id or the
/// resource group name in `/subscriptions/S/resourceGroups/G`. Any other unknown part may contain
/// delimiters. Then only the pieces before the first and after the last such part are certain. If a
/// delimiter has several characters, it could begin in the unknown part, and not even those pieces
/// are certain.
public final class PartialStringSplit {

  private final List<Value> parts;
  private final List<String> delimiters;

  private PartialStringSplit(PartialString text, List<String> delimiters) {
    this.parts = text.parts();
    this.delimiters = delimiters;
  }

  /// Returns all pieces, or null if they cannot be determined.
  public static @Nullable List<Value> pieces(PartialString text, List<String> delimiters) {
    PartialStringSplit split = new PartialStringSplit(text, delimiters);
    return split.firstUnsafe() < 0 ? split.split(text.parts()) : null;
  }

  /// Returns the piece at a zero-based index of a residual `split(...)` call; null if the value is
  /// not such a call or the piece is unknown.
  public static @Nullable Value fromStart(Value value, long index) {
    PartialStringSplit split = ofCall(value);
    if (split == null) {
      return null;
    }
    int unsafe = split.firstUnsafe();
    List<Value> certain = split.split(split.parts.subList(0, Math.max(unsafe, 0)));
    return index >= 0 && index < certain.size() - 1 ? certain.get((int) index) : null;
  }

  /// Returns the piece at a one-based index from the end of a residual `split(...)` call; null if
  /// the value is not such a call or the piece is unknown.
  public static @Nullable Value fromEnd(Value value, long index) {
    PartialStringSplit split = ofCall(value);
    if (split == null) {
      return null;
    }
    int unsafe = split.lastUnsafe();
    List<Value> certain = split.split(split.parts.subList(unsafe + 1, split.parts.size()));
    return index >= 1 && index < certain.size()
        ? certain.get((int) (certain.size() - index))
        : null;
  }

  private static @Nullable PartialStringSplit ofCall(Value value) {
    if (!(value
            instanceof Unknown(ResidualExpression.Call(var function, var arguments), _, _, _, _))
        || !PropertyName.same(function, "split")
        || arguments.size() != 2) {
      return null;
    }
    List<String> delimiters = delimiters(arguments.getLast());
    if (delimiters == null || delimiters.stream().anyMatch(each -> each.length() != 1)) {
      return null;
    }
    return new PartialStringSplit(PartialString.of(arguments.getFirst()), delimiters);
  }

  /// Returns the delimiters of an argument, without empty ones, which .NET ignores; null if they
  /// are not all known strings.
  public static @Nullable List<String> delimiters(Value value) {
    List<String> found = new ArrayList<>();
    if (value instanceof StringValue(var text, _)) {
      if (!text.isEmpty()) {
        found.add(text);
      }
      return found;
    }
    if (!(value instanceof ArrayValue array) || array.isOpen()) {
      return null;
    }
    for (Value each : array) {
      if (!(each instanceof StringValue(var text, _))) {
        return null;
      }
      if (!text.isEmpty()) {
        found.add(text);
      }
    }
    return found;
  }

  private int firstUnsafe() {
    for (int i = 0; i < parts.size(); i++) {
      if (isUnsafe(parts.get(i))) {
        return i;
      }
    }
    return -1;
  }

  private int lastUnsafe() {
    for (int i = parts.size() - 1; i >= 0; i--) {
      if (isUnsafe(parts.get(i))) {
        return i;
      }
    }
    return -1;
  }

  private boolean isUnsafe(Value part) {
    if (part instanceof StringValue || delimiters.isEmpty()) {
      return false;
    }
    StringShape shape = StringShape.of(part);
    if (shape == null) {
      return true;
    }
    for (String delimiter : delimiters) {
      if (!shape.excludesAllOf(delimiter)) {
        return true;
      }
    }
    return false;
  }

  private List<Value> split(List<Value> some) {
    List<Value> pieces = new ArrayList<>();
    List<Value> open = new ArrayList<>();
    for (Value part : some) {
      if (part instanceof StringValue(var text, _)) {
        cut(text, open, pieces);
      } else {
        open.add(part);
      }
    }
    pieces.add(Unknown.text(open, Origin.NONE));
    return pieces;
  }

  private void cut(String text, List<Value> open, List<Value> pieces) {
    int start = 0;
    for (int at = 0; at < text.length(); ) {
      int length = delimiterAt(text, at);
      if (length == 0) {
        at++;
        continue;
      }
      if (open.isEmpty()) {
        pieces.add(StringValue.of(text.substring(start, at)));
      } else {
        open.add(StringValue.of(text.substring(start, at)));
        pieces.add(Unknown.text(open, Origin.NONE));
        open.clear();
      }
      at += length;
      start = at;
    }
    if (start < text.length()) {
      open.add(StringValue.of(text.substring(start)));
    }
  }

  /// Returns the length of the first delimiter, in list order, at an index; 0 if there is none.
  private int delimiterAt(String text, int at) {
    for (String delimiter : delimiters) {
      if (text.startsWith(delimiter, at)) {
        return delimiter.length();
      }
    }
    return 0;
  }
}
