package dev.redoubt.server.operation;

import jakarta.servlet.http.HttpServletRequest;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.LongSupplier;

/// Measures a server.
public interface Telemetry extends AutoCloseable {

  /// Measures nothing, and sends nothing anywhere.
  Telemetry OFF =
      new Telemetry() {
        @Override
        public Trace begin(HttpServletRequest request) {
          String id = TraceParent.traceId(request.getHeader("traceparent"));
          return new Untraced(id == null ? randomId() : id);
        }

        @Override
        public void watch(String name, String description, LongSupplier value) {}

        @Override
        public void close() {}
      };

  /// What an environment asks for: measurements where it names a place that takes them
  /// (`OTEL_EXPORTER_OTLP_ENDPOINT`, or one for metrics or traces alone), and nothing otherwise.
  /// Other variables of OpenTelemetry count too; whichever of both kinds has no place is not sent.
  ///
  /// @throws IllegalArgumentException if OpenTelemetry makes nothing of it; the message is for the
  ///   user
  static Telemetry of(Map<String, String> environment) {
    Map<String, String> properties = new HashMap<>();
    environment.forEach(
        (name, value) -> {
          if (name.startsWith("OTEL_") && !value.isBlank()) {
            properties.put(name.toLowerCase(Locale.ROOT).replace('_', '.'), value);
          }
        });
    boolean all = properties.containsKey("otel.exporter.otlp.endpoint");
    boolean metrics = all || properties.containsKey("otel.exporter.otlp.metrics.endpoint");
    boolean traces = all || properties.containsKey("otel.exporter.otlp.traces.endpoint");
    if ((!metrics && !traces) || "true".equalsIgnoreCase(properties.get("otel.sdk.disabled"))) {
      return OFF;
    }
    properties.putIfAbsent("otel.metrics.exporter", metrics ? "otlp" : "none");
    properties.putIfAbsent("otel.traces.exporter", traces ? "otlp" : "none");
    try {
      return new OtlpTelemetry(properties);
    } catch (RuntimeException wrong) {
      throw new IllegalArgumentException(
          "invalid OpenTelemetry configuration in the environment variables `OTEL_...`: "
              + SecretRedaction.in(String.valueOf(wrong.getMessage())),
          wrong);
    }
  }

  /// A request begins.
  Trace begin(HttpServletRequest request);

  /// Measures a number from time to time, until this is closed.
  ///
  /// @param value -1 if it is not known just now
  void watch(String name, String description, LongSupplier value);

  /// Sends what is left.
  @Override
  void close();

  /// One request.
  interface Trace {
    /// The id of the trace that it belongs to: 32 hexadecimal digits.
    String id();

    /// It has come to its end.
    void end(CompletedRequest handled);
  }

  /// A request that nothing is sent of. It has an id all the same, by which it is found in logs.
  record Untraced(String id) implements Trace {
    @Override
    public void end(CompletedRequest handled) {}
  }

  private static String randomId() {
    ThreadLocalRandom random = ThreadLocalRandom.current();
    return HexFormat.of().toHexDigits(random.nextLong() | 1)
        + HexFormat.of().toHexDigits(random.nextLong());
  }
}
