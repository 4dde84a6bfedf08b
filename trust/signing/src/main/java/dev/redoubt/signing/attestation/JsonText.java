package dev.redoubt.signing.attestation;

import dev.redoubt.signing.internal.CanonicalJson;
import dev.redoubt.signing.internal.SignedJson;
import dev.redoubt.signing.refusal.RefusedException;
import java.nio.charset.StandardCharsets;
import tools.jackson.databind.JsonNode;

/// A JSON object with user-defined fields, in canonical form (RFC 8785), so that equal objects have
/// equal texts.
public final class JsonText {

  private final String canonical;

  private JsonText(String canonical) {
    this.canonical = canonical;
  }

  /// Reads an object.
  ///
  /// @throws RefusedException if it is none, or has a number that others read differently
  public static JsonText of(String json) throws RefusedException {
    return of(SignedJson.read(json.getBytes(StandardCharsets.UTF_8), "the object"), "the object");
  }

  static JsonText of(JsonNode node, String where) throws RefusedException {
    if (!node.isObject()) {
      throw new RefusedException("`" + where + "` must be an object");
    }
    return new JsonText(CanonicalJson.write(node, where));
  }

  /// What has been read once can be read again.
  JsonNode node() {
    try {
      return SignedJson.read(canonical.getBytes(StandardCharsets.UTF_8), "the object");
    } catch (RefusedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof JsonText text && canonical.equals(text.canonical);
  }

  @Override
  public int hashCode() {
    return canonical.hashCode();
  }

  /// The canonical JSON.
  @Override
  public String toString() {
    return canonical;
  }
}
