package dev.redoubt.server.operation;

import jakarta.servlet.http.HttpServletRequest;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.LongSupplier;

/// Exports metrics and traces of a server.
public interface Telemetry extends AutoCloseable {

  /// Exports nothing.
  Telemetry OFF =
      new Telemetry() {
        @Override
        public Trace begin(HttpServletRequest request) {
          String id = TraceParent.traceId(request.getHeader("traceparent"));
          return new Untraced(id == null ? randomId() : id);
        }

        @Override
        public void gauge(String name, String description, LongSupplier value) {}

        @Override
        public void close() {}
      };

  /// Creates the telemetry that environment variables configure: metrics and traces are exported if
  /// `OTEL_EXPORTER_OTLP_ENDPOINT`, or its variant for one of them, is set. Other OpenTelemetry
  /// variables are respected, too; a signal without an endpoint is not exported.
  ///
  /// @throws IllegalArgumentException if OpenTelemetry rejects the configuration; the message is
  ///   for the user
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

  /// Starts the observation of a request.
  Trace begin(HttpServletRequest request);

  /// Registers a gauge, until this is closed.
  ///
  /// @param value -1 if the value is currently unknown
  void gauge(String name, String description, LongSupplier value);

  /// Sends what is buffered.
  @Override
  void close();

  /// The trace of one request.
  interface Trace {
    /// Returns the trace id: 32 hexadecimal digits.
    String id();

    /// Ends the trace.
    void end(CompletedRequest handled);
  }

  /// A trace that is not exported. Its id still identifies the request in logs.
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
