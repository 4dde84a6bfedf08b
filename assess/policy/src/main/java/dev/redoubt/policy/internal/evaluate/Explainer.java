package dev.redoubt.policy.internal.evaluate;

import dev.redoubt.effective.ResourceView;
import dev.redoubt.estate.Cause;
import dev.redoubt.estate.Origin;
import dev.redoubt.estate.PropertyName;
import dev.redoubt.estate.Unknown;
import dev.redoubt.estate.Value;
import dev.redoubt.findings.Reason;
import dev.redoubt.findings.Truth;
import dev.redoubt.policy.internal.rule.FieldReference;
import dev.redoubt.policy.internal.rule.Rule;
import dev.redoubt.policy.syntax.Operator;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Says why a rule holds, does not hold, or is not known to. Asks the evaluator again, so that a
/// verdict costs nothing for reasons that nobody reads.
public final class Explainer {

  /// More reasons than that explain nothing.
  private static final int MAX_REASONS = 20;

  private final RuleEvaluator evaluator;
  private final ResourceView view;

  public Explainer(RuleEvaluator evaluator) {
    this.evaluator = evaluator;
    this.view = evaluator.view();
  }

  /// The reasons for what a rule comes to, most telling first. What only says that the policy is
  /// about such a resource is left out where there is more to say.
  public List<Why> why(Rule rule) {
    List<Why> all = new ArrayList<>(new LinkedHashSet<>(why(rule, null)));
    all.sort(Comparator.comparingInt(Why::rank));
    if (!all.isEmpty() && all.getFirst().rank() < Why.TYPE) {
      all.removeIf(each -> each.rank() == Why.TYPE);
    }
    return all.size() > MAX_REASONS ? all.subList(0, MAX_REASONS) : all;
  }

  private List<Why> why(Rule rule, @Nullable CountScope scope) {
    return switch (rule) {
      case Rule.AllOf(var rules, _) -> among(rules, rule, Truth.TRUE, scope);
      case Rule.AnyOf(var rules, _) -> among(rules, rule, Truth.FALSE, scope);
      case Rule.Not(var inner, _) -> why(inner, scope);
      case Rule.Test test -> test(test, scope);
      case Rule.Unsupported(var reason, var origin) ->
          List.of(
              Why.of(
                  Truth.UNKNOWN,
                  "cannot be evaluated: " + reason,
                  origin,
                  List.of(),
                  Why.PROPERTY));
    };
  }

  /// The parts that made a whole what it is: all of them where it has its neutral value, else those
  /// that share its value.
  private List<Why> among(List<Rule> rules, Rule whole, Truth neutral, @Nullable CountScope scope) {
    Truth truth = evaluator.truth(whole, scope);
    List<Why> all = new ArrayList<>();
    for (Rule rule : rules) {
      if (truth == neutral || evaluator.truth(rule, scope) == truth) {
        all.addAll(why(rule, scope));
      }
    }
    return all;
  }

  private List<Why> test(Rule.Test test, @Nullable CountScope scope) {
    Value operand = evaluator.operand(test, scope);
    return switch (test.subject()) {
      case Rule.Subject.Field(var field) -> {
        List<Why> whys = new ArrayList<>();
        selection(evaluator.select(field, scope), field, test, operand, whys);
        yield whys;
      }
      case Rule.Subject.Computed(var expression, var text) -> {
        Value value = evaluator.evaluate(expression, scope);
        Selection.Item item = new Selection.Item(value, true, view.resource().origin());
        yield List.of(item(item, text, test, operand, Why.COMPUTED));
      }
      case Rule.Subject.FieldCount count -> {
        String what = "the count of `" + shortName(count.array()) + "`";
        CountInterval interval = evaluator.count(count, scope);
        yield List.of(
            count(interval, what, test, operand, counted(count, scope), causes(count, scope)));
      }
      case Rule.Subject.ValueCount count -> {
        CountInterval interval = evaluator.count(count, scope);
        Value values = evaluator.evaluate(count.values(), scope);
        Set<Cause> causes = new LinkedHashSet<>(causes(values));
        yield List.of(
            count(interval, "the count of values", test, operand, List.of(), List.copyOf(causes)));
      }
    };
  }

  private void selection(
      Selection selection, FieldReference field, Rule.Test test, Value operand, List<Why> whys) {
    switch (selection) {
      case Selection.Either(var condition, var whenTrue, var whenFalse) -> {
        List<Why> below = new ArrayList<>();
        selection(whenTrue, field, test, operand, below);
        selection(whenFalse, field, test, operand, below);
        whys.add(
            new Why(
                new Reason(
                    Truth.UNKNOWN,
                    "`" + shortName(field) + "` depends on " + Phrases.quoted(condition),
                    view.resource().origin(),
                    below.stream().map(Why::reason).toList()),
                causes(condition),
                rank(field)));
      }
      case Selection.Items(var items, var rest, var many) -> {
        for (Selection.Item item : telling(items, test, operand, rest)) {
          whys.add(item(item, shortName(field), test, operand, rank(field)));
        }
        if (rest != null) {
          whys.add(
              Why.of(
                  Truth.UNKNOWN,
                  "`" + shortName(field) + "` may have more elements" + because(rest),
                  rest.origin().isWritten() ? rest.origin() : view.resource().origin(),
                  List.copyOf(rest.causes()),
                  rank(field)));
        } else if (many && items.isEmpty()) {
          whys.add(
              Why.of(
                  Truth.TRUE,
                  "`" + shortName(field) + "` has no element",
                  view.resource().origin(),
                  List.of(),
                  rank(field)));
        }
      }
    }
  }

  /// Of several elements, those that decided: the ones that fail, else the unknown ones, else all.
  private static List<Selection.Item> telling(
      List<Selection.Item> items, Rule.Test test, Value operand, @Nullable Unknown rest) {
    for (Truth truth : List.of(Truth.FALSE, Truth.UNKNOWN)) {
      List<Selection.Item> some =
          items.stream().filter(item -> RuleEvaluator.test(item, test, operand) == truth).toList();
      if (!some.isEmpty()) {
        return some;
      }
    }
    return rest == null ? items : List.of();
  }

  private Why item(Selection.Item item, String subject, Rule.Test test, Value operand, int rank) {
    Operator operator = test.operator();
    Value value = item.value();
    Truth truth = RuleEvaluator.test(item, test, operand);
    Origin origin = item.origin().isWritten() ? item.origin() : item.around();
    origin = origin.isWritten() ? origin : view.resource().origin();
    if (truth != Truth.UNKNOWN) {
      boolean holds = (truth == Truth.TRUE) != operator.isNegation();
      boolean bare = value == null || value instanceof dev.redoubt.estate.NullValue;
      String relation = bare ? "" : Phrases.relation(operator.positive(), holds, operand);
      return Why.of(Truth.TRUE, Phrases.is(subject, value) + relation, origin, List.of(), rank);
    }
    if (Comparison.isMismatch(operator, value, operand) && value != null) {
      String text =
          "%s cannot be compared by `%s` with %s"
              .formatted(Phrases.is(subject, value), operator.word(), Phrases.quoted(operand));
      Cause cause = new Cause(Cause.Kind.INVALID_EXPRESSION, text, "correct the policy");
      return Why.of(Truth.UNKNOWN, text, origin, List.of(cause), rank);
    }
    Set<Cause> causes = new LinkedHashSet<>();
    Unknown unknown = value == null ? null : value.firstUnknown();
    causes.addAll(unknown == null ? Set.of() : unknown.causes());
    causes.addAll(causes(operand));
    return Why.of(
        Truth.UNKNOWN,
        unknownText(item, subject, operand, unknown),
        origin,
        List.copyOf(causes),
        rank);
  }

  private static String unknownText(
      Selection.Item item, String subject, Value operand, @Nullable Unknown unknown) {
    if (unknown != null && isMissingDefault(unknown)) {
      return "`" + subject + "` is absent" + because(unknown);
    }
    if (unknown != null && item.value() != null) {
      return Phrases.is(subject, item.value()) + because(unknown);
    }
    Unknown other = operand.firstUnknown();
    if (other != null) {
      return Phrases.is(subject, item.value())
          + "; what it is compared with is not known"
          + because(other);
    }
    return Phrases.is(subject, item.value()) + " in an element that may not be there";
  }

  private static boolean isMissingDefault(Unknown unknown) {
    return unknown.causes().stream().anyMatch(cause -> cause.kind() == Cause.Kind.PROVIDER_DEFAULT);
  }

  private static String because(Unknown unknown) {
    return unknown.causes().stream().findFirst().map(cause -> ": " + cause.text()).orElse("");
  }

  private Why count(
      CountInterval interval,
      String what,
      Rule.Test test,
      Value operand,
      List<Why> counted,
      List<Cause> causes) {
    Truth truth = interval.test(test.operator(), operand);
    boolean holds = (truth == Truth.TRUE) != test.operator().isNegation();
    String relation =
        truth == Truth.UNKNOWN
            ? ", not known to be " + test.operator().word() + " " + Phrases.quoted(operand)
            : Phrases.relation(test.operator().positive(), holds, operand);
    Origin origin =
        counted.stream()
            .map(each -> each.reason().origin())
            .filter(Origin::isWritten)
            .findFirst()
            .orElse(view.resource().origin());
    return new Why(
        new Reason(
            truth == Truth.UNKNOWN ? Truth.UNKNOWN : Truth.TRUE,
            what + " is " + interval + relation,
            origin,
            counted.stream().map(Why::reason).toList()),
        truth == Truth.UNKNOWN ? causes : List.of(),
        Why.COMPUTED);
  }

  /// Why elements are counted, or not known to be; where none is, why they are not.
  private List<Why> counted(Rule.Subject.FieldCount count, @Nullable CountScope scope) {
    Rule where = count.where();
    var path = view.aliases().find(count.array().text());
    if (where == null
        || path == null
        || !(evaluator.select(count.array(), scope) instanceof Selection.Items(var items, _, _))) {
      return List.of();
    }
    List<Why> counted = new ArrayList<>();
    List<Why> others = new ArrayList<>();
    for (Selection.Item item : items) {
      Value element = item.value() == null ? dev.redoubt.estate.NullValue.NULL : item.value();
      CountScope inner = new CountScope(count.array().text(), path.steps().size(), element, scope);
      boolean may = evaluator.truth(where, inner) != Truth.FALSE;
      (may ? counted : others).addAll(why(where, inner));
    }
    List<Why> told = counted.isEmpty() ? others : counted;
    return told.subList(0, Math.min(told.size(), MAX_REASONS));
  }

  private List<Cause> causes(Rule.Subject.FieldCount count, @Nullable CountScope scope) {
    Set<Cause> causes = new LinkedHashSet<>();
    collect(evaluator.select(count.array(), scope), causes);
    counted(count, scope).forEach(each -> causes.addAll(each.causes()));
    return List.copyOf(causes);
  }

  private static void collect(Selection selection, Set<Cause> causes) {
    switch (selection) {
      case Selection.Either(var condition, _, _) -> causes.addAll(causes(condition));
      case Selection.Items(_, var rest, _) -> {
        if (rest != null) {
          causes.addAll(rest.causes());
        }
      }
    }
  }

  private static List<Cause> causes(Value value) {
    Unknown unknown = value.firstUnknown();
    return unknown == null ? List.of() : List.copyOf(unknown.causes());
  }

  private static int rank(FieldReference field) {
    return switch (field) {
      case FieldReference.Alias _ -> narrows(field.text()) ? Why.COMPUTED : Why.PROPERTY;
      case FieldReference.Tag _ -> Why.LABEL;
      case FieldReference.Named(var name, _) ->
          name == FieldReference.Name.TYPE ? Why.TYPE : Why.LABEL;
    };
  }

  /// Whether a property says what kind of thing a resource is (`computeType`, `sku.tier`): it tells
  /// which part of a policy is meant, and less often what is wrong.
  private static boolean narrows(String alias) {
    String last = alias.substring(Math.max(alias.lastIndexOf('.'), alias.lastIndexOf('/')) + 1);
    String folded = PropertyName.folded(last);
    return folded.endsWith("type") || folded.equals("kind") || folded.equals("tier");
  }

  /// An alias without the type that it begins with.
  private String shortName(FieldReference field) {
    String text = field.text();
    String type = view.resource().type() + "/";
    boolean own =
        text.length() > type.length() && text.regionMatches(true, 0, type, 0, type.length());
    return own ? text.substring(type.length()) : text;
  }
}
