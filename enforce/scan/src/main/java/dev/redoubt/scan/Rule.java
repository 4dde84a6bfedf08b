package dev.redoubt.scan;

/// A kind of thing that a scan finds. Each family of formats has an enum of its own, in
/// alphabetical order of ids.
public interface Rule {

  /// Stable, lower case with hyphens, as reports and SARIF name it: `pickle-unsafe-import`.
  String id();

  /// A few words: `import of something that no model needs`.
  String title();

  /// What it means and what to do about it, in one or two sentences.
  String help();

  /// What a file is that has it.
  Verdict verdict();

  /// How bad it is, unless the detection says otherwise.
  Severity severity();
}
