package dev.redoubt.policy.internal.evaluate;

import dev.redoubt.effective.ResourceView;
import dev.redoubt.estate.NullValue;
import dev.redoubt.estate.Origin;
import dev.redoubt.estate.PropertyName;
import dev.redoubt.estate.ResidualExpression;
import dev.redoubt.estate.Unknown;
import dev.redoubt.estate.UnknownCause;
import dev.redoubt.estate.Value;
import dev.redoubt.findings.Reason;
import dev.redoubt.findings.TruthValue;
import dev.redoubt.policy.internal.expression.PossibleFailure;
import dev.redoubt.policy.internal.rule.FieldReference;
import dev.redoubt.policy.syntax.ConditionOperator;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Explains the result of a comparison with the values that a field selects.
final class SelectionExplainer {

  private final ResourceView view;
  private final boolean violation;
  private final @Nullable ArrayElement element;

  /// @param violation whether the rule made the resource non-compliant, so that reasons name the
  ///   expected value
  SelectionExplainer(ResourceView view, boolean violation) {
    this(view, violation, null);
  }

  private SelectionExplainer(ResourceView view, boolean violation, @Nullable ArrayElement element) {
    this.view = view;
    this.violation = violation;
    this.element = element;
  }

  /// An explainer that calls the counted element by its index.
  SelectionExplainer within(ArrayElement other) {
    return new SelectionExplainer(view, violation, other);
  }

  /// The reasons for the result of a comparison with what a field selects.
  List<ExplainedTruth> why(
      FieldSelection selection, FieldReference field, OperandComparison comparison, Value operand) {
    List<ExplainedTruth> reasons = new ArrayList<>();
    selection(selection, field, comparison, operand, reasons);
    return reasons;
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

  /// The reason for the result of a comparison with one value.
  ///
  /// @param subject what the value is of, without quotes
  ExplainedTruth item(
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
      String local = element == null ? subject : element.within(subject);
      return new ExplainedTruth(
          Reason.of(TruthValue.TRUE, ReasonPhrases.is(subject, value) + relation, origin),
          List.of(),
          rank,
          ReasonPhrases.is(local, value));
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

  /// The causes of an unknown value; empty for one that is known.
  static List<UnknownCause> causes(Value value) {
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

  /// An alias without its resource type, with the index of the counted element.
  String shortName(FieldReference field) {
    String text = field.text();
    String type = view.resource().type() + "/";
    boolean own =
        text.length() > type.length() && text.regionMatches(true, 0, type, 0, type.length());
    String shortened = own ? text.substring(type.length()) : text;
    return element == null ? shortened : element.named(shortened);
  }
}
