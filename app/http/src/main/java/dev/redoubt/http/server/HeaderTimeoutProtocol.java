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

/// Tomcat's HTTP protocol handler with a timeout for receiving all request headers. Tomcat limits
/// only the pause between two bytes, so a client could hold a connection by sending a byte now and
/// then (Slowloris). Also adds the security headers to every response.
final class HeaderTimeoutProtocol extends Http11NioProtocol {

  private final InFlightRequests running = new InFlightRequests();
  private Duration headerTime = LimitSettings.DEFAULT.headers().time();
  private @Nullable ScheduledFuture<?> sweep;

  HeaderTimeoutProtocol() {
    // Otherwise, a connector that was bound but never started would not close its socket.
    getEndpoint().setBindOnInit(false);
  }

  /// Sets the timeout for receiving all headers.
  void setHeaderTime(Duration time) {
    headerTime = time;
  }

  /// Returns the in-flight requests.
  InFlightRequests running() {
    return running;
  }

  /// Adds the security headers to every response, also to those that Tomcat generates itself.
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
      // Present only while a connection waits for the rest of its headers.
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
