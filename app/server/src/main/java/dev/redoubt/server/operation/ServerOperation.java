package dev.redoubt.server.operation;

import dev.redoubt.http.limits.LimitSettings;
import dev.redoubt.http.limits.RequestLimits;
import dev.redoubt.http.route.RequestObserver;
import java.time.Duration;

/// The operational settings of a server: limits, shutdown notice and telemetry.
public final class ServerOperation {

  private final LimitSettings limits;
  private final Duration notice;
  private final Telemetry telemetry;
  private final RequestObserver observer;

  /// Creates settings without shutdown notice and telemetry.
  public ServerOperation(LimitSettings limits) {
    this(limits, Duration.ZERO, Telemetry.OFF);
  }

  /// Creates settings.
  ///
  /// @param notice how long a server that is shutting down reports `not ready` before it stops
  ///   accepting requests, so that load balancers can remove it
  /// @param telemetry closed by the caller
  public ServerOperation(LimitSettings limits, Duration notice, Telemetry telemetry) {
    this.limits = limits;
    this.notice = notice;
    this.telemetry = telemetry;
    this.observer = new RequestTelemetry(new RequestLimits(limits, System::nanoTime), telemetry);
  }

  /// Returns the default settings.
  public static ServerOperation defaults() {
    return new ServerOperation(LimitSettings.DEFAULT);
  }

  /// Returns the observer of all requests.
  public RequestObserver observer() {
    return observer;
  }

  /// Returns the request limits.
  public LimitSettings limits() {
    return limits;
  }

  /// Returns the telemetry.
  public Telemetry telemetry() {
    return telemetry;
  }

  /// Reports that the server is no longer ready, and waits for load balancers to notice.
  public void giveNotice(HealthRoutes health) throws InterruptedException {
    health.stop();
    Thread.sleep(notice);
  }
}
