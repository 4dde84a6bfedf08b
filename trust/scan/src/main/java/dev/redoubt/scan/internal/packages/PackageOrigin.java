package dev.redoubt.scan.internal.packages;

/// Where a package would come from.
sealed interface PackageOrigin {

  /// The index that the installer asks when nothing is said.
  record DefaultIndex() implements PackageOrigin {}

  /// A place that the list names.
  ///
  /// @param what in words: `an address`
  record Elsewhere(String what) implements PackageOrigin {}

  /// It cannot be told.
  ///
  /// @param reason in words: `no version where one is expected`
  record Unreadable(String reason) implements PackageOrigin {}
}
