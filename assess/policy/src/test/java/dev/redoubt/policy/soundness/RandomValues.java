package dev.redoubt.policy.soundness;

import dev.redoubt.estate.ArrayValue;
import dev.redoubt.estate.BooleanValue;
import dev.redoubt.estate.NullValue;
import dev.redoubt.estate.NumberValue;
import dev.redoubt.estate.ObjectValue;
import dev.redoubt.estate.Origin;
import dev.redoubt.estate.StringValue;
import dev.redoubt.estate.TypeHint;
import dev.redoubt.estate.Unknown;
import dev.redoubt.estate.UnknownCause;
import dev.redoubt.estate.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/// Random values, and abstractions of them: values with unknown parts that may turn out to be the
/// value.
final class RandomValues {

  private static final List<String> TEXTS =
      List.of(
          "Enabled",
          "Disabled",
          "enabled",
          "Allow",
          "Deny",
          "a",
          "b",
          "ab",
          "",
          "5",
          "10",
          "9",
          "true",
          "False",
          "East US",
          "eastus",
          "westus",
          "TLS1_0",
          "TLS1_2",
          "2024-01-01",
          "2025-06-01T00:00:00Z",
          "10.0.0.0/24",
          "10.0.0.7",
          "a-b",
          "prod",
          "StorageV2",
          "Standard_LRS");

  private final Random random;
  private int symbols;

  RandomValues(Random random) {
    this.random = random;
  }

  <T> T any(List<T> list) {
    return list.get(random.nextInt(list.size()));
  }

  boolean chance(int outOf) {
    return random.nextInt(outOf) == 0;
  }

  String text() {
    return any(TEXTS);
  }

  Value scalar() {
    return switch (random.nextInt(8)) {
      case 0 -> NumberValue.of(random.nextInt(12));
      case 1 -> BooleanValue.of(random.nextBoolean());
      case 2 -> NullValue.NULL;
      default -> StringValue.of(text());
    };
  }

  Value value(int depth) {
    return switch (random.nextInt(depth <= 0 ? 6 : 9)) {
      case 6 -> {
        List<Value> elements = new ArrayList<>();
        for (int i = random.nextInt(4); i > 0; i--) {
          elements.add(value(depth - 1));
        }
        yield ArrayValue.of(elements);
      }
      case 7, 8 -> {
        ObjectValue.Builder object = ObjectValue.builder();
        for (int i = random.nextInt(3); i > 0; i--) {
          object.put(any(List.of("value", "action", "id", "a", "b")), value(depth - 1));
        }
        yield object.build();
      }
      default -> scalar();
    };
  }

  private Unknown symbol(TypeHint type) {
    return symbol("p" + symbols++, type);
  }

  private static Unknown symbol(String name, TypeHint type) {
    String text = "parameters('" + name + "')";
    return Unknown.symbol(text, UnknownCause.parameter(name), type, Origin.NONE);
  }

  /// The symbol that stands for a value wherever it occurs.
  private Unknown symbolOf(Value value, TypeHint type) {
    return chance(3)
        ? symbol("v" + value.toString().replaceAll("[^A-Za-z0-9]", "_") + type, type)
        : symbol(type);
  }

  /// A value with unknown parts, of which the given value is a concretization.
  ///
  /// @param rate one in how many values becomes unknown
  Value abstraction(Value value, int rate) {
    if (chance(rate)) {
      return unknown(value, rate);
    }
    return switch (value) {
      case ArrayValue array -> array(array, rate);
      case ObjectValue object -> object(object, rate);
      case NullValue _, BooleanValue _, NumberValue _, StringValue _, Unknown _ -> value;
    };
  }

  private Value unknown(Value value, int rate) {
    return switch (random.nextInt(6)) {
      case 0 -> symbolOf(value, TypeHint.ANY);
      case 1 -> symbolOf(value, value instanceof NullValue ? TypeHint.ANY : TypeHint.of(value));
      case 2 -> Unknown.choice(symbol(TypeHint.BOOL), inner(value, rate), value(1), Origin.NONE);
      case 3 -> Unknown.choice(symbol(TypeHint.BOOL), value(1), inner(value, rate), Origin.NONE);
      case 4 -> value instanceof StringValue(var text, _) ? partial(text) : symbol(TypeHint.ANY);
      default -> nested(value, rate);
    };
  }

  private Value inner(Value value, int rate) {
    return chance(2) ? abstraction(value, rate + 1) : value;
  }

  private Value nested(Value value, int rate) {
    Value choice =
        Unknown.choice(symbol(TypeHint.BOOL), inner(value, rate), NullValue.NULL, Origin.NONE);
    return Unknown.choice(symbol(TypeHint.BOOL), scalar(), choice, Origin.NONE);
  }

  private Value partial(String text) {
    int from = random.nextInt(text.length() + 1);
    int to = from + random.nextInt(text.length() - from + 1);
    return Unknown.text(
        List.of(
            StringValue.of(text.substring(0, from)),
            symbol(TypeHint.STRING),
            StringValue.of(text.substring(to))),
        Origin.NONE);
  }

  private Value array(ArrayValue array, int rate) {
    List<Value> elements = new ArrayList<>();
    boolean open = chance(rate);
    for (Value element : array) {
      if (!open || chance(2)) {
        elements.add(abstraction(element, rate));
      }
    }
    return open
        ? ArrayValue.open(elements, symbol(TypeHint.ARRAY), Origin.NONE)
        : ArrayValue.of(elements);
  }

  private Value object(ObjectValue object, int rate) {
    ObjectValue.Builder builder = ObjectValue.builder();
    boolean open = chance(rate * 2);
    for (int i = 0; i < object.size(); i++) {
      if (!open || chance(2)) {
        builder.put(object.nameAt(i), abstraction(object.valueAt(i), rate));
      }
    }
    return open ? builder.rest(symbol(TypeHint.OBJECT)).build() : builder.build();
  }
}
