package dev.redoubt.policy.internal.evaluate;

import dev.redoubt.effective.ResourceView;
import dev.redoubt.estate.Origin;
import dev.redoubt.estate.StringValue;
import dev.redoubt.estate.UnknownCause;
import dev.redoubt.estate.Value;
import dev.redoubt.findings.Reason;
import dev.redoubt.findings.TruthValue;
import dev.redoubt.policy.internal.rule.BoundCondition;
import dev.redoubt.policy.internal.rule.FieldReference;
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
  private final SelectionExplainer selections;

  /// @param violation whether the rule made the resource non-compliant, so that reasons name the
  ///   expected value
  public RuleExplainer(EvaluationFrame frame, boolean violation) {
    this(frame, violation, new SelectionExplainer(frame.view(), violation));
  }

  private RuleExplainer(EvaluationFrame frame, boolean violation, SelectionExplainer selections) {
    this.frame = frame;
    this.violation = violation;
    this.view = frame.view();
    this.selections = selections;
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
      case ConditionNode.FieldTest(var access, var field, _, _) ->
          selections.why(access.select(frame, scope), field, comparison, operand);
      case ConditionNode.ComputedFieldTest computed -> computedField(computed, operand, scope);
      case ConditionNode.ValueTest value -> {
        FieldSelection.One one =
            new FieldSelection.One(value.value(frame, scope), view.resource().origin());
        yield List.of(
            selections.item(one, value.text(), comparison, operand, ExplainedTruth.COMPUTED));
      }
      case ConditionNode.FieldCount count -> {
        String what = "the number of `" + selections.shortName(count.array()) + "`";
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
        Set<UnknownCause> causes =
            new LinkedHashSet<>(SelectionExplainer.causes(count.values(frame, scope)));
        causes.addAll(SelectionExplainer.causes(operand));
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
      FieldReference field = FieldReference.parse(((StringValue) name).text());
      return selections.why(
          access.select(frame, scope),
          field == null ? test.field() : field,
          test.comparison(),
          operand);
    }
    List<UnknownCause> causes = SelectionExplainer.causes(name);
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
    String array = selections.shortName(count.array());
    List<ArrayElement> counted = new ArrayList<>();
    List<ArrayElement> others = new ArrayList<>();
    for (ArrayElement element : ArrayElement.of(array, count.access().select(frame, scope))) {
      boolean isNotCounted =
          count.counted(element.value(), frame, scope).equals(CountInterval.NONE);
      (isNotCounted ? others : counted).add(element);
    }
    List<ExplainedTruth> reasons = new ArrayList<>();
    List<ArrayElement> shown = counted.isEmpty() ? others : counted;
    for (int i = 0; i < shown.size(); i++) {
      ArrayElement element = shown.get(i);
      List<ExplainedTruth> own =
          new RuleExplainer(frame, violation, selections.within(element))
              .why(count.where(), count.inner(element.value(), scope));
      if (counted.isEmpty()) {
        reasons.addAll(own);
      } else {
        List<ArrayElement> rest = new ArrayList<>(counted);
        rest.remove(i);
        reasons.add(element.summary(own, rest));
      }
      if (reasons.size() >= MAX_REASONS) {
        break;
      }
    }
    return reasons.subList(0, Math.min(reasons.size(), MAX_REASONS));
  }

  private List<UnknownCause> causes(
      ConditionNode.FieldCount count,
      List<ExplainedTruth> counted,
      Value operand,
      @Nullable CountScope scope) {
    Set<UnknownCause> causes = new LinkedHashSet<>();
    collectCauses(count.access().select(frame, scope), causes);
    counted.forEach(each -> causes.addAll(each.causes()));
    causes.addAll(SelectionExplainer.causes(operand));
    return List.copyOf(causes);
  }

  private static void collectCauses(FieldSelection selection, Set<UnknownCause> causes) {
    switch (selection) {
      case FieldSelection.Either(var condition, var whenTrue, var whenFalse) -> {
        causes.addAll(SelectionExplainer.causes(condition));
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
}
