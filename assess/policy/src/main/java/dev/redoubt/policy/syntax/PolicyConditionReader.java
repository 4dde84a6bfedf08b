package dev.redoubt.policy.syntax;

import dev.redoubt.estate.ArrayValue;
import dev.redoubt.estate.ObjectValue;
import dev.redoubt.estate.Origin;
import dev.redoubt.estate.Problem;
import dev.redoubt.estate.PropertyName;
import dev.redoubt.estate.StringValue;
import dev.redoubt.estate.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Reads conditions. An invalid condition is null and adds a problem.
public final class PolicyConditionReader {

  /// Definitions of Azure have less than ten levels; this limit protects the stack.
  static final int MAX_DEPTH = 100;

  private static final Set<String> COUNT_MEMBERS = Set.of("field", "value", "name", "where");

  private final List<Problem> problems;

  public PolicyConditionReader(List<Problem> problems) {
    this.problems = problems;
  }

  public @Nullable PolicyCondition read(Value json) {
    return read(json, 0);
  }

  private @Nullable PolicyCondition read(Value json, int depth) {
    if (!(json instanceof ObjectValue object)) {
      return wrong("a condition must be an object, not " + json.kind(), json.origin());
    }
    if (depth > MAX_DEPTH) {
      return wrong("conditions are nested more than " + MAX_DEPTH + " levels", json.origin());
    }
    Value allOf = object.get("allOf");
    Value anyOf = object.get("anyOf");
    Value not = object.get("not");
    if (allOf != null || anyOf != null || not != null) {
      return logical(object, allOf, anyOf, not, depth);
    }
    return test(object, depth);
  }

  private @Nullable PolicyCondition logical(
      ObjectValue object,
      @Nullable Value allOf,
      @Nullable Value anyOf,
      @Nullable Value not,
      int depth) {
    if (object.size() != 1) {
      return wrong(
          "`allOf`, `anyOf` or `not` must be the only member; found "
              + String.join(", ", object.names().stream().map(name -> "`" + name + "`").toList()),
          object.origin());
    }
    if (not != null) {
      PolicyCondition inner = read(not, depth + 1);
      return inner == null ? null : new PolicyCondition.Not(inner, object.origin());
    }
    if (allOf != null) {
      List<PolicyCondition> conditions = list("allOf", allOf, depth);
      return conditions == null ? null : new PolicyCondition.AllOf(conditions, object.origin());
    }
    List<PolicyCondition> conditions = anyOf == null ? null : list("anyOf", anyOf, depth);
    return conditions == null ? null : new PolicyCondition.AnyOf(conditions, object.origin());
  }

  private @Nullable List<PolicyCondition> list(String name, Value json, int depth) {
    if (!(json instanceof ArrayValue array) || array.isOpen()) {
      wrong("`" + name + "` must be an array of conditions, not " + json.kind(), json.origin());
      return null;
    }
    List<PolicyCondition> conditions = new ArrayList<>();
    boolean complete = true;
    for (Value element : array) {
      PolicyCondition condition = read(element, depth + 1);
      if (condition == null) {
        complete = false;
      } else {
        conditions.add(condition);
      }
    }
    return complete ? conditions : null;
  }

  private @Nullable PolicyCondition test(ObjectValue object, int depth) {
    Value subject = null;
    String subjectName = "";
    ConditionOperator operator = null;
    Value operand = null;
    for (int i = 0; i < object.size(); i++) {
      String name = object.nameAt(i);
      ConditionOperator found = ConditionOperator.find(name);
      if (found != null && operator == null) {
        operator = found;
        operand = object.valueAt(i);
      } else if (subject == null && isSubject(name)) {
        subject = object.valueAt(i);
        subjectName = PropertyName.folded(name);
      } else {
        return wrong("`" + name + "` is not expected in this condition", object.origin());
      }
    }
    if (subject == null) {
      return wrong("a condition needs `field`, `value` or `count`", object.origin());
    }
    if (operator == null || operand == null) {
      return wrong("a condition needs an operator such as `equals`", object.origin());
    }
    ConditionSubject read = subject(subjectName, subject, depth);
    return read == null ? null : new PolicyCondition.Test(read, operator, operand, object.origin());
  }

  private static boolean isSubject(String name) {
    return PropertyName.same(name, "field")
        || PropertyName.same(name, "value")
        || PropertyName.same(name, "count");
  }

  private @Nullable ConditionSubject subject(String name, Value json, int depth) {
    return switch (name) {
      case "field" -> {
        String field = text("field", json);
        yield field == null ? null : new ConditionSubject.Field(field, json.origin());
      }
      case "count" -> count(json, depth);
      default -> new ConditionSubject.Computed(json, json.origin());
    };
  }

  private @Nullable ConditionSubject count(Value json, int depth) {
    if (!(json instanceof ObjectValue count)) {
      wrong("`count` must be an object with `field` or `value`", json.origin());
      return null;
    }
    Value whereJson = count.get("where");
    PolicyCondition where = whereJson == null ? null : read(whereJson, depth + 1);
    if (whereJson != null && where == null) {
      return null;
    }
    Value field = count.get("field");
    Value values = count.get("value");
    if (field != null && values != null) {
      wrong("`count` must have either `field` or `value`, not both", count.origin());
      return null;
    }
    for (String name : count.names()) {
      if (!COUNT_MEMBERS.contains(PropertyName.folded(name))) {
        wrong("`" + name + "` is not expected in `count`", count.origin());
        return null;
      }
    }
    Value name = count.get("name");
    if (name != null && !(name instanceof StringValue)) {
      text("name", name);
      return null;
    }
    if (field != null && name != null) {
      wrong("`name` needs `value`, not `field`, in `count`", name.origin());
      return null;
    }
    if (field != null) {
      String alias = text("field", field);
      return alias == null ? null : new ConditionSubject.FieldCount(alias, where, count.origin());
    }
    if (values == null) {
      wrong("`count` needs `field` or `value`", count.origin());
      return null;
    }
    String text = name == null ? null : text("name", name);
    return new ConditionSubject.ValueCount(values, text, where, count.origin());
  }

  private @Nullable String text(String name, Value json) {
    if (json instanceof StringValue string) {
      return string.text();
    }
    wrong("`" + name + "` must be a string, not " + json.kind(), json.origin());
    return null;
  }

  private @Nullable PolicyCondition wrong(String message, Origin origin) {
    problems.add(Problem.error(message, origin));
    return null;
  }
}
