package dev.redoubt.arm;

import dev.redoubt.estate.ArrayValue;
import dev.redoubt.estate.BooleanValue;
import dev.redoubt.estate.NullValue;
import dev.redoubt.estate.NumberValue;
import dev.redoubt.estate.ObjectValue;
import dev.redoubt.estate.Origin;
import dev.redoubt.estate.Problem;
import dev.redoubt.estate.PropertyName;
import dev.redoubt.estate.StringValue;
import dev.redoubt.estate.Value;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Takes members out of JSON objects, and says at its place what has another shape than it must
/// have. JSON's null counts as absent, as in Azure.
///
/// @param problems takes what is wrong
record JsonShapeReader(List<Problem> problems) {

  void error(String message, Origin at) {
    problems.add(Problem.error(message, at));
  }

  void warning(String message, Origin at) {
    problems.add(Problem.warning(message, at));
  }

  /// A member, or null where it is absent or JSON's null.
  static @Nullable Value present(ObjectValue object, String name) {
    Value value = object.get(name);
    return value instanceof NullValue ? null : value;
  }

  /// An object, or null after saying that it is none.
  ///
  /// @param what what it is to the user: "parameter `sku`"
  @Nullable ObjectValue object(Value value, String what) {
    if (value instanceof ObjectValue object) {
      return object;
    }
    error(what + " must be an object, not " + article(value), value.origin());
    return null;
  }

  /// A member that must be an object; null where it is absent, or something else, which is said.
  @Nullable ObjectValue object(ObjectValue object, String name, String what) {
    Value value = present(object, name);
    return value == null ? null : object(value, "`" + name + "` of " + what);
  }

  /// A member that must be an array; null where it is absent, or something else, which is said.
  @Nullable ArrayValue array(ObjectValue object, String name, String what) {
    Value value = present(object, name);
    if (value == null || value instanceof ArrayValue) {
      return (ArrayValue) value;
    }
    error(
        "`%s` of %s must be an array, not %s".formatted(name, what, article(value)),
        value.origin());
    return null;
  }

  /// A member that must be a string; null where it is absent, or something else, which is said.
  @Nullable String text(ObjectValue object, String name, String what) {
    Value value = present(object, name);
    if (value == null || value instanceof StringValue) {
      return value == null ? null : ((StringValue) value).text();
    }
    error(
        "`%s` of %s must be a string, not %s".formatted(name, what, article(value)),
        value.origin());
    return null;
  }

  /// A member that must be true or false; false where it is absent, or something else, which is
  /// said.
  boolean flag(ObjectValue object, String name, String what) {
    Value value = present(object, name);
    if (value == null || value instanceof BooleanValue) {
      return value != null && ((BooleanValue) value).truth();
    }
    error(
        "`%s` of %s must be true or false, not %s".formatted(name, what, article(value)),
        value.origin());
    return false;
  }

  /// A member that must be a whole number; null where it is absent, or something else, which is
  /// said.
  @Nullable Long integer(ObjectValue object, String name, String what) {
    Value value = present(object, name);
    if (value == null) {
      return null;
    }
    if (value instanceof NumberValue number && number.isInteger()) {
      return number.integer();
    }
    error(
        "`%s` of %s must be a whole number, not %s".formatted(name, what, article(value)),
        value.origin());
    return null;
  }

  /// Warns of members that the format does not have.
  void warnOfOthers(ObjectValue object, Set<String> known, String what) {
    for (int i = 0; i < object.size(); i++) {
      if (!known.contains(PropertyName.folded(object.nameAt(i)))) {
        warning(
            "`%s` is not a property of %s; it is ignored".formatted(object.nameAt(i), what),
            object.valueAt(i).origin());
      }
    }
  }

  /// Puts a declaration under its folded name; of two names that Azure takes for the same, the last
  /// one counts, with a warning.
  <T> void put(Map<String, T> declarations, String kind, String name, T declaration, Origin at) {
    if (declarations.put(PropertyName.folded(name), declaration) != null) {
      warning(kind + " `" + name + "` is declared more than once; the last declaration is used", at);
    }
  }

  /// The kind of a value with its article: "a string", "an object".
  static String article(Value value) {
    String kind = value.kind();
    return switch (value) {
      case NullValue _ -> kind;
      case ArrayValue _, ObjectValue _, dev.redoubt.estate.Unknown _ -> "an " + kind;
      case NumberValue number -> (number.isInteger() ? "an " : "a ") + kind;
      case StringValue _, BooleanValue _ -> "a " + kind;
    };
  }
}
