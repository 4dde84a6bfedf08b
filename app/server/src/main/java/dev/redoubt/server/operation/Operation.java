package dev.redoubt.server.operation;

import dev.redoubt.http.limits.Doorkeeper;
import dev.redoubt.http.limits.Limits;
import dev.redoubt.http.limits.TimedProtocol;
import dev.redoubt.http.route.Watch;
import java.time.Duration;
import org.apache.catalina.connector.Connector;
import org.apache.coyote.AbstractProtocol;
import org.apache.tomcat.util.threads.VirtualThreadExecutor;

/// How one server is operated.
public final class Operation {

  private final Limits limits;
  private final Duration notice;
  private final Telemetry telemetry;
  private final Watch watch;

  /// With limits.
  public Operation(Limits limits) {
    this(limits, Duration.ZERO, Telemetry.OFF);
  }

  /// With limits.
  ///
  /// @param notice between the time from which on a server that is to stop says that it is not
  ///   ready, and the time when it takes no more requests: so long whoever balances the load may
  ///   take to notice
  /// @param telemetry measures it; stays the caller's to close
  public Operation(Limits limits, Duration notice, Telemetry telemetry) {
    this.limits = limits;
    this.notice = notice;
    this.telemetry = telemetry;
    this.watch = new Observer(new Doorkeeper(limits, System::nanoTime), telemetry);
  }

  /// With the limits of a server that was told nothing else.
  public static Operation usual() {
    return new Operation(Limits.DEFAULT);
  }

  /// Sees all requests.
  public Watch watch() {
    return watch;
  }

  /// Measures it.
  public Telemetry telemetry() {
    return telemetry;
  }

  /// Says that a server is not ready any more, and waits until others have noticed.
  public void giveNotice(Health health) throws InterruptedException {
    health.stop();
    Thread.sleep(notice);
  }

  /// Sets what the listener has to hold: a thread for each request, which costs little while it
  /// waits, and the bounds of what comes before a request is one.
  ///
  /// @param connector of a [TimedProtocol]
  public void apply(Connector connector) {
    AbstractProtocol<?> protocol = (AbstractProtocol<?>) connector.getProtocolHandler();
    protocol.setExecutor(new VirtualThreadExecutor("request-"));
    protocol.setMaxConnections(limits.crowd().connections());
    protocol.setConnectionTimeout(Math.toIntExact(limits.pace().silence().toMillis()));
    protocol.setKeepAliveTimeout(Math.toIntExact(limits.pace().idle().toMillis()));
    if (protocol instanceof TimedProtocol timed) {
      timed.setHeaderTime(limits.headers().time());
    }
    set(connector, "maxHttpRequestHeaderSize", limits.headers().bytes());
    set(connector, "maxHeaderCount", limits.headers().count());
    set(connector, "maxKeepAliveRequests", -1);
    connector.setMaxPostSize(Limits.FORM);
  }

  private static void set(Connector connector, String name, int value) {
    if (!connector.setProperty(name, Integer.toString(value))) {
      throw new IllegalStateException("the listener has no `" + name + "`");
    }
  }
}
