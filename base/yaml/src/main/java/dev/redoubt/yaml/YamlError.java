package dev.redoubt.yaml;

/// Explains why a YAML text was not parsed to its end.
///
/// @param place where reading ended, if that is known
/// @param message what is wrong, for who wrote the text
public record YamlError(Kind kind, YamlPosition place, String message) {

  /// What kept the text from being read.
  public enum Kind {
    /// It is no YAML.
    SYNTAX,
    /// A document has more characters than the limit.
    TOO_LONG,
    /// Collections are nested deeper than the limit.
    TOO_DEEP,
    /// It has more nodes than the limit.
    TOO_MANY
  }

  /// The message as a sentence of its own, that tells what is no YAML from what is too much of it.
  public String sentence() {
    return kind == Kind.SYNTAX ? "not valid YAML: " + message : message;
  }
}
