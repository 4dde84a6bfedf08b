package dev.redoubt.server.settings;

import dev.redoubt.configuration.ConfigurationSection;
import dev.redoubt.http.limits.LimitSettings;
import dev.redoubt.http.limits.RateLimit;
import java.time.Duration;

/// Reads the section `limits`; absent settings keep their defaults.
final class LimitSettingsReader {

  private static final int MEBIBYTE = 1024 * 1024;

  /// In mebibytes; larger than the maximum object size of any store.
  private static final long MOST_FILE = 4L * 1024 * 1024;

  /// In mebibytes.
  private static final long MOST_REQUEST = 1024;

  private static final int MOST = 1_000_000;

  private static final long MOST_SECONDS = 3600;

  private final ConfigurationSection section;
  private final LimitSettings limits;
  private final Duration notice;

  LimitSettingsReader(ConfigurationSection section) {
    this.section = section;
    this.limits = read();
    this.notice = Duration.ofSeconds(section.number("shutdown-notice-seconds", 0, 0, MOST_SECONDS));
    section.end();
  }

  LimitSettings limits() {
    return limits;
  }

  private LimitSettings read() {
    LimitSettings usual = LimitSettings.DEFAULT;
    LimitSettings.Bodies bodies = usual.bodies();
    long request =
        section.number("request-megabytes", bodies.question() / MEBIBYTE, 1, MOST_REQUEST);
    long file = section.number("file-megabytes", bodies.file() / MEBIBYTE, 1, MOST_FILE);
    return usual
        .with(
            new LimitSettings.Bodies(
                Math.toIntExact(request * MEBIBYTE),
                Math.toIntExact(Math.min(bodies.unannounced(), request * MEBIBYTE)),
                file * MEBIBYTE))
        .with(concurrency(usual.concurrency()))
        .with(
            rate("requests-a-second-of-one-principal", usual.perPrincipal()),
            rate("requests-a-second-of-one-address", usual.perAddress()));
  }

  private LimitSettings.Concurrency concurrency(LimitSettings.Concurrency usual) {
    return new LimitSettings.Concurrency(
        number("requests-at-once", usual.requests()),
        number("files-at-once", usual.transfers()),
        number("waiting", usual.waiting()),
        Duration.ofSeconds(
            section.number("longest-wait-seconds", usual.timeout().toSeconds(), 1, MOST_SECONDS)),
        number("connections", usual.connections()));
  }

  private int number(String name, int usual) {
    return Math.toIntExact(section.number(name, usual, 1, MOST));
  }

  /// The burst is ten times the rate per second.
  private RateLimit rate(String name, RateLimit usual) {
    int perSecond = number(name, usual.perSecond());
    return new RateLimit(
        perSecond, Math.multiplyExact(perSecond, usual.burst() / usual.perSecond()));
  }

  /// Returns how long a server that is shutting down reports `not ready` before it stops accepting
  /// requests.
  Duration notice() {
    return notice;
  }
}
