package dev.redoubt.policy.internal.evaluate;

import dev.redoubt.estate.ObjectValue;
import dev.redoubt.estate.Origin;
import dev.redoubt.estate.StringValue;
import dev.redoubt.estate.UnknownCause;
import dev.redoubt.estate.Value;
import dev.redoubt.findings.Reason;
import dev.redoubt.findings.TruthValue;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// An element of an array that a policy counts, as reasons call it.
///
/// @param array the alias of the elements without its resource type: `securityRules[*]`
/// @param index its place in the array; -1 if it is not known
record ArrayElement(String array, int index, @Nullable Value value) {

  /// The maximum number of other elements that a summary names.
  private static final int MAX_OTHERS = 3;

  private static final String ALL = "[*]";

  /// The elements that an alias selects. Their places are known if it selects from one array and
  /// the array does not depend on a condition.
  static List<ArrayElement> of(String array, FieldSelection selection) {
    boolean isOneArray = array.endsWith(ALL) && array.indexOf(ALL) == array.length() - ALL.length();
    boolean isPlain =
        selection instanceof FieldSelection.All(var parts, _)
            && parts.stream().allMatch(FieldSelection.One.class::isInstance);
    List<ArrayElement> elements = new ArrayList<>();
    collect(array, selection, isOneArray && isPlain, elements);
    return elements;
  }

  private static void collect(
      String array, FieldSelection selection, boolean hasPlace, List<ArrayElement> elements) {
    switch (selection) {
      case FieldSelection.One one ->
          elements.add(new ArrayElement(array, hasPlace ? elements.size() : -1, one.value()));
      case FieldSelection.All(var parts, _) ->
          parts.forEach(part -> collect(array, part, hasPlace, elements));
      case FieldSelection.Either(_, var whenTrue, var whenFalse) -> {
        collect(array, whenTrue, false, elements);
        collect(array, whenFalse, false, elements);
      }
    }
  }

  /// A field with the index of the element: `securityRules[1].access`.
  String named(String field) {
    return hasIndex() && field.regionMatches(true, 0, array, 0, array.length())
        ? label() + field.substring(array.length())
        : field;
  }

  /// A field of the element without the element: `access`.
  String within(String field) {
    String prefix = (hasIndex() ? label() : array) + ".";
    return field.startsWith(prefix) ? field.substring(prefix.length()) : field;
  }

  private boolean hasIndex() {
    return index >= 0;
  }

  private String label() {
    return hasIndex()
        ? array.substring(0, array.length() - ALL.length()) + "[" + index + "]"
        : array;
  }

  /// `securityRules[1]` (`ssh`).
  private String title() {
    Value name = value instanceof ObjectValue object ? object.get("name") : null;
    return "`"
        + label()
        + "`"
        + (name instanceof StringValue(var text, _) ? " (`" + text + "`)" : "");
  }

  /// One reason that says what the reasons for counting the element say together.
  ///
  /// @param reasons the reasons for counting it
  /// @param others the other elements that are counted
  ExplainedTruth summary(List<ExplainedTruth> reasons, List<ArrayElement> others) {
    Set<UnknownCause> causes = new LinkedHashSet<>();
    reasons.forEach(each -> causes.addAll(each.causes()));
    boolean isUnknown =
        reasons.stream().anyMatch(each -> each.reason().truth() == TruthValue.UNKNOWN);
    String statements =
        reasons.stream()
            .map(ExplainedTruth::statement)
            .distinct()
            .collect(Collectors.joining(", "));
    int more = others.size() - MAX_OTHERS;
    String also =
        others.stream().limit(MAX_OTHERS).map(ArrayElement::title).collect(Collectors.joining(", "))
            + (more > 0 ? " and " + more + " more" : "");
    String text =
        title()
            + (statements.isEmpty() ? "" : ": " + statements)
            + (others.isEmpty() ? "" : "; also " + also);
    Origin origin =
        reasons.stream()
            .map(each -> each.reason().origin())
            .filter(Origin::isWritten)
            .findFirst()
            .orElse(value == null ? Origin.NONE : value.origin());
    return new ExplainedTruth(
        new Reason(
            isUnknown ? TruthValue.UNKNOWN : TruthValue.TRUE,
            text,
            origin,
            reasons.stream().map(ExplainedTruth::reason).toList(),
            true),
        List.copyOf(causes),
        ExplainedTruth.COMPUTED);
  }
}
