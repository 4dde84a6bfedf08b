package dev.redoubt.bicep.internal.content;

import dev.redoubt.estate.Value;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A JSONPath expression, as Newtonsoft's Json.NET, on which the compiler is built, has it. It
/// differs from RFC 9535: `$` may be left out, names heed case, a filter is applied to the elements
/// of arrays alone, `&&` and `||` group to the right. Patterns (`=~`) are not run: they are
/// programs of whoever wrote the file.
record JsonPath(List<Step> steps) {

  JsonPath {
    steps = List.copyOf(steps);
  }

  /// Goes from some values to others.
  sealed interface Step {}

  /// `.name`, `['a','b']`, `.*`; with `anywhere` after `..`: also of what is inside.
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

  /// `[start:end:step]`, each null where it is left out; a negative one counts from the end.
  record Slice(@Nullable Integer start, @Nullable Integer end, int step) implements Step {}

  /// `[?(condition)]`; with `anywhere` after `..`.
  record Matching(Condition condition, boolean anywhere) implements Step {}

  /// What is asked of each element.
  sealed interface Condition {}

  record Both(Condition left, Condition right) implements Condition {}

  record Either(Condition left, Condition right) implements Condition {}

  record Exists(Operand operand) implements Condition {}

  record Compare(Comparison comparison, Operand left, Operand right) implements Condition {}

  /// What is compared.
  sealed interface Operand {}

  record Constant(Value value) implements Operand {}

  /// `@.a` or, with `fromRoot`, `$.a`.
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

  /// Reads an expression.
  static LoadStep<JsonPath> parse(String text) {
    return new JsonPathParser(text).parse();
  }

  /// What it finds, in the order of the document.
  LoadStep<List<Value>> select(Value root) {
    return new JsonPathSelection(root).select(this);
  }
}
