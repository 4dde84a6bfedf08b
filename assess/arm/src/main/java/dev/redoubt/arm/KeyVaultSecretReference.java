package dev.redoubt.arm;

import dev.redoubt.estate.ObjectValue;
import dev.redoubt.estate.Origin;
import dev.redoubt.estate.StringValue;
import dev.redoubt.estate.TypeHint;
import dev.redoubt.estate.Unknown;
import dev.redoubt.estate.UnknownCause;
import dev.redoubt.estate.Value;
import java.util.ArrayList;
import java.util.List;

/// Reads a parameter's `reference` to a secret in a key vault. The value is an unknown secret; it
/// may be a string, or an object that is stored as a string.
final class KeyVaultSecretReference {

  private KeyVaultSecretReference() {}

  /// Returns the secret that a `reference` identifies: `{"keyVault": {"id": ...}, "secretName":
  /// ...}`.
  ///
  /// @param what the parameter, for messages
  static Unknown of(Value reference, JsonShapeReader shapes, String what) {
    ObjectValue object = shapes.object(reference, "`reference` of " + what);
    List<String> parts = new ArrayList<>();
    if (object != null) {
      for (String path : List.of("keyVault.id", "secretName", "secretVersion")) {
        if (object.at(path) instanceof StringValue(var text, _)) {
          parts.add(expression(text));
        }
      }
      if (object.text("secretName") == null || !(object.at("keyVault.id") instanceof StringValue)) {
        shapes.error(
            "`reference` of " + what + " requires `keyVault` with an `id`, and `secretName`",
            reference.origin());
      }
    }
    return of(String.join(", ", parts), what, reference.origin());
  }

  /// Returns an unknown secret.
  ///
  /// @param arguments vault id, name and version as text of ARM expressions; they are the identity
  ///   of the secret
  /// @param what the parameter, for messages
  static Unknown of(String arguments, String what, Origin at) {
    UnknownCause cause =
        new UnknownCause(
            UnknownCause.Kind.KEY_VAULT_REFERENCE,
            "the value of " + what + " is a secret in a key vault",
            "");
    return Unknown.symbol("getSecret(" + arguments + ")", cause, TypeHint.ANY, at).asSecret();
  }

  /// Returns the text inside an expression string, or the literal in quotes.
  private static String expression(String text) {
    return ExpressionParser.isExpression(text)
        ? text.substring(1, text.length() - 1)
        : "'" + text.replace("'", "''") + "'";
  }
}
