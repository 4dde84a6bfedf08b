package dev.redoubt.effective.alias;

import dev.redoubt.estate.PropertyName;
import java.util.ArrayList;
import java.util.List;

/// The path of an alias in a resource: property names, and [#ALL] for all elements of an array.
///
/// @param steps from the root of the payload: `properties`, `ipRules`, `[*]`, `value`
public record AliasPath(List<String> steps) {

  /// The step into all elements of an array.
  public static final String ALL = "[*]";

  public AliasPath {
    steps = List.copyOf(steps);
  }

  /// The steps of a path as Azure writes it: `properties.ipRules[*].value`.
  public static AliasPath parse(String path) {
    List<String> steps = new ArrayList<>();
    for (String part : path.split("\\.", -1)) {
      String name = part;
      int stars = 0;
      while (name.endsWith(ALL)) {
        name = name.substring(0, name.length() - ALL.length());
        stars++;
      }
      if (!name.isEmpty()) {
        steps.add(name);
      }
      for (int i = 0; i < stars; i++) {
        steps.add(ALL);
      }
    }
    return new AliasPath(steps);
  }

  public boolean hasAll() {
    return steps.contains(ALL);
  }

  /// Whether this path is a prefix of the other or equal to it; ignores case.
  public boolean isPrefixOf(AliasPath other) {
    if (steps.size() > other.steps.size()) {
      return false;
    }
    for (int i = 0; i < steps.size(); i++) {
      if (!PropertyName.same(steps.get(i), other.steps.get(i))) {
        return false;
      }
    }
    return true;
  }

  /// As Azure writes it.
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    for (String step : steps) {
      if (!text.isEmpty() && !step.equals(ALL)) {
        text.append('.');
      }
      text.append(step);
    }
    return text.toString();
  }
}
