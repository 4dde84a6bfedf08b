package dev.redoubt.signing.internal;

import dev.redoubt.signing.digest.ResourceDigest;
import dev.redoubt.signing.refusal.RefusedException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Reads and writes in-toto statements, version 1, with one subject that has a SHA-256 digest.
///
/// @param name what the subject is called, for people
/// @param digest the subject's SHA-256
/// @param predicateType what the predicate is
/// @param predicate an object, not read yet
public record StatementJson(
    String name, ResourceDigest digest, String predicateType, JsonNode predicate) {

  private static final String TYPE = "https://in-toto.io/Statement/v1";
  private static final int SHA256_BYTES = 32;

  /// Reads a payload.
  public static StatementJson read(byte[] payload) throws RefusedException {
    JsonNode root = SignedJson.read(payload, "the statement");
    StrictJsonObject statement =
        StrictJsonObject.of(
            root, "statement", Set.of("_type", "subject", "predicateType", "predicate"));
    statement.exactly("_type", TYPE);
    List<JsonNode> subjects = statement.list("subject");
    if (subjects.size() != 1) {
      throw new RefusedException(
          "`statement.subject` has " + subjects.size() + " subjects; expected 1");
    }
    StrictJsonObject subject =
        StrictJsonObject.of(subjects.getFirst(), "statement.subject[0]", Set.of("name", "digest"));
    StrictJsonObject digests =
        StrictJsonObject.of(
            subject.node("digest"), "statement.subject[0].digest", Set.of("sha256"));
    JsonNode predicate = statement.node("predicate");
    if (predicate == null || !predicate.isObject()) {
      throw new RefusedException("`statement.predicate` must be an object");
    }
    return new StatementJson(
        subject.text("name"),
        digests.digest("sha256", SHA256_BYTES),
        statement.text("predicateType"),
        predicate);
  }

  /// The canonical JSON of the statement in UTF-8.
  public byte[] write() throws RefusedException {
    ObjectNode root = JsonNodeFactory.instance.objectNode();
    root.put("_type", TYPE);
    ObjectNode subject = root.putArray("subject").addObject();
    subject.put("name", name);
    subject.putObject("digest").put("sha256", digest.hex());
    root.put("predicateType", predicateType);
    root.set("predicate", predicate);
    return CanonicalJson.write(root, "the statement").getBytes(StandardCharsets.UTF_8);
  }
}
