package dev.redoubt.http.limits;

import java.time.Duration;
import java.util.Objects;

/// The request limits of a server. The defaults are for two cores and a heap of 256 MB.
///
/// @param bodies maximum sizes of request bodies
/// @param concurrency concurrency limits
/// @param perPrincipal rate limit of one principal. A hyperparameter sweep with hundreds of workers
///   uses one identity
/// @param perAddress rate limit of one address; a whole office may share one. For IPv6, it applies
///   to the first 64 bits
/// @param headers limits of request headers
/// @param timeouts timeouts
public record LimitSettings(
    Bodies bodies,
    Concurrency concurrency,
    RateLimit perPrincipal,
    RateLimit perAddress,
    Headers headers,
    Timeouts timeouts) {

  private static final int MEBIBYTE = 1024 * 1024;

  /// In bytes: a body of this size counts as one request in the concurrency limit, because parsed
  /// JSON takes about ten times as much memory.
  static final int QUESTION_SHARE = 128 * 1024;

  /// In bytes: maximum size of a form, and of any body of an unauthenticated request.
  public static final int FORM = 64 * 1024;

  /// The default limits.
  public static final LimitSettings DEFAULT =
      new LimitSettings(
          new Bodies(16 * MEBIBYTE, MEBIBYTE, 64L * 1024 * MEBIBYTE),
          new Concurrency(128, 64, 1_000, Duration.ofSeconds(20), 1_024),
          new RateLimit(1_000, 10_000),
          new RateLimit(2_000, 20_000),
          new Headers(32 * 1024, 100, Duration.ofSeconds(20)),
          new Timeouts(
              Duration.ofSeconds(20), Duration.ofSeconds(60), Duration.ofSeconds(30), 8 * 1024));

  /// Checks that nothing is null.
  public LimitSettings {
    Objects.requireNonNull(bodies);
    Objects.requireNonNull(concurrency);
    Objects.requireNonNull(perPrincipal);
    Objects.requireNonNull(perAddress);
    Objects.requireNonNull(headers);
    Objects.requireNonNull(timeouts);
  }

  /// Maximum sizes of request bodies, in bytes.
  ///
  /// @param question MLflow clients send at most one megabyte; profiles of datasets may be larger
  /// @param unannounced without a `Content-Length`, so that memory cannot be reserved in advance
  /// @param file an uploaded file, or one part of a multipart upload. The largest single model
  ///   files have about 50 GB
  public record Bodies(int question, int unannounced, long file) {
    /// @throws IllegalArgumentException if a limit is not positive
    public Bodies {
      positive(Math.min(Math.min(question, unannounced), file));
    }
  }

  /// Concurrency limits.
  ///
  /// @param requests requests processed at the same time. More would share the processor and hold
  ///   more memory. A request with a large body counts as several, see [#QUESTION_SHARE]
  /// @param transfers uploads and downloads, limited separately so that slow connections delay no
  ///   other request. Each holds about half a megabyte of buffers
  /// @param waiting length of the queue, separately for requests and transfers
  /// @param timeout queue timeout, after which the client is told to retry. MLflow clients time out
  ///   after 120 seconds
  /// @param connections open connections. Each holds up to 72 KB while its request is read
  public record Concurrency(
      int requests, int transfers, int waiting, Duration timeout, int connections) {
    /// @throws IllegalArgumentException if a limit is not positive
    public Concurrency {
      positive(Math.min(Math.min(requests, transfers), Math.min(waiting, connections)));
      positive(timeout.toMillis());
    }
  }

  /// Limits of request headers.
  ///
  /// @param bytes a token with many groups has 16 KB
  /// @param time timeout for receiving all headers
  public record Headers(int bytes, int count, Duration time) {
    /// @throws IllegalArgumentException if a limit is not positive
    public Headers {
      positive(Math.min(bytes, count));
      positive(time.toMillis());
    }
  }

  /// Timeouts for slow clients.
  ///
  /// @param silence read and write timeout within a request
  /// @param idle keep-alive timeout between requests
  /// @param grace how long a body may be slower than the minimum rate
  /// @param bytesPerSecond minimum average rate of a body after the grace period
  public record Timeouts(Duration silence, Duration idle, Duration grace, int bytesPerSecond) {
    /// @throws IllegalArgumentException if a limit is not positive
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

  /// Returns a copy with other body limits.
  public LimitSettings with(Bodies other) {
    return new LimitSettings(other, concurrency, perPrincipal, perAddress, headers, timeouts);
  }

  /// Returns a copy with other concurrency limits.
  public LimitSettings with(Concurrency other) {
    return new LimitSettings(bodies, other, perPrincipal, perAddress, headers, timeouts);
  }

  /// Returns a copy with other header limits.
  public LimitSettings with(Headers other) {
    return new LimitSettings(bodies, concurrency, perPrincipal, perAddress, other, timeouts);
  }

  /// Returns a copy with other timeouts.
  public LimitSettings with(Timeouts other) {
    return new LimitSettings(bodies, concurrency, perPrincipal, perAddress, headers, other);
  }

  /// Returns a copy with other rate limits.
  public LimitSettings with(RateLimit ofPrincipal, RateLimit ofAddress) {
    return new LimitSettings(bodies, concurrency, ofPrincipal, ofAddress, headers, timeouts);
  }
}
