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

/// Reads members of JSON objects and reports those of an unexpected type, with their location. JSON
/// null counts as absent, as in Azure.
///
/// @param problems receives the errors and warnings
record JsonShapeReader(List<Problem> problems) {

  void error(String message, Origin at) {
    problems.add(Problem.error(message, at));
  }

  void warning(String message, Origin at) {
    problems.add(Problem.warning(message, at));
  }

  /// Returns a member, or null if it is absent or JSON null.
  static @Nullable Value present(ObjectValue object, String name) {
    Value value = object.get(name);
    return value instanceof NullValue ? null : value;
  }

  /// Returns the value if it is an object; otherwise reports it and returns null.
  ///
  /// @param what the name of the value in messages: "parameter `sku`"
  @Nullable ObjectValue object(Value value, String what) {
    if (value instanceof ObjectValue object) {
      return object;
    }
    error(what + " must be an object, not " + article(value), value.origin());
    return null;
  }

  /// Returns a member that must be an object. Returns null if it is absent or, with a problem, of
  /// another type.
  @Nullable ObjectValue object(ObjectValue object, String name, String what) {
    Value value = present(object, name);
    return value == null ? null : object(value, "`" + name + "` of " + what);
  }

  /// Returns a member that must be an array. Returns null if it is absent or, with a problem, of
  /// another type.
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

  /// Returns a member that must be a string. Returns null if it is absent or, with a problem, of
  /// another type.
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

  /// Returns a member that must be a bool. Returns false if it is absent or, with a problem, of
  /// another type.
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

  /// Returns a member that must be an integer. Returns null if it is absent or, with a problem, of
  /// another type.
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

  /// Reports members that the format does not define.
  void warnOfOthers(ObjectValue object, Set<String> known, String what) {
    for (int i = 0; i < object.size(); i++) {
      if (!known.contains(PropertyName.folded(object.nameAt(i)))) {
        warning(
            "`%s` is not a property of %s; it is ignored".formatted(object.nameAt(i), what),
            object.valueAt(i).origin());
      }
    }
  }

  /// Adds a declaration under its folded name. If the name is already declared, reports it; the
  /// last declaration is used.
  <T> void put(Map<String, T> declarations, String kind, String name, T declaration, Origin at) {
    if (declarations.put(PropertyName.folded(name), declaration) != null) {
      warning(
          kind + " `" + name + "` is declared more than once; the last declaration is used", at);
    }
  }

  /// Returns the type of a value with its article: "a string", "an object".
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
