package dev.redoubt.http.limits;

import java.time.Duration;
import java.util.Objects;

/// How much a server takes on. The defaults are for two cores and a heap of 256 MB.
///
/// @param bodies of requests
/// @param crowd at once
/// @param perPrincipal what one principal may send. A sweep with hundreds of workers has one
///   identity
/// @param perAddress what one address may send; a whole office may have one. Of IPv6, it is the
///   first 64 bits
/// @param headers of requests
/// @param pace of clients
public record LimitSettings(
    Bodies bodies,
    Concurrency crowd,
    RateLimit perPrincipal,
    RateLimit perAddress,
    Headers headers,
    Timeouts pace) {

  private static final int MEBIBYTE = 1024 * 1024;

  /// So many bytes of a body count as one question: read as JSON they become ten times as many.
  static final int QUESTION_SHARE = 128 * 1024;

  /// In bytes, a form, and any body of somebody of whom nobody knows yet who it is.
  public static final int FORM = 64 * 1024;

  /// Those of a server that was told nothing else.
  public static final LimitSettings DEFAULT =
      new LimitSettings(
          new Bodies(16 * MEBIBYTE, MEBIBYTE, 64L * 1024 * MEBIBYTE),
          new Concurrency(128, 64, 1_000, Duration.ofSeconds(20), 1_024),
          new RateLimit(1_000, 10_000),
          new RateLimit(2_000, 20_000),
          new Headers(32 * 1024, 100, Duration.ofSeconds(20)),
          new Timeouts(
              Duration.ofSeconds(20), Duration.ofSeconds(60), Duration.ofSeconds(30), 8 * 1024));

  /// Everything is said.
  public LimitSettings {
    Objects.requireNonNull(bodies);
    Objects.requireNonNull(crowd);
    Objects.requireNonNull(perPrincipal);
    Objects.requireNonNull(perAddress);
    Objects.requireNonNull(headers);
    Objects.requireNonNull(pace);
  }

  /// How long bodies may be, in bytes.
  ///
  /// @param question MLflow's own clients send a megabyte at most; profiles of data sets may be
  ///   larger
  /// @param unannounced of a question that does not say its length before, so that room for it
  ///   cannot be reserved
  /// @param file a file that is put, or a part of one. The largest single files of models are about
  ///   50 GB
  public record Bodies(int question, int unannounced, long file) {
    /// @throws IllegalArgumentException if one lets nothing through
    public Bodies {
      positive(Math.min(Math.min(question, unannounced), file));
    }
  }

  /// How many there may be at once.
  ///
  /// @param questions worked on. More would only share the processor and hold more memory. A
  ///   question with a long body counts for several, see [#QUESTION_SHARE]
  /// @param transfers of files in or out, apart from questions, so that slow lines hold up no
  ///   question. Each holds about half a megabyte of buffers
  /// @param waiting for their turn, questions and files apart
  /// @param patience how long one waits before it is told to come again. MLflow's clients give up
  ///   after 120 seconds
  /// @param connections open. Each holds up to 72 KB while its request is read
  public record Concurrency(
      int questions, int transfers, int waiting, Duration patience, int connections) {
    /// @throws IllegalArgumentException if one lets nothing through
    public Concurrency {
      positive(Math.min(Math.min(questions, transfers), Math.min(waiting, connections)));
      positive(patience.toMillis());
    }
  }

  /// What a request says before its body.
  ///
  /// @param bytes a token with many groups has 16 KB
  /// @param time until all of them have to be there
  public record Headers(int bytes, int count, Duration time) {
    /// @throws IllegalArgumentException if one lets nothing through
    public Headers {
      positive(Math.min(bytes, count));
      positive(time.toMillis());
    }
  }

  /// How slow clients may be.
  ///
  /// @param silence how long one may send or take nothing in the midst of a request
  /// @param idle how long a connection stays open between requests
  /// @param grace how long a body may be slower than what follows
  /// @param bytesPerSecond what has to come of a body after that, on average
  public record Timeouts(Duration silence, Duration idle, Duration grace, int bytesPerSecond) {
    /// @throws IllegalArgumentException if one lets nothing through
    public Timeouts {
      positive(bytesPerSecond);
      positive(Math.min(silence.toMillis(), Math.min(idle.toMillis(), grace.toMillis())));
    }
  }

  private static void positive(long value) {
    if (value < 1) {
      throw new IllegalArgumentException("a limit must be positive");
    }
  }

  /// The same for other bodies.
  public LimitSettings with(Bodies other) {
    return new LimitSettings(other, crowd, perPrincipal, perAddress, headers, pace);
  }

  /// The same for another crowd.
  public LimitSettings with(Concurrency other) {
    return new LimitSettings(bodies, other, perPrincipal, perAddress, headers, pace);
  }

  /// The same for other headers.
  public LimitSettings with(Headers other) {
    return new LimitSettings(bodies, crowd, perPrincipal, perAddress, other, pace);
  }

  /// The same for another pace.
  public LimitSettings with(Timeouts other) {
    return new LimitSettings(bodies, crowd, perPrincipal, perAddress, headers, other);
  }

  /// The same with other rates.
  public LimitSettings with(RateLimit ofPrincipal, RateLimit ofAddress) {
    return new LimitSettings(bodies, crowd, ofPrincipal, ofAddress, headers, pace);
  }
}
