package dev.redoubt.effective.table;

import dev.redoubt.estate.PropertyName;
import org.jspecify.annotations.Nullable;

/// A range of API versions: `*`, `<2019-04-01` or `>=2019-04-01`.
public record VersionRange(String text) {

  public VersionRange {
    if (!text.equals("*") && !text.startsWith("<2") && !text.startsWith(">=2")) {
      throw new IllegalArgumentException("not a range of API versions: " + text);
    }
  }

  /// Whether the range contains an API version; null if the version is empty and matters.
  public @Nullable Boolean contains(String apiVersion) {
    if (text.equals("*")) {
      return true;
    }
    if (apiVersion.isEmpty()) {
      return null;
    }
    // Dates in ISO 8601 compare as text; a preview of a date sorts after the date itself.
    String folded = PropertyName.folded(apiVersion);
    return text.startsWith(">=")
        ? folded.compareTo(text.substring(2)) >= 0
        : folded.compareTo(text.substring(1)) < 0;
  }
}
