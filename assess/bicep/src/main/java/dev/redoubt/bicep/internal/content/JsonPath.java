package dev.redoubt.bicep.internal.content;

import dev.redoubt.estate.Value;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A JSONPath expression as in Newtonsoft's Json.NET, which the compiler uses. It differs from RFC
/// 9535: `$` is optional, names are case-sensitive, a filter applies only to elements of arrays,
/// `&&` and `||` are right-associative. Regular expressions (`=~`) are not supported, because they
/// would come from an untrusted file.
record JsonPath(List<Step> steps) {

  JsonPath {
    steps = List.copyOf(steps);
  }

  /// A step that maps a list of values to another.
  sealed interface Step {}

  /// `.name`, `['a','b']`, `.*`; if `anywhere` (after `..`), at any depth.
  ///
  /// @param names null for all values
  record Members(@Nullable List<String> names, boolean anywhere) implements Step {}

  /// `[0]`, `[0,2]`.
  record Items(List<Integer> indexes) implements Step {
    Items {
      indexes = List.copyOf(indexes);
    }
  }

  /// `[*]`.
  record AllItems() implements Step {}

  /// `[start:end:step]`, each null if omitted; a negative index counts from the end.
  record Slice(@Nullable Integer start, @Nullable Integer end, int step) implements Step {}

  /// `[?(condition)]`; if `anywhere` (after `..`), at any depth.
  record Matching(Condition condition, boolean anywhere) implements Step {}

  /// The condition of a filter.
  sealed interface Condition {}

  record Both(Condition left, Condition right) implements Condition {}

  record Either(Condition left, Condition right) implements Condition {}

  record Exists(Operand operand) implements Condition {}

  record Compare(Comparison comparison, Operand left, Operand right) implements Condition {}

  /// An operand of a comparison.
  sealed interface Operand {}

  record Constant(Value value) implements Operand {}

  /// `@.a`, or `$.a` if `fromRoot`.
  record Path(boolean fromRoot, List<Step> steps) implements Operand {
    Path {
      steps = List.copyOf(steps);
    }
  }

  enum Comparison {
    EQUAL,
    NOT_EQUAL,
    STRICTLY_EQUAL,
    STRICTLY_NOT_EQUAL,
    LESS,
    LESS_OR_EQUAL,
    GREATER,
    GREATER_OR_EQUAL
  }

  /// Parses an expression.
  static StepResult<JsonPath> parse(String text) {
    return new JsonPathParser(text).parse();
  }

  /// The selected values, in document order.
  StepResult<List<Value>> select(Value root) {
    return new JsonPathSelection(root).select(this);
  }
}
