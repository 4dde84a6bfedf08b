package dev.redoubt.registry.tracking;

/// A parameter or a tag.
///
/// @param key a name as [Names] says, with case
/// @param value any text; how long depends on what it is for
public record Entry(String key, String value) {

  /// @throws dev.redoubt.access.RefusedException if the key is no name, or the value has a
  ///   character that databases do not keep
  public Entry {
    Names.check(key);
    Limits.storable("value of `" + key + "`", value);
  }
}
