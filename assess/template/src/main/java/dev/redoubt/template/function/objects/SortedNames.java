package dev.redoubt.template.function.objects;

import dev.redoubt.estate.ObjectValue;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// Sorts the property names of an object alphabetically, ignoring case, as Azure lists them.
final class SortedNames {

  /// The ordinal comparison of .NET that ignores case: it compares the upper-case forms.
  private static final Comparator<String> ORDER = SortedNames::compare;

  private SortedNames() {}

  static List<String> of(ObjectValue object) {
    List<String> names = new ArrayList<>(object.names());
    names.sort(ORDER);
    return names;
  }

  private static int compare(String left, String right) {
    int shared = Math.min(left.length(), right.length());
    for (int i = 0; i < shared; i++) {
      char a = Character.toUpperCase(left.charAt(i));
      char b = Character.toUpperCase(right.charAt(i));
      if (a != b) {
        return a - b;
      }
    }
    return left.length() - right.length();
  }
}
