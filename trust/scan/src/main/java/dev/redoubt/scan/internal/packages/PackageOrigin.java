package dev.redoubt.scan.internal.packages;

/// The source of a package.
sealed interface PackageOrigin {

  /// The index that the installer uses by default.
  record DefaultIndex() implements PackageOrigin {}

  /// A source that the list names.
  ///
  /// @param what as a noun phrase: `a URL`
  record Elsewhere(String what) implements PackageOrigin {}

  /// An unknown source.
  ///
  /// @param reason as a phrase: `expected a version`
  record Unreadable(String reason) implements PackageOrigin {}
}
