package dev.redoubt.server.operation;

import dev.redoubt.http.limits.Doorkeeper;
import dev.redoubt.http.limits.Limits;
import dev.redoubt.http.route.Watch;
import java.time.Duration;

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

  /// What it takes on.
  public Limits limits() {
    return limits;
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
}
