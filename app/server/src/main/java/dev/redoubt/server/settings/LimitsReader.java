package dev.redoubt.server.settings;

import dev.redoubt.configuration.Section;
import dev.redoubt.http.limits.Limits;
import dev.redoubt.http.limits.Rate;
import java.time.Duration;

/// Reads the section `limits`. What it does not say stays as it is usual.
final class LimitsReader {

  private static final int MEBIBYTE = 1024 * 1024;

  /// In mebibytes; more than any store takes as one object.
  private static final long MOST_FILE = 4L * 1024 * 1024;

  /// In mebibytes.
  private static final long MOST_REQUEST = 1024;

  private static final int MOST = 1_000_000;

  private static final long MOST_SECONDS = 3600;

  private final Section section;
  private final Limits limits;
  private final Duration notice;

  LimitsReader(Section section) {
    this.section = section;
    this.limits = read();
    this.notice = Duration.ofSeconds(section.number("shutdown-notice-seconds", 0, 0, MOST_SECONDS));
    section.end();
  }

  Limits limits() {
    return limits;
  }

  private Limits read() {
    Limits usual = Limits.DEFAULT;
    Limits.Bodies bodies = usual.bodies();
    long request =
        section.number("request-megabytes", bodies.question() / MEBIBYTE, 1, MOST_REQUEST);
    long file = section.number("file-megabytes", bodies.file() / MEBIBYTE, 1, MOST_FILE);
    return usual
        .with(
            new Limits.Bodies(
                Math.toIntExact(request * MEBIBYTE),
                Math.toIntExact(Math.min(bodies.unannounced(), request * MEBIBYTE)),
                file * MEBIBYTE))
        .with(crowd(usual.crowd()))
        .with(
            rate("requests-a-second-of-one-principal", usual.perPrincipal()),
            rate("requests-a-second-of-one-address", usual.perAddress()));
  }

  private Limits.Crowd crowd(Limits.Crowd usual) {
    return new Limits.Crowd(
        number("requests-at-once", usual.questions()),
        number("files-at-once", usual.transfers()),
        number("waiting", usual.waiting()),
        Duration.ofSeconds(
            section.number("longest-wait-seconds", usual.patience().toSeconds(), 1, MOST_SECONDS)),
        number("connections", usual.connections()));
  }

  private int number(String name, int usual) {
    return Math.toIntExact(section.number(name, usual, 1, MOST));
  }

  /// So much at once that a second's worth is taken ten times over.
  private Rate rate(String name, Rate usual) {
    int perSecond = number(name, usual.perSecond());
    return new Rate(perSecond, Math.multiplyExact(perSecond, usual.burst() / usual.perSecond()));
  }

  /// Between the time from which on a server that stops says so, and the time when it takes no more
  /// requests.
  Duration notice() {
    return notice;
  }
}
