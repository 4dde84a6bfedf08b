package dev.redoubt.facts;

import dev.redoubt.estate.ArrayValue;
import dev.redoubt.estate.BooleanValue;
import dev.redoubt.estate.ExpressionPrinter;
import dev.redoubt.estate.JsonWriter;
import dev.redoubt.estate.NameSegment;
import dev.redoubt.estate.NullValue;
import dev.redoubt.estate.NumberValue;
import dev.redoubt.estate.ObjectValue;
import dev.redoubt.estate.ResidualExpression;
import dev.redoubt.estate.StringValue;
import dev.redoubt.estate.Unknown;
import dev.redoubt.estate.Value;
import java.util.List;

/// Values and names as short texts for people.
public final class ValueText {

  /// What is shown instead of a secret.
  public static final String SECRET = "(secret)";

  private static final String ELLIPSIS = "…";

  private ValueText() {}

  /// A value as text: a string without quotes, the expression of an unknown value in brackets, JSON
  /// for arrays and objects; never a secret.
  public static String of(Value value) {
    return switch (value) {
      case StringValue(var text, _) -> SecretSettings.shown(text);
      case BooleanValue(var truth, _) -> Boolean.toString(truth);
      case NumberValue number -> number.toString();
      case NullValue _ -> "null";
      case ArrayValue _, ObjectValue _ ->
          hasSecret(value) ? SECRET : SecretSettings.shown(JsonWriter.compact(value));
      case Unknown unknown ->
          hasSecret(unknown) ? SECRET : SecretSettings.shown(ExpressionPrinter.bracketed(unknown));
    };
  }

  /// Whether a value is a secret or contains one.
  public static boolean hasSecret(Value value) {
    return switch (value) {
      case NullValue _, BooleanValue _, NumberValue _, StringValue _ -> false;
      case ArrayValue array ->
          array.stream().anyMatch(ValueText::hasSecret)
              || (array.rest() != null && array.rest().secret());
      case ObjectValue object -> {
        boolean found = object.rest() != null && object.rest().secret();
        for (int i = 0; i < object.size() && !found; i++) {
          found = hasSecret(object.valueAt(i));
        }
        yield found;
      }
      case Unknown unknown -> unknown.secret();
    };
  }

  /// A name that is short enough for a box: its known parts, with an ellipsis for what is unknown.
  ///
  /// @param symbol what to show if nothing of the name is known; may be empty
  public static String shortName(NameSegment name, String symbol) {
    return brief(name.value(), symbol);
  }

  /// A text as [#shortName].
  static String brief(Value value, String symbol) {
    StringBuilder known = new StringBuilder();
    List<Value> parts =
        value instanceof Unknown(ResidualExpression.Text(var some), _, _, _, _)
            ? some
            : List.of(value);
    for (Value part : parts) {
      known.append(part instanceof StringValue(var text, _) ? text : ELLIPSIS);
    }
    boolean isKnown = !known.toString().replace(ELLIPSIS, "").isBlank();
    if (isKnown) {
      return known.toString();
    }
    return symbol.isEmpty() ? shortened(of(value)) : symbol;
  }

  private static String shortened(String text) {
    return text.length() <= 40 ? text : text.substring(0, 39) + ELLIPSIS;
  }
}
