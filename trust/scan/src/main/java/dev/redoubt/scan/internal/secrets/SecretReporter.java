package dev.redoubt.scan.internal.secrets;

import dev.redoubt.detect.SecretDetector;
import dev.redoubt.scan.internal.model.ContentFindings;
import dev.redoubt.scan.internal.model.ModelFormatRule;

/// Reports the secrets in what is in a file.
public final class SecretReporter {

  private SecretReporter() {}

  /// Reports the secrets of a text.
  ///
  /// @param at where the text is in the content, in bytes
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

  /// Reports a value that its name says to be a key of a service, if it is random.
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
