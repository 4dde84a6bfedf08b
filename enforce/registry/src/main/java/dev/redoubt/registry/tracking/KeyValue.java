package dev.redoubt.registry.tracking;

/// A parameter or a tag.
///
/// @param key a name as [TrackingNames] says, with case
/// @param value any text; how long depends on what it is for
public record KeyValue(String key, String value) {

  /// @throws dev.redoubt.access.RequestRefusedException if the key is no name, or the value has a
  ///   character that databases do not keep
  public KeyValue {
    TrackingNames.check(key);
    TrackingLimits.storable("value of `" + key + "`", value);
  }
}
