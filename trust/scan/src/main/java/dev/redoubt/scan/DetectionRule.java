package dev.redoubt.scan;

import com.google.errorprone.annotations.Immutable;

/// A kind of thing that a scan finds. Each family of formats has an enum of its own, in
/// alphabetical order of ids.
public interface DetectionRule {

  /// What there is to say of a rule.
  ///
  /// @param id stable, lower case with hyphens, as reports and SARIF name it: `pickle-broken`
  /// @param title a few words: `import of something that no model needs`
  /// @param help what it means and what to do about it, in one or two sentences
  /// @param verdict what a file is that has it
  /// @param severity how bad it is, unless the detection says otherwise
  @Immutable
  record Description(
      String id, String title, String help, ScanVerdict verdict, DetectionSeverity severity) {}

  /// What there is to say of this rule.
  Description description();

  /// See [Description#id()].
  default String id() {
    return description().id();
  }

  /// See [Description#title()].
  default String title() {
    return description().title();
  }

  /// See [Description#help()].
  default String help() {
    return description().help();
  }

  /// See [Description#verdict()].
  default ScanVerdict verdict() {
    return description().verdict();
  }

  /// See [Description#severity()].
  default DetectionSeverity severity() {
    return description().severity();
  }
}
