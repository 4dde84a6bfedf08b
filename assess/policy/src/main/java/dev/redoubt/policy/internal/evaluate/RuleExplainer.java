package dev.redoubt.policy.internal.evaluate;

import dev.redoubt.effective.ResourceView;
import dev.redoubt.estate.NullValue;
import dev.redoubt.estate.Origin;
import dev.redoubt.estate.PropertyName;
import dev.redoubt.estate.ResidualExpression;
import dev.redoubt.estate.StringValue;
import dev.redoubt.estate.Unknown;
import dev.redoubt.estate.UnknownCause;
import dev.redoubt.estate.Value;
import dev.redoubt.findings.Reason;
import dev.redoubt.findings.TruthValue;
import dev.redoubt.policy.internal.expression.PossibleFailure;
import dev.redoubt.policy.internal.rule.BoundCondition;
import dev.redoubt.policy.internal.rule.FieldReference;
import dev.redoubt.policy.syntax.ConditionOperator;
import dev.redoubt.template.syntax.TemplateExpression;
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

  private final EvaluationFrame frame;
  private final boolean violation;
  private final ResourceView view;

  /// @param violation whether the rule made the resource non-compliant, so that reasons name the
  ///   expected value
  public RuleExplainer(EvaluationFrame frame, boolean violation) {
    this.frame = frame;
    this.violation = violation;
    this.view = frame.view();
  }

  /// The reasons for the result of a rule, most relevant first. Reasons about the resource type
  /// alone are omitted if there are others.
  public List<ExplainedTruth> why(CompiledRule rule) {
    List<ExplainedTruth> all = new ArrayList<>(new LinkedHashSet<>(why(rule.node(), null)));
    all.sort(Comparator.comparingInt(ExplainedTruth::rank));
    if (!all.isEmpty() && all.getFirst().rank() < ExplainedTruth.TYPE) {
      all.removeIf(each -> each.rank() == ExplainedTruth.TYPE);
    }
    return all.size() > MAX_REASONS ? all.subList(0, MAX_REASONS) : all;
  }

  private List<ExplainedTruth> why(ConditionNode node, @Nullable CountScope scope) {
    return switch (node) {
      case ConditionNode.AllOf(var parts, _) -> among(parts, node, ConditionOutcome.TRUE, scope);
      case ConditionNode.AnyOf(var parts, _) -> among(parts, node, ConditionOutcome.FALSE, scope);
      case ConditionNode.Not(var inner) -> why(inner, scope);
      case ConditionNode.Constant(var outcome, var source) -> constant(outcome, source);
      case ConditionNode.Test test -> test(test, scope);
      case ConditionNode.Unsupported(var source) ->
          List.of(
              ExplainedTruth.of(
                  TruthValue.UNKNOWN,
                  "cannot be evaluated: " + source.reason(),
                  source.origin(),
                  List.of(),
                  ExplainedTruth.PROPERTY));
    };
  }

  /// A condition on the type.
  private List<ExplainedTruth> constant(ConditionOutcome outcome, BoundCondition source) {
    Value type =
        StringValue.of(PolicyResourceType.of(view.resource().type())).at(view.resource().origin());
    if (!(source instanceof BoundCondition.Test test)
        || !(test.operand() instanceof TemplateExpression.Literal(var operand))) {
      return List.of();
    }
    boolean holds = (outcome == ConditionOutcome.TRUE) != test.operator().isNegation();
    String text =
        ReasonPhrases.is("type", type)
            + ReasonPhrases.relation(test.operator().positive(), holds, operand);
    return List.of(
        ExplainedTruth.of(
            TruthValue.TRUE, text, view.resource().origin(), List.of(), ExplainedTruth.TYPE));
  }

  /// The parts that determined the result of the whole: all of them if it has its neutral value,
  /// otherwise those with the same value; for several possible outcomes, those that are not
  /// neutral.
  private List<ExplainedTruth> among(
      List<ConditionNode> parts,
      ConditionNode whole,
      ConditionOutcome neutral,
      @Nullable CountScope scope) {
    ConditionOutcome outcome = whole.evaluate(frame, scope);
    List<ExplainedTruth> all = new ArrayList<>();
    for (ConditionNode part : parts) {
      ConditionOutcome mine = part.evaluate(frame, scope);
      boolean decides =
          outcome == neutral || mine == outcome || (!outcome.isDefinite() && mine != neutral);
      if (decides) {
        all.addAll(why(part, scope));
      }
    }
    return all;
  }

  private List<ExplainedTruth> test(ConditionNode.Test test, @Nullable CountScope scope) {
    OperandComparison comparison = test.comparison();
    Value operand = comparison.operand(frame, scope);
    return switch (test) {
      case ConditionNode.FieldTest(var access, var field, _, _) -> {
        List<ExplainedTruth> reasons = new ArrayList<>();
        selection(access.select(frame, scope), field, comparison, operand, reasons);
        yield reasons;
      }
      case ConditionNode.ComputedFieldTest computed -> computedField(computed, operand, scope);
      case ConditionNode.ValueTest value -> {
        FieldSelection.One one =
            new FieldSelection.One(value.value(frame, scope), view.resource().origin());
        yield List.of(item(one, value.text(), comparison, operand, ExplainedTruth.COMPUTED));
      }
      case ConditionNode.FieldCount count -> {
        String what = "the number of `" + shortName(count.array()) + "`";
        List<ExplainedTruth> counted = counted(count, scope);
        yield List.of(
            count(
                count.count(frame, scope),
                what,
                comparison,
                operand,
                counted,
                causes(count, counted, operand, scope)));
      }
      case ConditionNode.ValueCount count -> {
        Set<UnknownCause> causes = new LinkedHashSet<>(causes(count.values(frame, scope)));
        causes.addAll(causes(operand));
        yield List.of(
            count(
                count.count(frame, scope),
                "the number of values",
                comparison,
                operand,
                List.of(),
                List.copyOf(causes)));
      }
    };
  }

  private List<ExplainedTruth> computedField(
      ConditionNode.ComputedFieldTest test, Value operand, @Nullable CountScope scope) {
    Value name = test.name(frame, scope);
    FieldAccess access = name instanceof StringValue(var text, _) ? test.access(text, scope) : null;
    if (access != null) {
      List<ExplainedTruth> reasons = new ArrayList<>();
      FieldReference field = FieldReference.parse(((StringValue) name).text());
      selection(
          access.select(frame, scope),
          field == null ? test.field() : field,
          test.comparison(),
          operand,
          reasons);
      return reasons;
    }
    List<UnknownCause> causes = causes(name);
    String text =
        name instanceof StringValue
            ? ReasonPhrases.quoted(name) + " is not a field that policies can use"
            : "the name of the field `" + test.field().text() + "` is unknown";
    return List.of(
        ExplainedTruth.of(
            TruthValue.UNKNOWN,
            text,
            view.resource().origin(),
            causes.isEmpty() ? List.of(UnknownCause.failure(text)) : causes,
            ExplainedTruth.COMPUTED));
  }

  private void selection(
      FieldSelection selection,
      FieldReference field,
      OperandComparison comparison,
      Value operand,
      List<ExplainedTruth> reasons) {
    ConditionOutcome whole = comparison.test(selection, operand);
    switch (selection) {
      case FieldSelection.Either(var condition, var whenTrue, var whenFalse) ->
          either(condition, List.of(whenTrue, whenFalse), field, comparison, operand, reasons);
      case FieldSelection.One(
              Unknown(ResidualExpression.Choice(var condition, var a, var b), _, _, _, _),
              var around)
          when !whole.isDefinite() && !PossibleFailure.isIn(a) && !PossibleFailure.isIn(b) -> {
        FieldSelection left = new FieldSelection.One(a, around);
        FieldSelection right = new FieldSelection.One(b, around);
        boolean differ = comparison.test(left, operand) != comparison.test(right, operand);
        if (differ) {
          either(condition, List.of(left, right), field, comparison, operand, reasons);
        } else {
          reasons.add(
              item(
                  (FieldSelection.One) selection,
                  shortName(field),
                  comparison,
                  operand,
                  rank(field)));
        }
      }
      case FieldSelection.One one ->
          reasons.add(item(one, shortName(field), comparison, operand, rank(field)));
      case FieldSelection.All(var parts, var rest) -> {
        for (FieldSelection part : parts) {
          ConditionOutcome mine = comparison.test(part, operand);
          if (whole == ConditionOutcome.TRUE || mine != ConditionOutcome.TRUE) {
            selection(part, field, comparison, operand, reasons);
          }
        }
        if (rest != null && whole != ConditionOutcome.FALSE) {
          reasons.add(
              ExplainedTruth.of(
                  TruthValue.UNKNOWN,
                  "`" + shortName(field) + "` may have more elements" + because(rest),
                  rest.origin().isWritten() ? rest.origin() : view.resource().origin(),
                  List.copyOf(rest.causes()),
                  rank(field)));
        } else if (parts.isEmpty() && rest == null) {
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

  private void either(
      Value condition,
      List<FieldSelection> branches,
      FieldReference field,
      OperandComparison comparison,
      Value operand,
      List<ExplainedTruth> reasons) {
    List<ExplainedTruth> below = new ArrayList<>();
    branches.forEach(branch -> selection(branch, field, comparison, operand, below));
    Set<UnknownCause> causes = new LinkedHashSet<>(causes(condition));
    below.forEach(each -> causes.addAll(each.causes()));
    reasons.add(
        new ExplainedTruth(
            new Reason(
                TruthValue.UNKNOWN,
                "`" + shortName(field) + "` depends on " + ReasonPhrases.quoted(condition),
                view.resource().origin(),
                below.stream().map(ExplainedTruth::reason).toList()),
            List.copyOf(causes),
            rank(field)));
  }

  private ExplainedTruth item(
      FieldSelection.One item,
      String subject,
      OperandComparison comparison,
      Value operand,
      int rank) {
    ConditionOperator operator = comparison.operator();
    Value value = item.value() == null ? null : PossibleFailure.without(item.value());
    ConditionOutcome outcome = comparison.test(item.value(), operand);
    Origin origin = item.origin().isWritten() ? item.origin() : item.around();
    origin = origin.isWritten() ? origin : view.resource().origin();
    if (outcome == ConditionOutcome.TRUE || outcome == ConditionOutcome.FALSE) {
      boolean holds = (outcome == ConditionOutcome.TRUE) != operator.isNegation();
      boolean absent = value == null || value instanceof NullValue;
      String relation =
          holds && value != null && ReasonPhrases.isSameRole(value, operand)
              ? ""
              : relation(operator.positive(), holds, operand, absent, rank);
      return ExplainedTruth.of(
          TruthValue.TRUE, ReasonPhrases.is(subject, value) + relation, origin, List.of(), rank);
    }
    Unknown failure = failure(value, operand);
    if (failure != null || outcome == ConditionOutcome.ERROR) {
      return failed(failure, value, subject, operator, operand, origin, rank);
    }
    Set<UnknownCause> causes = new LinkedHashSet<>();
    Unknown unknown = value == null ? null : value.firstUnknown();
    causes.addAll(unknown == null ? Set.of() : unknown.causes());
    causes.addAll(causes(operand));
    if (causes.isEmpty()) {
      String text =
          "the order of %s and %s is not known"
              .formatted(
                  value == null ? "nothing" : ReasonPhrases.quoted(value),
                  ReasonPhrases.quoted(operand));
      causes.add(UnknownCause.failure(text));
    }
    return ExplainedTruth.of(
        TruthValue.UNKNOWN,
        unknownText(value, subject, operand, unknown),
        origin,
        List.copyOf(causes),
        rank);
  }

  private static @Nullable Unknown failure(@Nullable Value value, Value operand) {
    Value other = PossibleFailure.without(operand);
    return value instanceof Unknown mine && Unknown.isFailure(mine)
        ? mine
        : other instanceof Unknown theirs && Unknown.isFailure(theirs) ? theirs : null;
  }

  /// An evaluation that fails.
  private static ExplainedTruth failed(
      @Nullable Unknown failure,
      @Nullable Value value,
      String subject,
      ConditionOperator operator,
      Value operand,
      Origin origin,
      int rank) {
    String text =
        failure != null
            ? failure.causes().stream().findFirst().map(UnknownCause::text).orElse("it fails")
            : "%s cannot be compared by `%s` with %s"
                .formatted(
                    ReasonPhrases.is(subject, value),
                    operator.word(),
                    ReasonPhrases.quoted(operand));
    return ExplainedTruth.of(
        TruthValue.UNKNOWN, text, origin, List.of(UnknownCause.failure(text)), rank);
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
      @Nullable Value value, String subject, Value operand, @Nullable Unknown unknown) {
    if (unknown != null && isMissingDefault(unknown)) {
      return "`" + subject + "` is absent" + because(unknown);
    }
    if (unknown != null && value != null) {
      return ReasonPhrases.is(subject, value) + because(unknown);
    }
    Unknown other = PossibleFailure.without(operand).firstUnknown();
    if (other != null) {
      return ReasonPhrases.is(subject, value)
          + "; the value to compare with is unknown"
          + because(other);
    }
    return ReasonPhrases.is(subject, value)
        + "; its order relative to "
        + ReasonPhrases.quoted(operand)
        + " is not known";
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
      OperandComparison comparison,
      Value operand,
      List<ExplainedTruth> counted,
      List<UnknownCause> causes) {
    TruthValue truth = interval.test(comparison.operator(), operand).truth();
    boolean holds = (truth == TruthValue.TRUE) != comparison.operator().isNegation();
    String relation =
        truth == TruthValue.UNKNOWN
            ? "; unknown whether " + ReasonPhrases.question(comparison.operator(), operand)
            : violation
                ? ReasonPhrases.expectation(comparison.operator().positive(), holds, operand)
                : ReasonPhrases.relation(comparison.operator().positive(), holds, operand);
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
  private List<ExplainedTruth> counted(ConditionNode.FieldCount count, @Nullable CountScope scope) {
    if (count.where() == null) {
      return List.of();
    }
    List<FieldSelection.One> items = new ArrayList<>();
    collect(count.access().select(frame, scope), items);
    List<ExplainedTruth> counted = new ArrayList<>();
    List<ExplainedTruth> others = new ArrayList<>();
    for (FieldSelection.One item : items) {
      boolean isNotCounted = count.counted(item.value(), frame, scope).equals(CountInterval.NONE);
      (isNotCounted ? others : counted)
          .addAll(why(count.where(), count.inner(item.value(), scope)));
    }
    List<ExplainedTruth> shown = counted.isEmpty() ? others : counted;
    return shown.subList(0, Math.min(shown.size(), MAX_REASONS));
  }

  private static void collect(FieldSelection selection, List<FieldSelection.One> items) {
    switch (selection) {
      case FieldSelection.One one -> items.add(one);
      case FieldSelection.All(var parts, _) -> parts.forEach(part -> collect(part, items));
      case FieldSelection.Either(_, var whenTrue, var whenFalse) -> {
        collect(whenTrue, items);
        collect(whenFalse, items);
      }
    }
  }

  private List<UnknownCause> causes(
      ConditionNode.FieldCount count,
      List<ExplainedTruth> counted,
      Value operand,
      @Nullable CountScope scope) {
    Set<UnknownCause> causes = new LinkedHashSet<>();
    collectCauses(count.access().select(frame, scope), causes);
    counted.forEach(each -> causes.addAll(each.causes()));
    causes.addAll(causes(operand));
    return List.copyOf(causes);
  }

  private static void collectCauses(FieldSelection selection, Set<UnknownCause> causes) {
    switch (selection) {
      case FieldSelection.Either(var condition, var whenTrue, var whenFalse) -> {
        causes.addAll(causes(condition));
        collectCauses(whenTrue, causes);
        collectCauses(whenFalse, causes);
      }
      case FieldSelection.All(var parts, var rest) -> {
        parts.forEach(part -> collectCauses(part, causes));
        if (rest != null) {
          causes.addAll(rest.causes());
        }
      }
      case FieldSelection.One _ -> {}
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
      case FieldReference.Tag _, FieldReference.Computed _ -> ExplainedTruth.LABEL;
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
