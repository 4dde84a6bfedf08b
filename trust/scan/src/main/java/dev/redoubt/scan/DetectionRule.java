package dev.redoubt.scan;

import com.google.errorprone.annotations.Immutable;

/// A kind of detection. Each family of formats has an enum of rules, in alphabetical order of ids.
public interface DetectionRule {

  /// The properties of a rule.
  ///
  /// @param id stable, lower case with hyphens, as reports and SARIF name it: `pickle-broken`
  /// @param title a short sentence without a full stop: `Pickle imports a dangerous name`
  /// @param help what the detection means and what to do, in one or two sentences
  /// @param verdict the verdict of a file with such a detection
  /// @param severity how harmful it is, unless the detection overrides it
  @Immutable
  record Description(
      String id, String title, String help, ScanVerdict verdict, DetectionSeverity severity) {}

  /// The properties of this rule.
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
