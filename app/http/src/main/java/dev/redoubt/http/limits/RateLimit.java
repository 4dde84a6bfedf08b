package dev.redoubt.http.limits;

/// A rate limit for one principal or one address.
///
/// @param perSecond sustained requests per second
/// @param burst requests at once after an idle period
public record RateLimit(int perSecond, int burst) {

  /// @throws IllegalArgumentException if it would allow no request
  public RateLimit {
    if (perSecond < 1 || burst < 1) {
      throw new IllegalArgumentException(
          "a rate limit must allow at least 1 request per second and a burst of 1");
    }
  }
}
