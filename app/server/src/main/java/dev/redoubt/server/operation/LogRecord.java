package dev.redoubt.server.operation;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.StackTraceElementProxy;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.event.KeyValuePair;

/// The content of a log line, without secrets.
///
/// Messages of exceptions quote the input that caused them, so only messages of Redoubt, of file
/// operations and of the database are included; of others, only the class and the stack frame.
///
/// @param fields strings, numbers and booleans
/// @param exception exception classes and stack frames; empty if there is none
record LogRecord(
    Instant time,
    String level,
    String logger,
    String message,
    Map<String, Object> fields,
    List<String> exception) {

  private static final List<String> QUOTABLE =
      List.of("dev.redoubt.", "java.io.", "java.nio.file.", "java.sql.", "org.sqlite.");

  private static final int CAUSES = 5;
  private static final int FRAMES = 40;

  static LogRecord of(ILoggingEvent event) {
    Map<String, Object> fields = new LinkedHashMap<>();
    List<KeyValuePair> pairs = event.getKeyValuePairs();
    if (pairs != null) {
      pairs.forEach(each -> fields.put(each.key, value(each.value)));
    }
    return new LogRecord(
        Instant.ofEpochMilli(event.getTimeStamp()),
        event.getLevel().toString(),
        event.getLoggerName(),
        SecretRedaction.in(String.valueOf(event.getFormattedMessage())),
        fields,
        exception(event.getThrowableProxy()));
  }

  private static Object value(Object value) {
    return value instanceof Number || value instanceof Boolean
        ? value
        : SecretRedaction.in(String.valueOf(value));
  }

  private static List<String> exception(@org.jspecify.annotations.Nullable IThrowableProxy thrown) {
    List<String> lines = new ArrayList<>();
    IThrowableProxy each = thrown;
    for (int i = 0; i < CAUSES && each != null; i++) {
      String name = each.getClassName();
      boolean quotable = QUOTABLE.stream().anyMatch(name::startsWith);
      String message = each.getMessage();
      lines.add(
          (i == 0 ? "" : "caused by ")
              + name
              + (quotable && message != null ? ": " + SecretRedaction.in(message) : ""));
      StackTraceElementProxy[] frames = each.getStackTraceElementProxyArray();
      for (int j = 0; j < Math.min(FRAMES, frames.length) - each.getCommonFrames(); j++) {
        lines.add("  " + frames[j].getSTEAsString());
      }
      each = each.getCause();
    }
    return lines;
  }
}
