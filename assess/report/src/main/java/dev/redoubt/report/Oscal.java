package dev.redoubt.report;

import dev.redoubt.estate.ArrayValue;
import dev.redoubt.estate.ObjectValue;
import dev.redoubt.estate.StringValue;
import dev.redoubt.estate.Value;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

/// What documents of [OSCAL](https://pages.nist.gov/OSCAL/) 1.1.2 (NIST) have in common.
final class Oscal {

  /// The version of the models.
  static final String VERSION = "1.1.2";

  /// The namespace of our properties, and of our name-based UUIDs. OSCAL asks for a URI; nothing
  /// needs to be there.
  static final String NAMESPACE = "urn:redoubt:oscal";

  private Oscal() {}

  /// A UUID of version 5 (RFC 9562), so that equal names have equal identifiers in every run.
  static String uuid(String... names) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-1");
      String name = NAMESPACE + "\n" + String.join("\n", names);
      byte[] hash = Arrays.copyOf(digest.digest(name.getBytes(StandardCharsets.UTF_8)), 16);
      hash[6] = (byte) ((hash[6] & 0x0f) | 0x50);
      hash[8] = (byte) ((hash[8] & 0x3f) | 0x80);
      long high = 0;
      long low = 0;
      for (int i = 0; i < 8; i++) {
        high = (high << 8) | (hash[i] & 0xff);
        low = (low << 8) | (hash[i + 8] & 0xff);
      }
      return new UUID(high, low).toString();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-1", e);
    }
  }

  static ObjectValue metadata(String title, ReportingTool tool, Instant now) {
    return ObjectValue.builder()
        .put("title", line(title))
        .put("last-modified", time(now))
        .put("version", line(tool.version()))
        .put("oscal-version", VERSION)
        .build();
  }

  /// A time in UTC.
  static String time(Instant instant) {
    return instant.truncatedTo(ChronoUnit.SECONDS).toString();
  }

  /// Markup of one line, never empty.
  static String line(String text) {
    String clean = ConsoleLayout.clean(text).strip();
    return clean.isEmpty() ? "-" : clean;
  }

  /// Letters, digits, dots, dashes and underscores that start with a letter.
  static String token(String text) {
    String clean = text.replaceAll("[^\\p{L}\\p{N}._-]+", "-").replaceAll("^-+|-+$", "");
    return clean.isEmpty() || !Character.isLetter(clean.codePointAt(0)) ? "p-" + clean : clean;
  }

  static ObjectValue property(String name, String value) {
    return ObjectValue.builder()
        .put("name", name)
        .put("ns", NAMESPACE)
        .put("value", line(value))
        .build();
  }

  static ArrayValue one(Value value) {
    return ArrayValue.of(List.of(value));
  }

  static ArrayValue words(String... words) {
    return ArrayValue.of(Arrays.stream(words).map(word -> (Value) StringValue.of(word)).toList());
  }

  static String word(Enum<?> each) {
    return each.name().toLowerCase(Locale.ROOT);
  }
}
