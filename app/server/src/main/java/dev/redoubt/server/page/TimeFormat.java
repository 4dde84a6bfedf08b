package dev.redoubt.server.page;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/// Times as people read them; always in UTC, which is said.
final class TimeFormat {

  private static final DateTimeFormatter FORM =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm'Z'").withZone(ZoneOffset.UTC);

  private TimeFormat() {}

  static String of(Instant time) {
    return FORM.format(time);
  }
}
