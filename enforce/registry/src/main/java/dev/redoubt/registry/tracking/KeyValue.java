package dev.redoubt.registry.tracking;

/// A parameter or a tag.
///
/// @param key name that is valid by [TrackingNames], case-sensitive
/// @param value any text; its maximum length depends on the use
public record KeyValue(String key, String value) {

  /// @throws dev.redoubt.access.RequestRefusedException if the key is not a valid name, or the
  ///   value contains a character that databases do not store
  public KeyValue {
    TrackingNames.check(key);
    TrackingLimits.storable("value of `" + key + "`", value);
  }
}
