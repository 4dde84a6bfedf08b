package dev.redoubt.policy.internal.evaluate;

import dev.redoubt.effective.ResourceView;
import dev.redoubt.estate.Origin;
import dev.redoubt.estate.PropertyName;
import dev.redoubt.estate.Unknown;
import dev.redoubt.estate.UnknownCause;
import dev.redoubt.estate.Value;
import dev.redoubt.findings.Reason;
import dev.redoubt.findings.TruthValue;
import dev.redoubt.policy.internal.rule.BoundCondition;
import dev.redoubt.policy.internal.rule.FieldReference;
import dev.redoubt.policy.syntax.ConditionOperator;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Explains why a rule holds, does not hold or is unknown. It evaluates the rule again, so that
/// verdicts are fast if nobody reads the reasons.
public final class RuleExplainer {

  /// The maximum number of reasons.
  private static final int MAX_REASONS = 20;

  private final RuleEvaluator evaluator;
  private final boolean violation;
  private final ResourceView view;

  /// @param violation whether the rule made the resource non-compliant, so that reasons name the
  ///   expected value
  public RuleExplainer(RuleEvaluator evaluator, boolean violation) {
    this.evaluator = evaluator;
    this.violation = violation;
    this.view = evaluator.view();
  }

  /// The reasons for the result of a rule, most relevant first. Reasons about the resource type
  /// alone are omitted if there are others.
  public List<ExplainedTruth> why(BoundCondition rule) {
    List<ExplainedTruth> all = new ArrayList<>(new LinkedHashSet<>(why(rule, null)));
    all.sort(Comparator.comparingInt(ExplainedTruth::rank));
    if (!all.isEmpty() && all.getFirst().rank() < ExplainedTruth.TYPE) {
      all.removeIf(each -> each.rank() == ExplainedTruth.TYPE);
    }
    return all.size() > MAX_REASONS ? all.subList(0, MAX_REASONS) : all;
  }

  private List<ExplainedTruth> why(BoundCondition rule, @Nullable CountScope scope) {
    return switch (rule) {
      case BoundCondition.AllOf(var rules, _) -> among(rules, rule, TruthValue.TRUE, scope);
      case BoundCondition.AnyOf(var rules, _) -> among(rules, rule, TruthValue.FALSE, scope);
      case BoundCondition.Not(var inner, _) -> why(inner, scope);
      case BoundCondition.Test test -> test(test, scope);
      case BoundCondition.Unsupported(var reason, var origin) ->
          List.of(
              ExplainedTruth.of(
                  TruthValue.UNKNOWN,
                  "cannot be evaluated: " + reason,
                  origin,
                  List.of(),
                  ExplainedTruth.PROPERTY));
    };
  }

  /// The parts that determined the result of the whole: all of them if it has its neutral value,
  /// otherwise those with the same value.
  private List<ExplainedTruth> among(
      List<BoundCondition> rules,
      BoundCondition whole,
      TruthValue neutral,
      @Nullable CountScope scope) {
    TruthValue truth = evaluator.truth(whole, scope);
    List<ExplainedTruth> all = new ArrayList<>();
    for (BoundCondition rule : rules) {
      if (truth == neutral || evaluator.truth(rule, scope) == truth) {
        all.addAll(why(rule, scope));
      }
    }
    return all;
  }

  private List<ExplainedTruth> test(BoundCondition.Test test, @Nullable CountScope scope) {
    Value operand = evaluator.operand(test, scope);
    return switch (test.subject()) {
      case BoundCondition.Subject.Field(var field) -> {
        List<ExplainedTruth> reasons = new ArrayList<>();
        selection(evaluator.select(field, scope), field, test, operand, reasons);
        yield reasons;
      }
      case BoundCondition.Subject.Computed(var expression, var text) -> {
        Value value = evaluator.evaluate(expression, scope);
        FieldSelection.Item item = new FieldSelection.Item(value, true, view.resource().origin());
        yield List.of(item(item, text, test, operand, ExplainedTruth.COMPUTED));
      }
      case BoundCondition.Subject.FieldCount count -> {
        String what = "the number of `" + shortName(count.array()) + "`";
        CountInterval interval = evaluator.count(count, scope);
        yield List.of(
            count(interval, what, test, operand, counted(count, scope), causes(count, scope)));
      }
      case BoundCondition.Subject.ValueCount count -> {
        CountInterval interval = evaluator.count(count, scope);
        Value values = evaluator.evaluate(count.values(), scope);
        Set<UnknownCause> causes = new LinkedHashSet<>(causes(values));
        yield List.of(
            count(interval, "the number of values", test, operand, List.of(), List.copyOf(causes)));
      }
    };
  }

  private void selection(
      FieldSelection selection,
      FieldReference field,
      BoundCondition.Test test,
      Value operand,
      List<ExplainedTruth> reasons) {
    switch (selection) {
      case FieldSelection.Either(var condition, var whenTrue, var whenFalse) -> {
        List<ExplainedTruth> below = new ArrayList<>();
        selection(whenTrue, field, test, operand, below);
        selection(whenFalse, field, test, operand, below);
        reasons.add(
            new ExplainedTruth(
                new Reason(
                    TruthValue.UNKNOWN,
                    "`" + shortName(field) + "` depends on " + ReasonPhrases.quoted(condition),
                    view.resource().origin(),
                    below.stream().map(ExplainedTruth::reason).toList()),
                causes(condition),
                rank(field)));
      }
      case FieldSelection.Items(var items, var rest, var many) -> {
        for (FieldSelection.Item item : deciding(items, test, operand, rest)) {
          reasons.add(item(item, shortName(field), test, operand, rank(field)));
        }
        if (rest != null) {
          reasons.add(
              ExplainedTruth.of(
                  TruthValue.UNKNOWN,
                  "`" + shortName(field) + "` may have more elements" + because(rest),
                  rest.origin().isWritten() ? rest.origin() : view.resource().origin(),
                  List.copyOf(rest.causes()),
                  rank(field)));
        } else if (many && items.isEmpty()) {
          reasons.add(
              ExplainedTruth.of(
                  TruthValue.TRUE,
                  "`" + shortName(field) + "` has no elements",
                  view.resource().origin(),
                  List.of(),
                  rank(field)));
        }
      }
    }
  }

  /// The elements that decided: those that fail, otherwise the unknown ones, otherwise all.
  private static List<FieldSelection.Item> deciding(
      List<FieldSelection.Item> items,
      BoundCondition.Test test,
      Value operand,
      @Nullable Unknown rest) {
    for (TruthValue truth : List.of(TruthValue.FALSE, TruthValue.UNKNOWN)) {
      List<FieldSelection.Item> some =
          items.stream().filter(item -> RuleEvaluator.test(item, test, operand) == truth).toList();
      if (!some.isEmpty()) {
        return some;
      }
    }
    return rest == null ? items : List.of();
  }

  private ExplainedTruth item(
      FieldSelection.Item item, String subject, BoundCondition.Test test, Value operand, int rank) {
    ConditionOperator operator = test.operator();
    Value value = item.value();
    TruthValue truth = RuleEvaluator.test(item, test, operand);
    Origin origin = item.origin().isWritten() ? item.origin() : item.around();
    origin = origin.isWritten() ? origin : view.resource().origin();
    if (truth != TruthValue.UNKNOWN) {
      boolean holds = (truth == TruthValue.TRUE) != operator.isNegation();
      boolean absent = value == null || value instanceof dev.redoubt.estate.NullValue;
      String relation = relation(operator.positive(), holds, operand, absent, rank);
      return ExplainedTruth.of(
          TruthValue.TRUE, ReasonPhrases.is(subject, value) + relation, origin, List.of(), rank);
    }
    if (OperatorComparison.isMismatch(operator, value, operand) && value != null) {
      String text =
          "%s cannot be compared by `%s` with %s"
              .formatted(
                  ReasonPhrases.is(subject, value), operator.word(), ReasonPhrases.quoted(operand));
      UnknownCause cause =
          new UnknownCause(UnknownCause.Kind.INVALID_EXPRESSION, text, "correct the policy");
      return ExplainedTruth.of(TruthValue.UNKNOWN, text, origin, List.of(cause), rank);
    }
    Set<UnknownCause> causes = new LinkedHashSet<>();
    Unknown unknown = value == null ? null : value.firstUnknown();
    causes.addAll(unknown == null ? Set.of() : unknown.causes());
    causes.addAll(causes(operand));
    return ExplainedTruth.of(
        TruthValue.UNKNOWN,
        unknownText(item, subject, operand, unknown),
        origin,
        List.copyOf(causes),
        rank);
  }

  /// The relation of a value to the operand. In a violation, a property has an expected value;
  /// other subjects, such as tags and kinds, often only select the resources of a rule.
  private String relation(
      ConditionOperator positive, boolean holds, Value operand, boolean absent, int rank) {
    if (violation && rank == ExplainedTruth.PROPERTY) {
      return ReasonPhrases.expectation(positive, holds, operand);
    }
    return absent ? "" : ReasonPhrases.relation(positive, holds, operand);
  }

  private static String unknownText(
      FieldSelection.Item item, String subject, Value operand, @Nullable Unknown unknown) {
    if (unknown != null && isMissingDefault(unknown)) {
      return "`" + subject + "` is absent" + because(unknown);
    }
    if (unknown != null && item.value() != null) {
      return ReasonPhrases.is(subject, item.value()) + because(unknown);
    }
    Unknown other = operand.firstUnknown();
    if (other != null) {
      return ReasonPhrases.is(subject, item.value())
          + "; the value to compare with is unknown"
          + because(other);
    }
    return ReasonPhrases.is(subject, item.value()) + " in an element that may not exist";
  }

  private static boolean isMissingDefault(Unknown unknown) {
    return unknown.causes().stream()
        .anyMatch(cause -> cause.kind() == UnknownCause.Kind.PROVIDER_DEFAULT);
  }

  private static String because(Unknown unknown) {
    return unknown.causes().stream().findFirst().map(cause -> ": " + cause.text()).orElse("");
  }

  private ExplainedTruth count(
      CountInterval interval,
      String what,
      BoundCondition.Test test,
      Value operand,
      List<ExplainedTruth> counted,
      List<UnknownCause> causes) {
    TruthValue truth = interval.test(test.operator(), operand);
    boolean holds = (truth == TruthValue.TRUE) != test.operator().isNegation();
    String relation =
        truth == TruthValue.UNKNOWN
            ? "; unknown whether `" + test.operator().word() + "` " + ReasonPhrases.quoted(operand)
            : violation
                ? ReasonPhrases.expectation(test.operator().positive(), holds, operand)
                : ReasonPhrases.relation(test.operator().positive(), holds, operand);
    Origin origin =
        counted.stream()
            .map(each -> each.reason().origin())
            .filter(Origin::isWritten)
            .findFirst()
            .orElse(view.resource().origin());
    return new ExplainedTruth(
        new Reason(
            truth == TruthValue.UNKNOWN ? TruthValue.UNKNOWN : TruthValue.TRUE,
            what + " is " + interval + relation,
            origin,
            counted.stream().map(ExplainedTruth::reason).toList()),
        truth == TruthValue.UNKNOWN ? causes : List.of(),
        ExplainedTruth.COMPUTED);
  }

  /// The reasons that elements are counted or may be; if none is, the reasons that they are not.
  private List<ExplainedTruth> counted(
      BoundCondition.Subject.FieldCount count, @Nullable CountScope scope) {
    BoundCondition where = count.where();
    var path = view.aliases().find(count.array().text());
    if (where == null
        || path == null
        || !(evaluator.select(count.array(), scope)
            instanceof FieldSelection.Items(var items, _, _))) {
      return List.of();
    }
    List<ExplainedTruth> counted = new ArrayList<>();
    List<ExplainedTruth> others = new ArrayList<>();
    for (FieldSelection.Item item : items) {
      Value element = item.value() == null ? dev.redoubt.estate.NullValue.NULL : item.value();
      CountScope inner = new CountScope(count.array().text(), path.steps().size(), element, scope);
      boolean may = evaluator.truth(where, inner) != TruthValue.FALSE;
      (may ? counted : others).addAll(why(where, inner));
    }
    List<ExplainedTruth> shown = counted.isEmpty() ? others : counted;
    return shown.subList(0, Math.min(shown.size(), MAX_REASONS));
  }

  private List<UnknownCause> causes(
      BoundCondition.Subject.FieldCount count, @Nullable CountScope scope) {
    Set<UnknownCause> causes = new LinkedHashSet<>();
    collect(evaluator.select(count.array(), scope), causes);
    counted(count, scope).forEach(each -> causes.addAll(each.causes()));
    return List.copyOf(causes);
  }

  private static void collect(FieldSelection selection, Set<UnknownCause> causes) {
    switch (selection) {
      case FieldSelection.Either(var condition, _, _) -> causes.addAll(causes(condition));
      case FieldSelection.Items(_, var rest, _) -> {
        if (rest != null) {
          causes.addAll(rest.causes());
        }
      }
    }
  }

  private static List<UnknownCause> causes(Value value) {
    Unknown unknown = value.firstUnknown();
    return unknown == null ? List.of() : List.copyOf(unknown.causes());
  }

  private static int rank(FieldReference field) {
    return switch (field) {
      case FieldReference.Alias _ ->
          narrows(field.text()) ? ExplainedTruth.COMPUTED : ExplainedTruth.PROPERTY;
      case FieldReference.Tag _ -> ExplainedTruth.LABEL;
      case FieldReference.Named(var name, _) ->
          name == FieldReference.Name.TYPE ? ExplainedTruth.TYPE : ExplainedTruth.LABEL;
    };
  }

  /// Whether a property is the kind of a resource (`computeType`, `sku.tier`): it usually selects a
  /// part of the policy and is rarely the violation.
  private static boolean narrows(String alias) {
    String last = alias.substring(Math.max(alias.lastIndexOf('.'), alias.lastIndexOf('/')) + 1);
    String folded = PropertyName.folded(last);
    return folded.endsWith("type") || folded.equals("kind") || folded.equals("tier");
  }

  /// An alias without its resource type.
  private String shortName(FieldReference field) {
    String text = field.text();
    String type = view.resource().type() + "/";
    boolean own =
        text.length() > type.length() && text.regionMatches(true, 0, type, 0, type.length());
    return own ? text.substring(type.length()) : text;
  }
}
