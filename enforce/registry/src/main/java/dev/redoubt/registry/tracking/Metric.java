package dev.redoubt.registry.tracking;

import dev.redoubt.access.RequestRefusedException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A value of a metric at one time and step.
///
/// @param value any number, including infinities and [Double#NaN]
/// @param timestamp in milliseconds since 1970, not negative
/// @param step any integer; 0 by default
/// @param subject what was measured, or null for the run alone
public record Metric(
    String key, double value, long timestamp, long step, @Nullable Subject subject) {

  /// A logged model that was measured, and the data set.
  ///
  /// @param model id of the logged model
  /// @param dataSetName name of the data set, or empty
  /// @param dataSetDigest digest of the data set, or empty
  public record Subject(String model, String dataSetName, String dataSetDigest) {

    /// @throws RequestRefusedException if a value is too long
    public Subject {
      Objects.requireNonNull(model);
      TrackingLimits.text("name of a data set", dataSetName, TrackingLimits.DATASET_NAME);
      TrackingLimits.text("digest of a data set", dataSetDigest, TrackingLimits.DATASET_DIGEST);
    }
  }

  /// @throws RequestRefusedException if the key is invalid or too long, or the time negative
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

  /// Creates a metric of the run alone.
  public Metric(String key, double value, long timestamp, long step) {
    this(key, value, timestamp, step, null);
  }

  /// Returns the content of the column `value`: 0 for NaN.
  double stored() {
    return Double.isNaN(value) ? 0 : value;
  }

  /// Returns the content of the column `nan`.
  int nan() {
    return Double.isNaN(value) ? 1 : 0;
  }

  /// Returns the value that the two columns represent.
  static double value(double stored, int nan) {
    return nan == 1 ? Double.NaN : stored;
  }
}
