package dev.redoubt.arm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redoubt.estate.ArrayValue;
import dev.redoubt.estate.BooleanValue;
import dev.redoubt.estate.ExpressionPrinter;
import dev.redoubt.estate.NullValue;
import dev.redoubt.estate.NumberValue;
import dev.redoubt.estate.ObjectValue;
import dev.redoubt.estate.Origin;
import dev.redoubt.estate.Problem;
import dev.redoubt.estate.ResidualExpression;
import dev.redoubt.estate.StringValue;
import dev.redoubt.estate.TypeHint;
import dev.redoubt.estate.Unknown;
import dev.redoubt.estate.UnknownCause;
import dev.redoubt.estate.Value;
import dev.redoubt.template.ExpandedTemplate;
import dev.redoubt.template.TemplateExpander;
import dev.redoubt.template.deployment.DeploymentSettings;
import dev.redoubt.template.deployment.TemplateLoader;
import dev.redoubt.template.syntax.Template;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// What is evaluated with unknown parameters must hold for all their values. Random expressions are
/// evaluated without values; then each result is compared with the evaluation for concrete values:
/// known parts must be equal, types must fit, and the residual must evaluate to the same value.
///
/// An expression that fails for some values says nothing about these values.
final class TemplateSoundnessTest {

  private static final Map<String, String> PARAMETERS =
      Map.of(
          "p", "string", "q", "string", "i", "int", "j", "int", "b", "bool", "c", "bool", "a",
          "array", "o", "object");
  private static final int ROUNDS = Integer.getInteger("redoubt.soundness.rounds", 12);
  private static final long SEED = Long.getLong("redoubt.soundness.seed", 20261127L);
  private static final int EXPRESSIONS = 120;
  private static final int ASSIGNMENTS = 6;
  private static final int DEPTH = Integer.getInteger("redoubt.soundness.depth", 3);

  private final List<String> violations = new ArrayList<>();
  private int decided;
  private int compared;

  @Test
  void results_holdForAllValuesOfTheParameters() {
    for (int round = 0; round < ROUNDS && violations.size() < 20; round++) {
      RandomExpressions expressions = new RandomExpressions(SEED + round);
      List<String> written = new ArrayList<>();
      for (int i = 0; i < EXPRESSIONS; i++) {
        written.add(expressions.any(DEPTH));
      }
      Map<String, Value> symbolic = evaluate(written, Map.of());
      Random random = new Random(SEED * 31 + round);
      for (int i = 0; i < ASSIGNMENTS; i++) {
        compare(written, symbolic, assignment(random));
      }
    }
    assertThat(violations).isEmpty();
    assertThat(decided).as("known results").isGreaterThan(ROUNDS * EXPRESSIONS / 2);
    assertThat(compared).as("residuals that were evaluated").isGreaterThan(ROUNDS * EXPRESSIONS);
  }

  private void compare(
      List<String> written, Map<String, Value> symbolic, Map<String, Value> assignment) {
    Map<String, Value> concrete = evaluate(written, assignment);
    List<Residual> residuals = new ArrayList<>();
    for (int i = 0; i < written.size(); i++) {
      int number = i;
      Value expected = Objects.requireNonNull(concrete.get("e" + i));
      Value found = Objects.requireNonNull(symbolic.get("e" + i));
      if (expected.isFullyKnown()) {
        decided += found.isFullyKnown() ? 1 : 0;
        String where = "%s = %s with %s".formatted(written.get(i), found, assignment);
        List<Residual> inside = new ArrayList<>();
        String wrong = difference(found, expected, where, inside);
        inside.forEach(each -> residuals.add(each.of(written.get(number))));
        if (wrong != null && !fails(written.get(i), assignment)) {
          violations.add(wrong + ": " + where + " is " + expected);
        }
      }
    }
    Map<String, Value> evaluated =
        evaluate(residuals.stream().map(Residual::text).toList(), assignment);
    for (int i = 0; i < residuals.size(); i++) {
      Residual residual = residuals.get(i);
      Value value = Objects.requireNonNull(evaluated.get("e" + i));
      compared++;
      if (!value.equals(residual.expected()) && !fails(residual.written(), assignment)) {
        violations.add(
            "the residual %s is %s, not %s: %s"
                .formatted(residual.text(), value, residual.expected(), residual.where()));
      }
    }
  }

  /// An unknown part of a result, and the value that it should have.
  private record Residual(String written, String text, Value expected, String where) {
    Residual(String text, Value expected, String where) {
      this("", text, expected, where);
    }

    Residual of(String expression) {
      return new Residual(expression, text, expected, where);
    }
  }

  /// Returns what is wrong, or null. Residuals are added to the list.
  private static @Nullable String difference(
      Value found, Value expected, String where, List<Residual> residuals) {
    return switch (found) {
      case NullValue _, BooleanValue _, NumberValue _, StringValue _ ->
          found.equals(expected) ? null : "known result " + found + " differs from " + expected;
      case ArrayValue array -> ofArray(array, expected, where, residuals);
      case ObjectValue object -> ofObject(object, expected, where, residuals);
      case Unknown unknown -> ofUnknown(unknown, expected, where, residuals);
    };
  }

  private static @Nullable String ofArray(
      ArrayValue found, Value expected, String where, List<Residual> residuals) {
    if (!(expected instanceof ArrayValue all)) {
      return "an array is " + expected;
    }
    if (found.isOpen()) {
      residuals.add(new Residual(ExpressionPrinter.of(found), expected, where));
      return containsAll(found, all) ? null : "listed elements are missing in " + expected;
    }
    if (found.size() != all.size()) {
      return "%d elements are %d".formatted(found.size(), all.size());
    }
    for (int i = 0; i < found.size(); i++) {
      String wrong = difference(found.get(i), all.get(i), where, residuals);
      if (wrong != null) {
        return "[" + i + "] " + wrong;
      }
    }
    return null;
  }

  /// Whether the listed elements of an open array are there. Residuals are not evaluated, because
  /// it is not known which element is which.
  private static boolean containsAll(ArrayValue found, ArrayValue all) {
    List<Value> left = new ArrayList<>(all.elements());
    for (int i = 0; i < found.size(); i++) {
      Value listed = found.get(i);
      int at = 0;
      while (at < left.size() && difference(listed, left.get(at), "", new ArrayList<>()) != null) {
        at++;
      }
      if (at == left.size()) {
        return false;
      }
      left.remove(at);
    }
    return true;
  }

  private static @Nullable String ofObject(
      ObjectValue found, Value expected, String where, List<Residual> residuals) {
    if (!(expected instanceof ObjectValue all)) {
      return "an object is " + expected;
    }
    for (int i = 0; i < found.size(); i++) {
      Value member = all.get(found.nameAt(i));
      if (member == null) {
        return "there is no member `" + found.nameAt(i) + "`";
      }
      String wrong = difference(found.valueAt(i), member, where, residuals);
      if (wrong != null) {
        return found.nameAt(i) + ": " + wrong;
      }
    }
    return found.isOpen() || found.size() == all.size() ? null : "there are more members";
  }

  private static @Nullable String ofUnknown(
      Unknown found, Value expected, String where, List<Residual> residuals) {
    boolean fits =
        found.type() == TypeHint.ANY
            || (!(expected instanceof NullValue) && TypeHint.of(expected) == found.type());
    if (!fits) {
      return "the type is not " + found.type();
    }
    if (isInvalid(found)) {
      return "an expression that has a value is reported as invalid";
    }
    residuals.add(new Residual(ExpressionPrinter.of(found), expected, where));
    return switch (found.residual()) {
      case ResidualExpression.Choice(_, var whenTrue, var whenFalse) -> {
        String left = difference(whenTrue, expected, where, new ArrayList<>());
        String right = difference(whenFalse, expected, where, new ArrayList<>());
        yield left == null || right == null ? null : "no branch fits: " + left + "; " + right;
      }
      case ResidualExpression.Text(var parts) -> {
        String text = ((StringValue) expected).text();
        boolean start = !(parts.getFirst() instanceof StringValue it) || text.startsWith(it.text());
        boolean end = !(parts.getLast() instanceof StringValue it) || text.endsWith(it.text());
        yield start && end ? null : "the known parts of the text differ";
      }
      case ResidualExpression.Symbol _,
          ResidualExpression.RuntimeProperty _,
          ResidualExpression.Call _,
          ResidualExpression.Member _ ->
          null;
      case ResidualExpression.Failure _ -> "a failure of a policy";
    };
  }

  private static boolean isInvalid(Unknown found) {
    return found.residual() instanceof ResidualExpression.Symbol(_, var cause)
        && cause.kind() == UnknownCause.Kind.INVALID_EXPRESSION;
  }

  /// Whether a part of an expression fails. Azure then rejects the template, but the evaluator may
  /// still find a value that does not depend on it.
  private static boolean fails(String expression, Map<String, Value> given) {
    return expand(List.of(expression), given).problems().stream()
        .anyMatch(problem -> problem.severity() == Problem.Severity.ERROR);
  }

  private static Map<String, Value> evaluate(List<String> expressions, Map<String, Value> given) {
    return expand(expressions, given).outputs();
  }

  /// Evaluates each expression as an output `e0`, `e1`...
  private static ExpandedTemplate expand(List<String> expressions, Map<String, Value> given) {
    ObjectValue.Builder parameters = ObjectValue.builder();
    PARAMETERS.forEach(
        (name, type) -> parameters.put(name, ObjectValue.builder().put("type", type).build()));
    ObjectValue.Builder outputs = ObjectValue.builder();
    for (int i = 0; i < expressions.size(); i++) {
      outputs.put(
          "e" + i,
          ObjectValue.builder()
              .put("type", "object")
              .put("value", "[" + expressions.get(i) + "]")
              .build());
    }
    ObjectValue json =
        ObjectValue.builder()
            .put(
                "$schema",
                "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#")
            .put("contentVersion", "1.0.0.0")
            .put("languageVersion", "2.0")
            .put("parameters", parameters.build())
            .put("resources", ObjectValue.EMPTY)
            .put("outputs", outputs.build())
            .build();
    Template template =
        Objects.requireNonNull(ArmTemplates.parseTemplate(json, "t.json", new ArrayList<>()));
    return TemplateExpander.expand(
        template, given, DeploymentSettings.UNNAMED, TemplateSoundnessTest::nothingLinked);
  }

  private static TemplateLoader.Loaded nothingLinked(
      Value location, boolean relative, Template from, Origin origin) {
    return new TemplateLoader.Loaded.Missing(
        new UnknownCause(UnknownCause.Kind.MISSING_TEMPLATE, "not linked", ""));
  }

  private static Map<String, Value> assignment(Random random) {
    Map<String, Value> values = new LinkedHashMap<>();
    values.put("p", text(random));
    values.put("q", text(random));
    values.put("i", NumberValue.of(random.nextInt(6) - 1));
    values.put("j", NumberValue.of(random.nextInt(4)));
    values.put("b", BooleanValue.of(random.nextBoolean()));
    values.put("c", BooleanValue.of(random.nextBoolean()));
    values.put("a", array(random));
    values.put("o", object(random, 1));
    return values;
  }

  private static StringValue text(Random random) {
    List<String> pieces = List.of("", "a", "b", "/", "ab", "A", "-", " ", "5", "a/b");
    return StringValue.of(
        pieces.get(random.nextInt(pieces.size())) + pieces.get(random.nextInt(pieces.size())));
  }

  private static Value scalar(Random random) {
    return switch (random.nextInt(6)) {
      case 0 -> NullValue.NULL;
      case 1 -> BooleanValue.of(random.nextBoolean());
      case 2 -> NumberValue.of(random.nextInt(4));
      default -> text(random);
    };
  }

  private static ArrayValue array(Random random) {
    List<Value> elements = new ArrayList<>();
    for (int n = random.nextInt(4); n > 0; n--) {
      elements.add(scalar(random));
    }
    return ArrayValue.of(elements);
  }

  private static ObjectValue object(Random random, int depth) {
    ObjectValue.Builder builder = ObjectValue.builder();
    for (String name : List.of("a", "b", "s")) {
      if (random.nextInt(3) > 0) {
        builder.put(name, depth > 0 && random.nextInt(4) == 0 ? object(random, 0) : scalar(random));
      }
    }
    return builder.build();
  }
}
