package dev.redoubt.scan.internal.pickle;

import dev.redoubt.scan.internal.pickle.PickleValue.Plain;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Validates what pandas builds its indexes and the blocks of its tables from. pandas converts its
/// arguments in native code that trusts the parts of an index, so only the forms that pandas itself
/// writes are accepted.
final class PandasColumns {

  private static final long MOST = PickleValue.LARGEST / PickleMachine.ELEMENT;

  /// Modules of time zones.
  private static final List<String> ZONES = List.of("datetime", "pytz", "zoneinfo", "dateutil.tz");

  /// The arguments of pandas indexes, by their names in a pickle, without those that convert an
  /// index into another type.
  private static final Map<String, List<String>> COLUMNS =
      Map.ofEntries(
          Map.entry("data", List.of("column")),
          Map.entry("left", List.of("values", CallSignature.INDEX)),
          Map.entry("right", List.of("values", CallSignature.INDEX)),
          Map.entry("levels", List.of("indexes")),
          Map.entry("codes", List.of("vectors")),
          Map.entry("labels", List.of("vectors")),
          Map.entry("names", List.of("none", "list", "tuple", "of:pandas.")),
          Map.entry("name", List.of("constant", "of:pandas._libs.", "of:numpy.", "of:datetime.")),
          Map.entry("sortorder", List.of("none", "int")),
          Map.entry("verify_integrity", List.of("bool")),
          Map.entry("start", List.of("none", "int", "of:numpy.")),
          Map.entry("stop", List.of("none", "int", "of:numpy.")),
          Map.entry("step", List.of("none", "int", "of:numpy.")),
          Map.entry("freq", List.of("none", "text", "of:pandas._libs.tslibs.")),
          Map.entry("tz", List.of("none", "zone")),
          Map.entry("closed", List.of("none", "text")));

  private PandasColumns() {}

  /// Whether a value may become a part of a table: an array, or a pandas object that is one.
  static boolean isBlock(PickleValue value, Predicate<PickleValue> inert) {
    return isColumn(value, inert) || isTable(value, inert);
  }

  /// The labels of the rows and columns of a table.
  static boolean areAxes(PickleValue value, Predicate<PickleValue> inert) {
    return value instanceof PickleValue.Items items
        && items.kind() == Plain.LIST
        && items.isWhole()
        && inert.test(items)
        && items.kept().stream()
            .allMatch(
                axis ->
                    axis instanceof PickleValue.Instance made
                        && made.made().signature.makesIndexes());
  }

  /// Whether a value may become an end of intervals: single numbers or instants.
  static boolean areValues(PickleValue value, Predicate<PickleValue> inert) {
    return CallSignature.matches("vector", value, inert)
        || (value instanceof PickleValue.Instance made
            && made.made().signature.makesBacked()
            && !isCategorical(made)
            && inert.test(made));
  }

  /// The position of a part in a table.
  static boolean isPlace(PickleValue value, Predicate<PickleValue> inert) {
    return CallSignature.matches("of:builtins.slice", value, inert)
        || CallSignature.matches("of:pandas._libs.internals.", value, inert)
        || CallSignature.matches("vector", value, inert);
  }

  /// Whether this is a list that contains only elements that match.
  ///
  /// @param forgotten the kind of such a list of which no more is known
  static boolean isListOf(
      int elements, Plain forgotten, PickleValue value, Predicate<PickleValue> inert) {
    return (value == forgotten
            || (value instanceof PickleValue.Items items
                && items.kind() == Plain.LIST
                && items.elements() == elements))
        && inert.test(value);
  }

  static boolean isZone(PickleValue value, Predicate<PickleValue> inert) {
    return value instanceof PickleValue.Instance zone
        && ZONES.stream().anyMatch(zone.made().module::startsWith)
        && inert.test(value);
  }

  /// An array, or a pandas object that is one.
  static boolean isColumn(PickleValue value, Predicate<PickleValue> inert) {
    return CallSignature.matches("vector", value, inert)
        || (value instanceof PickleValue.Instance made
            && (made.made().signature.makesNative() || made.made().signature.makesData())
            && made.made().module.startsWith("pandas")
            && inert.test(value));
  }

  /// Whether this dictionary may become an index.
  static boolean areColumns(PickleValue value, Predicate<PickleValue> inert) {
    if (!(value instanceof PickleValue.Items items)
        || items.kind() != Plain.MAPPING
        || !items.isWhole()
        || !inert.test(items)) {
      return false;
    }
    for (int i = 0; i < items.kept().size(); i += 2) {
      List<String> kinds =
          items.kept().get(i) instanceof PickleValue.Text key ? COLUMNS.get(key.start()) : null;
      PickleValue part = items.kept().get(i + 1);
      if (kinds == null
          || kinds.stream().noneMatch(kind -> CallSignature.matches(kind, part, inert))) {
        return false;
      }
    }
    return true;
  }

  /// Whether the index of these columns has only its own values: no categories, no levels.
  static boolean isPlainIndex(PickleValue columns) {
    if (!(columns instanceof PickleValue.Items items)) {
      return false;
    }
    PickleValue data = items.get("data");
    return items.has("left") || (data != null && !isCategorical(data));
  }

  /// The maximum number of values of an index that is written as a range; 0 for any other index. An
  /// unknown number exceeds any memory.
  ///
  /// @param arguments of the call that creates it, the columns last
  static long rangeLength(PickleValue arguments) {
    if (!(arguments instanceof PickleValue.Tuple tuple)
        || tuple.elements().isEmpty()
        || !(tuple.elements().getLast() instanceof PickleValue.Items items)
        || !(items.has("start") || items.has("stop"))) {
      return 0;
    }
    double start = number(items.get("start"), 0);
    // With one of the two alone, the range ends there, like a Python range.
    double distance = Math.abs(number(items.get("stop"), 0) - start);
    double step =
        items.get("step") instanceof PickleValue.Whole whole ? Math.abs(whole.value()) : 1;
    double length = Double.isNaN(distance) ? MOST : distance / Math.max(step, 1);
    return (long) Math.min(MOST, length + 2);
  }

  private static double number(@Nullable PickleValue value, double without) {
    return value == null || value == Plain.NONE
        ? without
        : value instanceof PickleValue.Whole whole ? whole.value() : Double.NaN;
  }

  private static boolean isCategorical(PickleValue value) {
    return value instanceof PickleValue.Instance made
        && (made.made().name.endsWith("Categorical")
            || (made.arguments() != null
                && made.arguments().elements().getFirst() instanceof PickleValue.Global type
                && type.name.endsWith("Categorical")));
  }

  /// The columns of a table, in an object around a two-dimensional array.
  private static boolean isTable(PickleValue value, Predicate<PickleValue> inert) {
    return value instanceof PickleValue.Instance made
        && made.dimensions() == 2
        && made.state() != null
        && inert.test(made.state());
  }
}
