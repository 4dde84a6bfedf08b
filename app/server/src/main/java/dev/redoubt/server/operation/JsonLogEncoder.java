package dev.redoubt.server.operation;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.encoder.EncoderBase;
import java.nio.charset.StandardCharsets;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Formats log events as JSON, one object per line.
final class JsonLogEncoder extends EncoderBase<ILoggingEvent> {

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
    LogRecord line = LogRecord.of(event);
    ObjectNode json =
        JsonNodeFactory.instance
            .objectNode()
            .put("time", line.time().toString())
            .put("level", line.level())
            .put("logger", line.logger())
            .put("message", line.message());
    line.fields().forEach((name, value) -> put(json, name, value));
    if (!line.exception().isEmpty()) {
      ArrayNode exception = json.putArray("exception");
      line.exception().forEach(exception::add);
    }
    return (json + "\n").getBytes(StandardCharsets.UTF_8);
  }

  private static void put(ObjectNode json, String name, Object value) {
    switch (value) {
      case Integer number -> json.put(name, number);
      case Long number -> json.put(name, number);
      case Double number -> json.put(name, number);
      case Boolean truth -> json.put(name, truth);
      default -> json.put(name, value.toString());
    }
  }
}
