package dev.redoubt.server.operation;

import dev.redoubt.http.limits.LimitSettings;
import dev.redoubt.http.limits.RequestLimits;
import dev.redoubt.http.route.RequestObserver;
import java.time.Duration;

/// How one server is operated.
public final class ServerOperation {

  private final LimitSettings limits;
  private final Duration notice;
  private final Telemetry telemetry;
  private final RequestObserver watch;

  /// With limits.
  public ServerOperation(LimitSettings limits) {
    this(limits, Duration.ZERO, Telemetry.OFF);
  }

  /// With limits.
  ///
  /// @param notice between the time from which on a server that is to stop says that it is not
  ///   ready, and the time when it takes no more requests: so long whoever balances the load may
  ///   take to notice
  /// @param telemetry measures it; stays the caller's to close
  public ServerOperation(LimitSettings limits, Duration notice, Telemetry telemetry) {
    this.limits = limits;
    this.notice = notice;
    this.telemetry = telemetry;
    this.watch = new RequestTelemetry(new RequestLimits(limits, System::nanoTime), telemetry);
  }

  /// With the limits of a server that was told nothing else.
  public static ServerOperation usual() {
    return new ServerOperation(LimitSettings.DEFAULT);
  }

  /// Sees all requests.
  public RequestObserver watch() {
    return watch;
  }

  /// What it takes on.
  public LimitSettings limits() {
    return limits;
  }

  /// Measures it.
  public Telemetry telemetry() {
    return telemetry;
  }

  /// Says that a server is not ready any more, and waits until others have noticed.
  public void giveNotice(HealthRoutes health) throws InterruptedException {
    health.stop();
    Thread.sleep(notice);
  }
}
