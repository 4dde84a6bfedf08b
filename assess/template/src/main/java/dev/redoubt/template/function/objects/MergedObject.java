package dev.redoubt.template.function.objects;

import static dev.redoubt.estate.TypeHint.OBJECT;

import dev.redoubt.estate.ArrayValue;
import dev.redoubt.estate.BooleanValue;
import dev.redoubt.estate.NullValue;
import dev.redoubt.estate.NumberValue;
import dev.redoubt.estate.ObjectValue;
import dev.redoubt.estate.Origin;
import dev.redoubt.estate.ResidualExpression;
import dev.redoubt.estate.StringValue;
import dev.redoubt.estate.Unknown;
import dev.redoubt.estate.Value;
import dev.redoubt.template.function.CallOutcome;
import dev.redoubt.template.function.ChoiceDistribution;
import dev.redoubt.template.function.FunctionLimits;
import dev.redoubt.template.function.ResidualCalls;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Merges objects; later properties replace earlier ones. An unknown object may contain any
/// property: properties listed before it keep their names, but their values become unknown, and the
/// result is open.
public final class MergedObject {

  private static final String WRAPPED = "value";

  private final String function;
  private final boolean deep;
  private final Origin origin;
  private final ObjectValue.Builder builder = ObjectValue.builder();
  private @Nullable Unknown rest;

  private MergedObject(String function, boolean deep, Origin origin) {
    this.function = function;
    this.deep = deep;
    this.origin = origin;
  }

  /// Merges objects in their order.
  ///
  /// @param objects objects, open or closed, and unknowns
  /// @param deep whether nested objects under the same name are merged as well
  public static CallOutcome of(String function, List<Value> objects, boolean deep, Origin origin) {
    MergedObject merged = new MergedObject(function, deep, origin);
    for (Value object : objects) {
      merged.add(object);
    }
    return merged.builder.size() > FunctionLimits.MAX_ELEMENTS
        ? FunctionLimits.tooMany()
        : CallOutcome.of(merged.build());
  }

  private Value build() {
    return builder.size() == 0 && rest != null ? rest.as(OBJECT) : builder.rest(rest).build();
  }

  private void add(Value value) {
    if (value instanceof Unknown unknown) {
      overlay(unknown);
    } else if (value instanceof ObjectValue object) {
      // a listed property is not merged with the rest of its own object
      List<Value> merged = new ArrayList<>(object.size());
      for (int i = 0; i < object.size(); i++) {
        merged.add(merge(existing(object.nameAt(i)), object.valueAt(i)));
      }
      if (object.rest() != null) {
        overlay(object.rest());
      }
      for (int i = 0; i < object.size(); i++) {
        builder.put(object.nameAt(i), merged.get(i));
      }
    }
  }

  /// A property that is not listed may be absent.
  private @Nullable Value existing(String name) {
    Value listed = builder.get(name);
    return listed != null || rest == null ? listed : rest.member(StringValue.of(name), true);
  }

  private void overlay(Unknown unknown) {
    if (builder.size() == 0 && rest == null) {
      rest = unknown;
      return;
    }
    ObjectValue before = builder.rest(rest).build();
    Unknown after = call(before, unknown);
    for (int i = 0; i < before.size(); i++) {
      String name = before.nameAt(i);
      if (mayHave(unknown, name)) {
        Value member = after.member(name);
        boolean secret = ResidualCalls.holdsSecret(before.valueAt(i));
        builder.put(name, secret && member instanceof Unknown some ? some.asSecret() : member);
      }
    }
    rest = after;
  }

  private Unknown call(Value before, Value over) {
    List<Value> pair = List.of(before, over);
    return Unknown.call(function, deep ? pair : List.of(ArrayValue.of(pair)), OBJECT, origin);
  }

  private static boolean mayHave(Value value, String name) {
    return switch (value) {
      case ObjectValue object -> object.isOpen() || object.get(name) != null;
      case Unknown(ResidualExpression.Choice(_, var whenTrue, var whenFalse), _, _, _, _) ->
          mayHave(whenTrue, name) || mayHave(whenFalse, name);
      case NullValue _, BooleanValue _, NumberValue _, StringValue _, ArrayValue _, Unknown _ ->
          true;
    };
  }

  private Value merge(@Nullable Value before, Value over) {
    if (before == null || !deep || !isObject(before) || !isObject(over)) {
      return over;
    }
    if (over
            instanceof
            Unknown(ResidualExpression.Choice(var condition, var left, var right), _, _, _, _)
        && ChoiceDistribution.areFew(before, over)) {
      return ChoiceDistribution.choose(
          condition,
          merge(ChoiceDistribution.assume(before, condition, true), left),
          merge(ChoiceDistribution.assume(before, condition, false), right),
          origin);
    }
    if (over instanceof Unknown unknown && unknown.type() != OBJECT) {
      return ResidualCalls.call(function, List.of(wrapped(before), wrapped(over)), OBJECT, origin)
          .member(WRAPPED);
    }
    MergedObject merged = new MergedObject(function, true, origin);
    merged.add(objectOf(before));
    merged.add(over);
    return merged.build();
  }

  /// The value if it is an object, otherwise an empty object: a value of another type is replaced
  /// as a whole. The properties of a resource are objects or absent.
  private Value objectOf(Value before) {
    boolean certain =
        !(before instanceof Unknown unknown)
            || unknown.type() == OBJECT
            || unknown.residual() instanceof ResidualExpression.RuntimeProperty;
    if (certain) {
      return before;
    }
    Value object =
        ResidualCalls.call(
                function, List.of(wrapped(before), wrapped(ObjectValue.EMPTY)), OBJECT, origin)
            .member(WRAPPED);
    return object instanceof Unknown unknown ? unknown.as(OBJECT) : object;
  }

  /// An object with a value as its only property: merging two of these merges the values if both
  /// are objects, and otherwise results in the second one.
  private static ObjectValue wrapped(Value value) {
    return ObjectValue.builder().put(WRAPPED, value).build();
  }

  private static boolean isObject(Value value) {
    return value instanceof ObjectValue
        || (value instanceof Unknown unknown && unknown.type().mayBe(OBJECT));
  }
}
