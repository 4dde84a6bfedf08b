package dev.redoubt.reporthtml.internal;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Numbers the documents and causes that settings rest on, because many settings have the same.
final class SettingBases {

  private final Map<String, Integer> numbers = new LinkedHashMap<>();

  /// The number of a basis, from 1; 0 for none.
  int number(String basis) {
    return basis.isEmpty() ? 0 : numbers.computeIfAbsent(basis, _ -> numbers.size() + 1);
  }

  /// In the order of their numbers.
  List<String> all() {
    return List.copyOf(numbers.keySet());
  }
}
