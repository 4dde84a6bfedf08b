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

/// Takes the values of secure parameters out of sight before anything else can see them.
final class SecureParameters {

  private SecureParameters() {}

  /// The value with each string in it replaced by a secret unknown. Its shape stays, and so does
  /// what is empty: templates ask whether a secret was given.
  ///
  /// @param text the expression that yields the value
  /// @param name what the user calls it
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
