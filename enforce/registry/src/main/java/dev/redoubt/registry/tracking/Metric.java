package dev.redoubt.registry.tracking;

import dev.redoubt.access.RequestRefusedException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A value of a metric.
///
/// @param value any number, infinite ones and [Double#NaN] included
/// @param timestamp in milliseconds since 1970, not negative
/// @param step any whole number; 0 if nobody counts
/// @param subject what it says something about, or null for the run alone
public record Metric(
    String key, double value, long timestamp, long step, @Nullable Subject subject) {

  /// A logged model that was measured.
  ///
  /// @param model its id
  /// @param dataSetName on what, or empty
  /// @param dataSetDigest on which version of that, or empty
  public record Subject(String model, String dataSetName, String dataSetDigest) {

    /// @throws RequestRefusedException if something is too long
    public Subject {
      Objects.requireNonNull(model);
      TrackingLimits.text("name of a data set", dataSetName, TrackingLimits.DATASET_NAME);
      TrackingLimits.text("digest of a data set", dataSetDigest, TrackingLimits.DATASET_DIGEST);
    }
  }

  /// @throws RequestRefusedException if the key is no name or too long, or the time negative
  public Metric {
    TrackingNames.check(key);
    TrackingLimits.text("name `" + key + "`", key, TrackingLimits.KEY);
    if (timestamp < 0) {
      throw RequestRefusedException.invalid(
          "Invalid value "
              + timestamp
              + " for parameter 'timestamp' of the metric `"
              + key
              + "`: it must be a non-negative number of milliseconds since 1970");
    }
  }

  /// A metric of the run alone.
  public Metric(String key, double value, long timestamp, long step) {
    this(key, value, timestamp, step, null);
  }

  /// What the column of values has: 0 for what is no number.
  double stored() {
    return Double.isNaN(value) ? 0 : value;
  }

  /// What the column beside it has.
  int nan() {
    return Double.isNaN(value) ? 1 : 0;
  }

  /// The value that two columns mean.
  static double value(double stored, int nan) {
    return nan == 1 ? Double.NaN : stored;
  }
}
