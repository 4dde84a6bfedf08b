package dev.redoubt.server.page;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/// Formats times for people, always in UTC and marked as such.
final class TimeFormat {

  private static final DateTimeFormatter FORM =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm'Z'").withZone(ZoneOffset.UTC);

  private TimeFormat() {}

  static String of(Instant time) {
    return FORM.format(time);
  }
}
