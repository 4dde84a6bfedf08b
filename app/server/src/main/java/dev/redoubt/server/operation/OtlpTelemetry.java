package dev.redoubt.server.operation;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.metrics.DoubleHistogram;
import io.opentelemetry.api.metrics.LongCounter;
import io.opentelemetry.api.metrics.LongUpDownCounter;
import io.opentelemetry.api.metrics.Meter;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.autoconfigure.AutoConfiguredOpenTelemetrySdk;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// Exports metrics and traces with OpenTelemetry over OTLP/HTTP, named after the semantic
/// conventions for HTTP servers. They contain no paths, queries, addresses or principals.
final class OtlpTelemetry implements Telemetry {

  private static final double SECOND = 1e9;

  private static final String SCOPE = "dev.redoubt.server";

  private static final AttributeKey<String> METHOD = AttributeKey.stringKey("http.request.method");
  private static final AttributeKey<String> ROUTE = AttributeKey.stringKey("http.route");
  private static final AttributeKey<Long> STATUS =
      AttributeKey.longKey("http.response.status_code");
  private static final AttributeKey<String> SCHEME = AttributeKey.stringKey("url.scheme");
  private static final AttributeKey<String> RULE = AttributeKey.stringKey("redoubt.rule");
  private static final AttributeKey<String> OUTCOME = AttributeKey.stringKey("redoubt.outcome");

  /// Bucket boundaries of the semantic conventions, with longer ones for file transfers.
  private static final List<Double> BOUNDARIES =
      List.of(
          0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1.0, 2.5, 5.0, 7.5, 10.0, 30.0,
          120.0);

  private static final TextMapGetter<HttpServletRequest> HEADERS =
      new TextMapGetter<>() {
        @Override
        public Iterable<String> keys(HttpServletRequest request) {
          return Collections.list(request.getHeaderNames());
        }

        @Override
        public @Nullable String get(@Nullable HttpServletRequest request, String key) {
          return request == null ? null : request.getHeader(key);
        }
      };

  private final OpenTelemetrySdk sdk;
  private final Tracer tracer;
  private final Meter meter;
  private final DoubleHistogram duration;
  private final LongUpDownCounter active;
  private final LongCounter bytes;
  private final LongCounter denied;
  private final LongCounter unauthenticated;
  private final LongCounter limited;

  /// @param properties OpenTelemetry SDK properties, for example `otel.exporter.otlp.endpoint`
  OtlpTelemetry(Map<String, String> properties) {
    Map<String, String> all = new HashMap<>(properties);
    all.putIfAbsent("otel.exporter.otlp.protocol", "http/protobuf");
    all.putIfAbsent("otel.service.name", "redoubt");
    all.putIfAbsent("otel.logs.exporter", "none");
    sdk =
        AutoConfiguredOpenTelemetrySdk.builder()
            .disableShutdownHook()
            .addPropertiesCustomizer(_ -> all)
            .build()
            .getOpenTelemetrySdk();
    tracer = sdk.getTracer(SCOPE);
    meter = sdk.getMeter(SCOPE);
    duration =
        meter
            .histogramBuilder("http.server.request.duration")
            .setUnit("s")
            .setDescription("Duration of HTTP server requests.")
            .setExplicitBucketBoundariesAdvice(BOUNDARIES)
            .build();
    active =
        meter
            .upDownCounterBuilder("http.server.active_requests")
            .setUnit("{request}")
            .setDescription("Number of active HTTP server requests, including waiting ones.")
            .build();
    bytes = counter("redoubt.upload.size", "By", "Bytes of uploaded files.");
    denied = counter("redoubt.access.denied", "{request}", "Denied requests, by access rule.");
    unauthenticated =
        counter("redoubt.access.unauthenticated", "{request}", "Requests without a valid token.");
    limited = counter("redoubt.requests.limited", "{request}", "Requests rejected by a limit.");
  }

  private LongCounter counter(String name, String unit, String description) {
    return meter.counterBuilder(name).setUnit(unit).setDescription(description).build();
  }

  @Override
  public Trace begin(HttpServletRequest request) {
    String method = CompletedRequest.method(request.getMethod());
    Attributes before = Attributes.of(METHOD, method, SCHEME, request.getScheme());
    active.add(1, before);
    Span span =
        tracer
            .spanBuilder(method)
            .setParent(
                W3CTraceContextPropagator.getInstance().extract(Context.root(), request, HEADERS))
            .setSpanKind(SpanKind.SERVER)
            .setAllAttributes(before)
            .startSpan();
    return new Traced(span, before);
  }

  @Override
  public void gauge(String name, String description, LongSupplier value) {
    var _ =
        meter
            .gaugeBuilder(name)
            .ofLongs()
            .setDescription(description)
            .buildWithCallback(
                measurement -> {
                  long now = value.getAsLong();
                  if (now >= 0) {
                    measurement.record(now);
                  }
                });
  }

  @Override
  public void close() {
    sdk.shutdown().join(10, TimeUnit.SECONDS);
  }

  /// A request with its span.
  private final class Traced implements Trace {

    private final Span span;
    private final Attributes before;

    Traced(Span span, Attributes before) {
      this.span = span;
      this.before = before;
    }

    @Override
    public String id() {
      return span.getSpanContext().getTraceId();
    }

    @Override
    public void end(CompletedRequest handled) {
      active.add(-1, before);
      Attributes route =
          handled.route() == null ? Attributes.empty() : Attributes.of(ROUTE, handled.route());
      Attributes attributes =
          before.toBuilder().putAll(route).put(STATUS, handled.status()).build();
      duration.record(handled.nanos() / SECOND, attributes);
      count(handled, route);
      span.updateName(
          handled.route() == null ? handled.method() : handled.method() + " " + handled.route());
      span.setAllAttributes(attributes);
      span.setAttribute(OUTCOME, handled.how().name().toLowerCase(Locale.ROOT));
      if (handled.status() >= 500) {
        span.setStatus(StatusCode.ERROR);
      }
      span.end();
    }

    private void count(CompletedRequest handled, Attributes route) {
      handled.denials().forEach(rule -> denied.add(1, Attributes.of(RULE, rule)));
      if (handled.load() == dev.redoubt.http.route.RequestKind.UPLOAD && handled.bytes() > 0) {
        bytes.add(handled.bytes(), route);
      }
      switch (handled.how()) {
        case UNAUTHENTICATED -> unauthenticated.add(1, route);
        case LIMITED -> limited.add(1, route);
        case ANSWERED, DENIED -> {}
      }
    }
  }
}
