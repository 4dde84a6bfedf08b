package dev.redoubt.policy.internal.evaluate;

import dev.redoubt.estate.ArrayValue;
import dev.redoubt.estate.BooleanValue;
import dev.redoubt.estate.NullValue;
import dev.redoubt.estate.NumberValue;
import dev.redoubt.estate.ObjectValue;
import dev.redoubt.estate.PropertyName;
import dev.redoubt.estate.ResidualExpression;
import dev.redoubt.estate.StringValue;
import dev.redoubt.estate.Unknown;
import dev.redoubt.estate.Value;

/// Normalizes the names of locations: `East US 2` and `eastus2` are the same location.
final class LocationNames {

  private LocationNames() {}

  /// The normalized name, or names in an array; the known parts of an unknown value are normalized.
  static Value normalized(Value value) {
    return switch (value) {
      case StringValue(var text, _) ->
          isNormalized(text)
              ? value
              : StringValue.of(PropertyName.folded(text.replace(" ", ""))).at(value.origin());
      case ArrayValue array -> normalized(array);
      case Unknown(ResidualExpression.Choice(var condition, var a, var b), _, _, _, _) ->
          Unknown.choice(condition, normalized(a), normalized(b), value.origin());
      case Unknown(ResidualExpression.Text(var parts), _, _, _, _) ->
          Unknown.text(parts.stream().map(LocationNames::normalized).toList(), value.origin());
      case Unknown _, NullValue _, BooleanValue _, NumberValue _, ObjectValue _ -> value;
    };
  }

  private static Value normalized(ArrayValue array) {
    var elements = array.stream().map(LocationNames::normalized).toList();
    Unknown rest = array.rest();
    return rest == null
        ? ArrayValue.of(elements, array.origin())
        : ArrayValue.open(elements, rest, array.origin());
  }

  private static boolean isNormalized(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == ' ' || c != PropertyName.folded(c)) {
        return false;
      }
    }
    return true;
  }
}
