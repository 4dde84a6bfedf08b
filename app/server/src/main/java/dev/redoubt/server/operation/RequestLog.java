package dev.redoubt.server.operation;

import dev.redoubt.http.route.RequestKind;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import org.slf4j.spi.LoggingEventBuilder;

/// Writes an access log line per request. Unauthenticated requests and health probes are logged at
/// debug level only: anyone who sends many could fill the disk.
final class RequestLog {

  private static final Logger LOG = LoggerFactory.getLogger("dev.redoubt.request");

  private static final double MILLISECOND = 1e6;

  private RequestLog() {}

  static void write(CompletedRequest handled) {
    boolean minor = handled.load() == RequestKind.PROBE || handled.principal() == null;
    Level level =
        handled.status() >= 500 && handled.load() != RequestKind.PROBE
            ? Level.WARN
            : minor ? Level.DEBUG : Level.INFO;
    LoggingEventBuilder line =
        LOG.atLevel(level)
            .setMessage("request")
            .addKeyValue("method", handled.method())
            .addKeyValue("route", handled.route() == null ? "none" : handled.route())
            .addKeyValue("status", handled.status())
            .addKeyValue("duration_ms", Math.round(handled.nanos() / MILLISECOND * 10) / 10.0)
            .addKeyValue("outcome", handled.how().name().toLowerCase(Locale.ROOT))
            .addKeyValue("trace_id", handled.trace());
    if (handled.principal() != null) {
      line = line.addKeyValue("principal", handled.principal());
    }
    if (handled.bytes() > 0) {
      line = line.addKeyValue("bytes_in", handled.bytes());
    }
    line.log();
  }
}
