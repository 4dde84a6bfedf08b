package dev.redoubt.http.server;

import dev.redoubt.http.limits.LimitSettings;
import java.time.Duration;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.apache.coyote.Adapter;
import org.apache.coyote.Processor;
import org.apache.coyote.Request;
import org.apache.coyote.http11.Http11NioProtocol;
import org.apache.tomcat.util.net.SocketWrapperBase;
import org.jspecify.annotations.Nullable;

/// HTTP as Tomcat speaks it, which bounds the silence between two bytes of a header; here all of
/// the headers have a time to be there, so that nobody holds a connection by a byte now and then,
/// and every answer has the headers that protect a browser.
final class HeaderTimeoutProtocol extends Http11NioProtocol {

  private final InFlightRequests running = new InFlightRequests();
  private Duration headerTime = LimitSettings.DEFAULT.headers().time();
  private @Nullable ScheduledFuture<?> sweep;

  HeaderTimeoutProtocol() {
    // The end of a listener that was bound before it started does not close its socket.
    getEndpoint().setBindOnInit(false);
  }

  /// How long a client may take to send all headers.
  void setHeaderTime(Duration time) {
    headerTime = time;
  }

  /// The requests that are being answered.
  InFlightRequests running() {
    return running;
  }

  /// Each answer gets its security headers, also what Tomcat answers by itself.
  @Override
  public void setAdapter(Adapter adapter) {
    super.setAdapter(new SecurityHeadersAdapter(adapter, isSSLEnabled(), running));
  }

  @Override
  public void start() throws Exception {
    super.start();
    long each = Math.clamp(headerTime.toMillis() / 4, 50, 1_000);
    sweep =
        getUtilityExecutor()
            .scheduleWithFixedDelay(this::closeSlow, each, each, TimeUnit.MILLISECONDS);
  }

  @Override
  public void stop() throws Exception {
    if (sweep != null) {
      sweep.cancel(false);
    }
    super.stop();
  }

  private void closeSlow() {
    for (SocketWrapperBase<?> connection : getEndpoint().getConnections()) {
      // There while a connection waits for the rest of its headers, and only then.
      if (connection.getCurrentProcessor() instanceof Processor processor && isSlow(processor)) {
        connection.close();
      }
    }
  }

  private boolean isSlow(Processor processor) {
    Request request = processor.getRequest();
    long start = request == null ? -1 : request.getStartTimeNanos();
    return start >= 0 && System.nanoTime() - start > headerTime.toNanos();
  }
}
