package dev.redoubt.server.operation;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.encoder.EncoderBase;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/// Formats log events as plain text for a terminal.
final class ConsoleLogEncoder extends EncoderBase<ILoggingEvent> {

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("HH:mm:ss.SSS", Locale.ROOT).withZone(ZoneId.systemDefault());

  @Override
  public byte[] headerBytes() {
    return new byte[0];
  }

  @Override
  public byte[] footerBytes() {
    return new byte[0];
  }

  @Override
  public byte[] encode(ILoggingEvent event) {
    LogRecord record = LogRecord.of(event);
    StringBuilder line =
        new StringBuilder(TIME.format(record.time()))
            .append(' ')
            .append(record.level())
            .append(' ')
            .append(record.message());
    record
        .fields()
        .forEach((name, value) -> line.append(' ').append(name).append('=').append(value));
    line.append('\n');
    record.exception().forEach(each -> line.append("    ").append(each).append('\n'));
    return line.toString().getBytes(StandardCharsets.UTF_8);
  }
}
