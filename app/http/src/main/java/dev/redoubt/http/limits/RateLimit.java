package dev.redoubt.http.limits;

/// How many requests one source may send.
///
/// @param perSecond in the long run
/// @param burst at once, after a while of silence
public record RateLimit(int perSecond, int burst) {

  /// @throws IllegalArgumentException if it lets nothing through
  public RateLimit {
    if (perSecond < 1 || burst < 1) {
      throw new IllegalArgumentException("a rate limit must allow at least 1 request per second and a burst of 1");
    }
  }
}
