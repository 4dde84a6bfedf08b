package dev.redoubt.registry.tracking;

import dev.redoubt.registry.search.SearchCondition;
import dev.redoubt.registry.search.SearchField;
import dev.redoubt.registry.search.SearchFilter;
import dev.redoubt.registry.search.SearchOperand;
import dev.redoubt.registry.search.SearchOperator;
import dev.redoubt.registry.search.SortKey;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Reference implementation of run searches: over objects in memory, without SQL.
final class ReferenceSearch {

  private ReferenceSearch() {}

  static List<String> find(List<Run> runs, SearchFilter filter, List<SortKey> orders) {
    Comparator<Run> order = (_, _) -> 0;
    for (SortKey key : orders) {
      order = order.thenComparing(by(key));
    }
    return runs.stream()
        .filter(run -> filter.all().stream().allMatch(each -> meets(run, each)))
        .sorted(order.thenComparing(run -> run.info().id()))
        .map(run -> run.info().id())
        .toList();
  }

  private static boolean meets(Run run, SearchCondition comparison) {
    SearchField field = comparison.field();
    return switch (field.kind()) {
      case METRIC -> metric(run, field.key()).stream().anyMatch(v -> number(v, comparison));
      case PARAMETER -> entry(run.parameters(), field.key(), comparison);
      case TAG -> entry(run.tags(), field.key(), comparison);
      case DATASET ->
          run.dataSets().stream()
              .flatMap(input -> dataSet(input, field.key()))
              .anyMatch(value -> text(value, comparison));
      case ATTRIBUTE ->
          field.key().equals("start_time")
              ? number((double) run.info().startTime(), comparison)
              : text(attribute(run.info(), field.key()), comparison);
    };
  }

  private static Optional<Double> metric(Run run, String key) {
    return run.metrics().stream()
        .filter(metric -> metric.key().equals(key))
        .map(Metric::value)
        .findFirst();
  }

  private static Optional<String> value(List<KeyValue> entries, String key) {
    return entries.stream()
        .filter(entry -> entry.key().equals(key))
        .map(KeyValue::value)
        .findFirst();
  }

  private static boolean entry(List<KeyValue> entries, String key, SearchCondition comparison) {
    Optional<String> value = value(entries, key);
    return switch (comparison.operator()) {
      case IS_NULL -> value.isEmpty();
      case IS_NOT_NULL -> value.isPresent();
      case EQUAL, NOT_EQUAL, LESS, AT_MOST, GREATER, AT_LEAST, LIKE, ILIKE, IN, NOT_IN ->
          value.filter(text -> text(text, comparison)).isPresent();
    };
  }

  private static Stream<String> dataSet(DataSetInput input, String key) {
    return switch (key) {
      case "name" -> Stream.of(input.dataSet().name());
      case "digest" -> Stream.of(input.dataSet().digest());
      default -> value(input.tags(), DataSetInput.CONTEXT_TAG).stream();
    };
  }

  private static String attribute(RunInfo run, String key) {
    return switch (key) {
      case "run_id" -> run.id();
      case "run_name" -> run.name();
      case "status" -> run.status().name();
      case "user_id" -> run.user();
      default -> throw new IllegalArgumentException(key);
    };
  }

  private static boolean number(double value, SearchCondition comparison) {
    double other = ((SearchOperand.Decimal) comparison.operand()).value().doubleValue();
    return switch (comparison.operator()) {
      case EQUAL -> value == other;
      case NOT_EQUAL -> value != other;
      case LESS -> value < other;
      case AT_MOST -> value <= other;
      case GREATER -> value > other;
      case AT_LEAST -> value >= other;
      case LIKE, ILIKE, IN, NOT_IN, IS_NULL, IS_NOT_NULL ->
          throw new IllegalArgumentException(comparison.toString());
    };
  }

  private static boolean text(String value, SearchCondition comparison) {
    SearchOperator operator = comparison.operator();
    if (comparison.operand() instanceof SearchOperand.Texts(List<String> texts)) {
      return texts.contains(value) == (operator == SearchOperator.IN);
    }
    String other = ((SearchOperand.Text) comparison.operand()).value();
    return switch (operator) {
      case EQUAL -> value.equals(other);
      case NOT_EQUAL -> !value.equals(other);
      case LIKE -> like(value, other);
      case ILIKE -> like(value.toLowerCase(Locale.ROOT), other.toLowerCase(Locale.ROOT));
      case LESS, AT_MOST, GREATER, AT_LEAST, IN, NOT_IN, IS_NULL, IS_NOT_NULL ->
          throw new IllegalArgumentException(comparison.toString());
    };
  }

  private static boolean like(String value, String pattern) {
    StringBuilder expression = new StringBuilder();
    for (int c : pattern.codePoints().toArray()) {
      expression.append(
          switch (c) {
            case '%' -> ".*";
            case '_' -> ".";
            default -> Pattern.quote(Character.toString(c));
          });
    }
    return Pattern.compile(expression.toString(), Pattern.DOTALL).matcher(value).matches();
  }

  /// Numbers, then NaN, then absent values, in either direction.
  private static Comparator<Run> by(SortKey order) {
    SearchField field = order.field();
    return switch (field.kind()) {
      case METRIC ->
          Comparator.comparing((Run run) -> metric(run, field.key()).isEmpty())
              .thenComparing(run -> metric(run, field.key()).filter(v -> v.isNaN()).isPresent())
              .thenComparing(
                  run -> metric(run, field.key()).filter(v -> !v.isNaN()).orElse(0.0),
                  direction(order));
      case PARAMETER -> texts(order, run -> value(run.parameters(), field.key()));
      case TAG -> texts(order, run -> value(run.tags(), field.key()));
      case ATTRIBUTE ->
          field.key().equals("start_time")
              ? Comparator.comparing(run -> run.info().startTime(), direction(order))
              : texts(order, run -> Optional.of(attribute(run.info(), field.key())));
      case DATASET -> throw new IllegalArgumentException(order.toString());
    };
  }

  private static Comparator<Run> texts(SortKey order, Function<Run, Optional<String>> value) {
    return Comparator.comparing((Run run) -> value.apply(run).isEmpty())
        .thenComparing(run -> value.apply(run).orElse(""), direction(order));
  }

  private static <T extends Comparable<T>> Comparator<T> direction(SortKey order) {
    return order.ascending() ? Comparator.naturalOrder() : Comparator.reverseOrder();
  }
}
