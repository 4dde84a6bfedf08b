package dev.redoubt.registry.tracking;

import dev.redoubt.access.RequestRefusedException;

/// Limits on lengths and counts, as in MLflow 3.17's `utils/validation.py`. Lengths are in code
/// points.
final class TrackingLimits {

  static final int KEY = 250;
  static final int PARAMETER_VALUE = 6_000;
  static final int TAG_VALUE = 8_000;

  /// Of a changed tag, which cannot be truncated. In MLflow the limit depends on the database.
  static final int CHANGED_TAG_VALUE = 100_000;

  static final int EXPERIMENT_NAME = 500;
  static final int EXPERIMENT_TAG_VALUE = 20_000;
  static final int LOCATION = 2_048;
  static final int USER = 256;
  static final int DATASET_NAME = 500;
  static final int DATASET_DIGEST = 36;
  static final int DATASET_SOURCE_TYPE = 36;
  static final int DATASET_SOURCE = 65_535;
  static final int DATASET_SCHEMA = 1_048_575;
  static final int DATASET_PROFILE = 16_777_215;
  static final int INPUT_TAG_KEY = 255;
  static final int INPUT_TAG_VALUE = 500;
  static final int LOGGED_MODEL_NAME = 500;
  static final int LOGGED_MODEL_KEY = 255;

  /// MLflow has no limit; the longest value that clients send, a diff of source code, fits.
  static final int LOGGED_MODEL_VALUE = 100_000;

  static final int METRICS_AT_ONCE = 1_000;
  static final int ENTRIES_AT_ONCE = 100;
  static final int ALL_AT_ONCE = 1_000;
  static final int PAGE = 50_000;

  /// Experiments of one search; they become parameters of a statement.
  static final int EXPERIMENTS_AT_ONCE = 10_000;

  /// Maximum number of sort keys.
  static final int ORDERS = 32;

  private TrackingLimits() {}

  /// Refuses a text that is too long or cannot be stored.
  static String text(String what, String value, int limit) {
    if (length(value) > limit) {
      throw RequestRefusedException.invalid(
          "the " + what + " exceeds the maximum length of " + limit + " characters");
    }
    return storable(what, value);
  }

  /// Refuses a text with a character that PostgreSQL cannot store: NUL or an unpaired surrogate.
  static String storable(String what, String value) {
    if (value.codePoints().anyMatch(c -> c == 0 || Character.getType(c) == Character.SURROGATE)) {
      throw RequestRefusedException.invalid(
          "the " + what + " contains a NUL character or an unpaired surrogate");
    }
    return value;
  }

  /// Validates the key of an entry and truncates its value, as MLflow does by default: otherwise a
  /// model with a long parameter could not be logged.
  static KeyValue cut(KeyValue entry, int limit) {
    text("key `" + entry.key() + "`", entry.key(), KEY);
    String value = entry.value();
    return length(value) <= limit
        ? entry
        : new KeyValue(entry.key(), value.substring(0, value.offsetByCodePoints(0, limit)));
  }

  /// Refuses an entry that is too long.
  static KeyValue entry(KeyValue entry, int key, int value) {
    text("key `" + entry.key() + "`", entry.key(), key);
    text("value of `" + entry.key() + "`", entry.value(), value);
    return entry;
  }

  /// Refuses more items than a request may contain.
  static void count(String what, int count, int limit) {
    if (count > limit) {
      throw RequestRefusedException.invalid(
          "a request can contain at most %d %s. Got %d %s: send several requests"
              .formatted(limit, what, count, what));
    }
  }

  /// Validates a page size.
  static int page(int size) {
    if (size < 1 || size > PAGE) {
      throw RequestRefusedException.invalid(
          "Invalid value "
              + size
              + " for parameter 'max_results' supplied: "
              + (size < 1 ? "It must be a positive integer" : "It must be at most " + PAGE));
    }
    return size;
  }

  private static int length(String text) {
    return text.codePointCount(0, text.length());
  }
}
