package dev.redoubt.reporthtml.internal;

/// A location in a file.
///
/// @param text `infra/main.bicep:12`
/// @param url where a person can browse it; empty if there is no such address
public record Place(String text, String url) {

  /// No location.
  static final Place NONE = new Place("", "");

  public boolean isEmpty() {
    return text.isEmpty();
  }
}
