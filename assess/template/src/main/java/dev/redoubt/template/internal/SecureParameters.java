package dev.redoubt.template.internal;

import dev.redoubt.estate.ArrayValue;
import dev.redoubt.estate.BooleanValue;
import dev.redoubt.estate.NullValue;
import dev.redoubt.estate.NumberValue;
import dev.redoubt.estate.ObjectValue;
import dev.redoubt.estate.StringValue;
import dev.redoubt.estate.TypeHint;
import dev.redoubt.estate.Unknown;
import dev.redoubt.estate.UnknownCause;
import dev.redoubt.estate.Value;
import java.util.ArrayList;
import java.util.List;

/// Replaces the values of secure parameters by secret unknowns before anything else can read them.
final class SecureParameters {

  private SecureParameters() {}

  /// Returns the value with each string and number replaced by a secret unknown. The structure and
  /// empty strings are kept, because templates test whether a secret is given.
  ///
  /// @param text the expression that returns the value
  /// @param name the name of the parameter
  static Value hide(Value value, String text, String name) {
    return switch (value) {
      case StringValue string when string.text().isEmpty() -> string;
      case StringValue string -> secret(text, name, TypeHint.STRING).at(string.origin());
      case NumberValue number -> secret(text, name, TypeHint.of(number)).at(number.origin());
      case ArrayValue array -> {
        List<Value> elements = new ArrayList<>();
        for (int i = 0; i < array.size(); i++) {
          elements.add(hide(array.get(i), text + "[" + i + "]", name));
        }
        yield array.rest() == null
            ? ArrayValue.of(elements, array.origin())
            : ArrayValue.open(elements, array.rest().asSecret(), array.origin());
      }
      case ObjectValue object -> {
        ObjectValue.Builder builder = ObjectValue.builder().origin(object.origin());
        for (int i = 0; i < object.size(); i++) {
          String key = object.nameAt(i);
          builder.put(key, hide(object.valueAt(i), text + "['" + key + "']", name));
        }
        yield builder.rest(object.rest() == null ? null : object.rest().asSecret()).build();
      }
      case Unknown unknown -> unknown.asSecret();
      case NullValue _, BooleanValue _ -> value;
    };
  }

  private static Unknown secret(String text, String name, TypeHint type) {
    UnknownCause cause =
        new UnknownCause(
            UnknownCause.Kind.SECRET, "secure parameter `" + name + "` is never shown", "");
    return Unknown.symbol(text, cause, type, dev.redoubt.estate.Origin.NONE).asSecret();
  }
}
