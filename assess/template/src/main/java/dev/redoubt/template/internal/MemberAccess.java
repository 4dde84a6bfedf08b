package dev.redoubt.template.internal;

import dev.redoubt.estate.ArrayValue;
import dev.redoubt.estate.BooleanValue;
import dev.redoubt.estate.JsonWriter;
import dev.redoubt.estate.NullValue;
import dev.redoubt.estate.NumberValue;
import dev.redoubt.estate.ObjectValue;
import dev.redoubt.estate.Origin;
import dev.redoubt.estate.ResidualExpression;
import dev.redoubt.estate.StringValue;
import dev.redoubt.estate.TypeHint;
import dev.redoubt.estate.Unknown;
import dev.redoubt.estate.Value;
import dev.redoubt.template.function.PartialStringSplit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Accesses properties of objects and elements of arrays, known or unknown.
final class MemberAccess {

  private MemberAccess() {}

  /// Returns the member, or null if it certainly does not exist.
  static @Nullable Value find(Value target, Value key) {
    return switch (target) {
      case Unknown unknown -> ofUnknown(unknown, key);
      case ObjectValue object when key instanceof StringValue name -> object.lookup(name.text());
      case ArrayValue array when key instanceof NumberValue number -> element(array, number);
      case ObjectValue object when key instanceof Unknown -> residual(object, key);
      case ArrayValue array when key instanceof Unknown -> residual(array, key);
      case NullValue _, BooleanValue _, NumberValue _, StringValue _ -> null;
      case ArrayValue _, ObjectValue _ -> null;
    };
  }

  /// Also finds the known pieces of a `split` whose other pieces are unknown.
  private static Value ofUnknown(Unknown unknown, Value key) {
    if (key instanceof NumberValue number && number.isInteger()) {
      Value piece = PartialStringSplit.fromStart(unknown, number.integer());
      if (piece != null) {
        return piece;
      }
    }
    return unknown.member(key, false);
  }

  private static @Nullable Value element(ArrayValue array, NumberValue number) {
    if (array.isOpen()) {
      return residual(array, number);
    }
    if (!number.isInteger() || number.integer() < 0 || number.integer() >= array.size()) {
      return null;
    }
    return array.get((int) number.integer());
  }

  private static Unknown residual(Value target, Value key) {
    return Unknown.of(
        new ResidualExpression.Member(target, key, false), TypeHint.ANY, target.origin());
  }

  /// A written value keeps its own location, so that a finding points to the value and not to its
  /// use; a computed value gets the location of the expression.
  static Value at(Value found, Origin origin) {
    return found.packedOrigin() == 0 ? found.at(origin) : found;
  }

  /// Returns the message for a missing member.
  static String missing(Value target, Value key) {
    return switch (target) {
      case ObjectValue object when key instanceof StringValue name ->
          "property `%s` does not exist%s".formatted(name.text(), among(object));
      case ArrayValue array when key instanceof NumberValue ->
          "array index %s is out of bounds; the array length is %d".formatted(key, array.size());
      case NullValue _ -> "null has no property `%s`".formatted(JsonWriter.asText(key));
      case ObjectValue _ -> "the name of an object property must be string, not " + key.kind();
      case ArrayValue _ -> "an array index must be int, not " + key.kind();
      case BooleanValue _, NumberValue _, StringValue _ ->
          "a value of type %s has no property `%s`"
              .formatted(target.kind(), JsonWriter.asText(key));
      case Unknown _ -> "the value is unknown";
    };
  }

  private static String among(ObjectValue object) {
    if (object.isEmpty()) {
      return "; the object is empty";
    }
    return object.names().stream()
        .limit(8)
        .collect(
            Collectors.joining(
                "`, `", "; available properties: `", object.size() > 8 ? "`, ..." : "`"));
  }
}
