package dev.redoubt.bicep.internal.content;

import dev.redoubt.bicep.internal.content.JsonPath.Comparison;
import dev.redoubt.bicep.internal.content.JsonPath.Condition;
import dev.redoubt.bicep.internal.content.JsonPath.Operand;
import dev.redoubt.bicep.internal.content.JsonPath.Step;
import dev.redoubt.estate.ArrayValue;
import dev.redoubt.estate.BooleanValue;
import dev.redoubt.estate.NullValue;
import dev.redoubt.estate.NumberValue;
import dev.redoubt.estate.ObjectValue;
import dev.redoubt.estate.StringValue;
import dev.redoubt.estate.Value;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Evaluates a JSONPath on one document, with a bounded number of steps: a short path such as
/// `..*..*..*` can select very many values. Recursive; the reader of the document bounds the
/// nesting.
final class JsonPathSelection {

  private static final int MAX_STEPS = 2_000_000;

  private final Value root;
  private int steps;

  JsonPathSelection(Value root) {
    this.root = root;
  }

  StepResult<List<Value>> select(JsonPath path) {
    try {
      return StepResult.done(all(path.steps(), root));
    } catch (Exhausted _) {
      return StepResult.failed(
          "the evaluation of the JSONPath exceeds %d steps".formatted(MAX_STEPS));
    }
  }

  /// Thrown when the limit of steps is reached.
  private static final class Exhausted extends RuntimeException {
    private static final long serialVersionUID = 1;

    Exhausted() {
      super("too many steps", null, false, false);
    }
  }

  private void count() {
    if (++steps > MAX_STEPS) {
      throw new Exhausted();
    }
  }

  private List<Value> all(List<Step> path, Value from) {
    List<Value> here = List.of(from);
    for (Step step : path) {
      List<Value> next = new ArrayList<>();
      for (Value value : here) {
        count();
        apply(step, value, next);
      }
      here = next;
    }
    return here;
  }

  private void apply(Step step, Value value, List<Value> out) {
    switch (step) {
      case JsonPath.Members(var names, var anywhere) when anywhere -> inside(names, value, out);
      case JsonPath.Members(var names, _) -> members(names, value, out);
      case JsonPath.Items(var indexes) -> {
        for (int index : indexes) {
          if (value instanceof ArrayValue array && index < array.size()) {
            add(array.get(index), out);
          }
        }
      }
      case JsonPath.AllItems() -> {
        if (value instanceof ArrayValue array) {
          array.forEach(item -> add(item, out));
        }
      }
      case JsonPath.Slice slice -> {
        if (value instanceof ArrayValue array) {
          slice(slice, array, out);
        }
      }
      case JsonPath.Matching(var condition, var anywhere) -> {
        if (anywhere) {
          matchingInside(condition, value, out);
        } else if (value instanceof ArrayValue array) {
          for (Value item : array) {
            if (holds(condition, item)) {
              add(item, out);
            }
          }
        }
      }
    }
  }

  private void add(Value value, List<Value> out) {
    count();
    out.add(value);
  }

  private void members(@Nullable List<String> names, Value value, List<Value> out) {
    if (!(value instanceof ObjectValue object)) {
      return;
    }
    if (names == null) {
      for (int i = 0; i < object.size(); i++) {
        add(object.valueAt(i), out);
      }
      return;
    }
    for (String name : names) {
      int index = object.indexOf(name);
      if (index >= 0 && object.nameAt(index).equals(name)) {
        add(object.valueAt(index), out);
      }
    }
  }

  /// Selects members with one of the names, at any depth; if names is null, the value itself and
  /// all values inside it.
  private void inside(@Nullable List<String> names, Value value, List<Value> out) {
    if (names == null) {
      add(value, out);
    }
    count();
    if (value instanceof ArrayValue array) {
      array.forEach(item -> inside(names, item, out));
    } else if (value instanceof ObjectValue object) {
      for (int i = 0; i < object.size(); i++) {
        if (names != null) {
          for (String name : names) {
            if (name.equals(object.nameAt(i))) {
              add(object.valueAt(i), out);
            }
          }
        }
        inside(names, object.valueAt(i), out);
      }
    }
  }

  private void matchingInside(Condition condition, Value value, List<Value> out) {
    if (holds(condition, value)) {
      add(value, out);
    }
    if (value instanceof ArrayValue array) {
      array.forEach(item -> matchingInside(condition, item, out));
    } else if (value instanceof ObjectValue object) {
      for (int i = 0; i < object.size(); i++) {
        matchingInside(condition, object.valueAt(i), out);
      }
    }
  }

  private void slice(JsonPath.Slice slice, ArrayValue array, List<Value> out) {
    long size = array.size();
    long step = slice.step();
    boolean up = step > 0;
    long start = end(slice.start(), up ? 0 : size - 1, size);
    long stop = Math.clamp(end(slice.end(), up ? size : -1, size), -1, size);
    start = up ? Math.clamp(start, 0, size) : Math.min(start, size - 1);
    for (long i = start; up ? i < stop : i > stop; i += step) {
      if (i >= 0) {
        add(array.get((int) i), out);
      }
    }
  }

  private static long end(@Nullable Integer written, long otherwise, long size) {
    if (written == null) {
      return otherwise;
    }
    return written < 0 ? size + written : written;
  }

  private boolean holds(Condition condition, Value value) {
    count();
    return switch (condition) {
      case JsonPath.Both(var left, var right) -> holds(left, value) && holds(right, value);
      case JsonPath.Either(var left, var right) -> holds(left, value) || holds(right, value);
      case JsonPath.Exists(var operand) -> !values(operand, value).isEmpty();
      case JsonPath.Compare(var comparison, var left, var right) -> {
        List<Value> rights = values(right, value);
        yield values(left, value).stream()
            .anyMatch(one -> rights.stream().anyMatch(other -> compared(comparison, one, other)));
      }
    };
  }

  private List<Value> values(Operand operand, Value value) {
    return switch (operand) {
      case JsonPath.Constant(var constant) -> List.of(constant);
      case JsonPath.Path(var fromRoot, var path) -> all(path, fromRoot ? root : value);
    };
  }

  private boolean compared(Comparison comparison, Value left, Value right) {
    count();
    if (isContainer(left) || isContainer(right)) {
      return comparison == Comparison.NOT_EQUAL;
    }
    Integer order = order(left, right);
    return switch (comparison) {
      case EQUAL, STRICTLY_EQUAL -> left.equals(right);
      case NOT_EQUAL, STRICTLY_NOT_EQUAL -> !left.equals(right);
      case LESS -> order != null && order < 0;
      case LESS_OR_EQUAL -> order != null && order <= 0;
      case GREATER -> order != null && order > 0;
      case GREATER_OR_EQUAL -> order != null && order >= 0;
    };
  }

  private static boolean isContainer(Value value) {
    return value instanceof ArrayValue || value instanceof ObjectValue;
  }

  /// Compares two values: null is less than any other value, and a string that is a number is
  /// compared as a number. Returns null if the values are not comparable.
  private static @Nullable Integer order(Value left, Value right) {
    if (left instanceof NullValue || right instanceof NullValue) {
      return Boolean.compare(!(left instanceof NullValue), !(right instanceof NullValue));
    }
    if (left instanceof StringValue(var one, _) && right instanceof StringValue(var other, _)) {
      return one.compareTo(other);
    }
    if (left instanceof BooleanValue(var one, _) && right instanceof BooleanValue(var other, _)) {
      return Boolean.compare(one, other);
    }
    BigDecimal one = number(left);
    BigDecimal other = number(right);
    return one == null || other == null ? null : (Integer) one.compareTo(other);
  }

  private static @Nullable BigDecimal number(Value value) {
    if (value instanceof NumberValue(var number, _)) {
      return number;
    }
    if (value instanceof StringValue(var text, _) && text.length() < 32) {
      try {
        BigDecimal number = new BigDecimal(text);
        return NumberValue.isBounded(number) ? number : null;
      } catch (NumberFormatException _) {
        return null;
      }
    }
    return null;
  }
}
