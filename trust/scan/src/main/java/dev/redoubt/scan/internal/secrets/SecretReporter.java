package dev.redoubt.scan.internal.secrets;

import dev.redoubt.detect.SecretDetector;
import dev.redoubt.scan.internal.model.ContentFindings;
import dev.redoubt.scan.internal.model.ModelFormatRule;

/// Reports secrets in the content of a file.
public final class SecretReporter {

  private SecretReporter() {}

  /// Reports the secrets in a text.
  ///
  /// @param at the position of the text in the content, in bytes
  public static void inspect(String text, long at, ContentFindings findings) {
    SecretDetector.inspect(
        text,
        secret ->
            findings.add(
                ModelFormatRule.SECRET_IN_TEXT,
                at,
                "%s at character %d: `%s`"
                    .formatted(secret.title(), secret.start(), secret.masked())));
  }

  /// Reports a value that is a service key according to its name, if it looks random.
  ///
  /// @param name in lower case
  public static void inspectNamed(String name, String value, long at, ContentFindings findings) {
    SecretDetector.named(name, value)
        .ifPresent(
            masked ->
                findings.add(
                    ModelFormatRule.SECRET_IN_TEXT, at, "`" + name + "`: `" + masked + "`"));
  }
}
