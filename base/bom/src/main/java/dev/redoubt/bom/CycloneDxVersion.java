package dev.redoubt.bom;

/// The versions of the [CycloneDX](https://cyclonedx.org/specification/overview/) specification
/// that can be written.
public enum CycloneDxVersion {
  V1_6("1.6"),
  V1_7("1.7");

  private final String number;

  CycloneDxVersion(String number) {
    this.number = number;
  }

  /// The number as the field `specVersion` has it.
  public String number() {
    return number;
  }

  @Override
  public String toString() {
    return number;
  }
}
