package dev.redoubt.findings.inventory;

import java.util.Locale;

/// From where the network endpoint of a resource can be reached. It says nothing about
/// authentication.
public enum Exposure {
  /// From any address of the Internet.
  PUBLIC,
  /// From some public addresses or networks, which rules of the resource name.
  RESTRICTED,
  /// Only through a private network.
  PRIVATE,
  /// Not known before deployment.
  UNKNOWN,
  /// The resource has no network endpoint.
  NONE;

  /// The word used in reports: `public`, `restricted`, ...
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
