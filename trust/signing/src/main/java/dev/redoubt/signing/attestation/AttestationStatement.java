package dev.redoubt.signing.attestation;

import dev.redoubt.signing.Manifest;
import dev.redoubt.signing.digest.ResourceDigest;
import dev.redoubt.signing.internal.QuotedText;
import dev.redoubt.signing.internal.StatementJson;
import dev.redoubt.signing.refusal.RefusedException;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// An in-toto statement, version 1, about one model.
///
/// @param name of the model, for people only
/// @param model the digest of the model, [Manifest#rootDigest]
/// @param predicate of the statement
public record AttestationStatement(String name, ResourceDigest model, Predicate predicate) {

  private static final int SHA256_BYTES = 32;

  public AttestationStatement {
    if (name.isEmpty() || !ResourceDigest.is(model.hex(), SHA256_BYTES)) {
      throw new IllegalArgumentException("a statement needs a model name and a SHA-256 digest");
    }
  }

  /// Creates a statement about a hashed model.
  public static AttestationStatement about(Manifest manifest, Predicate predicate) {
    return new AttestationStatement(manifest.name(), manifest.rootDigest(), predicate);
  }

  /// Parses a payload. Unknown fields are refused.
  public static AttestationStatement read(byte[] payload) throws RefusedException {
    StatementJson statement = StatementJson.read(payload);
    String uri = statement.predicateType();
    PredicateType type =
        PredicateType.of(uri)
            .orElseThrow(
                () ->
                    new RefusedException(
                        "`statement.predicateType` is `"
                            + QuotedText.shown(uri)
                            + "`, which is not a supported attestation"));
    return new AttestationStatement(
        statement.name(), statement.digest(), type.read(statement.predicate()));
  }

  /// The canonical JSON of the statement in UTF-8.
  ///
  /// @throws RefusedException if a string is not valid Unicode
  public byte[] toJson() throws RefusedException {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    switch (predicate) {
      case SlsaProvenance provenance -> SlsaProvenanceJson.write(provenance, json);
      case TestResult test -> TestResultJson.write(test, json);
      case VulnerabilityReport report -> VulnerabilityReportJson.write(report, json);
      case VerificationSummary summary -> VerificationSummaryJson.write(summary, json);
    }
    return new StatementJson(name, model, predicate.type().uri(), json).write();
  }
}
