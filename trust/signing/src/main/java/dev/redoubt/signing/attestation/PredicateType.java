package dev.redoubt.signing.attestation;

import dev.redoubt.signing.internal.SignedJson;
import dev.redoubt.signing.refusal.RefusedException;
import java.util.Arrays;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// The predicate types that can be written and are accepted.
public enum PredicateType {
  /// How the model was built: SLSA provenance, version 1.
  PROVENANCE("https://slsa.dev/provenance/v1") {
    @Override
    Predicate read(JsonNode json) throws RefusedException {
      return SlsaProvenanceJson.read(json);
    }
  },
  /// The results of tests: in-toto test result, version 0.1.
  TEST_RESULT("https://in-toto.io/attestation/test-result/v0.1") {
    @Override
    Predicate read(JsonNode json) throws RefusedException {
      return TestResultJson.read(json);
    }
  },
  /// The result of a vulnerability scan: in-toto vulnerabilities, version 0.2.
  VULNERABILITIES("https://in-toto.io/attestation/vulns/v0.2") {
    @Override
    Predicate read(JsonNode json) throws RefusedException {
      return VulnerabilityReportJson.read(json);
    }
  },
  /// The decision of a gate: SLSA verification summary, version 1.
  VERDICT("https://slsa.dev/verification_summary/v1") {
    @Override
    Predicate read(JsonNode json) throws RefusedException {
      return VerificationSummaryJson.read(json);
    }
  };

  private final String uri;

  PredicateType(String uri) {
    this.uri = uri;
  }

  /// The URI in statements.
  public String uri() {
    return uri;
  }

  /// The type with exactly this URI, or none.
  public static Optional<PredicateType> of(String uri) {
    return Arrays.stream(values()).filter(each -> each.uri.equals(uri)).findFirst();
  }

  /// Parses a predicate of this type. Unknown fields and contradictory values are refused.
  ///
  /// @param json the predicate alone, without a statement around it
  public Predicate read(byte[] json) throws RefusedException {
    return read(SignedJson.read(json, "the predicate"));
  }

  abstract Predicate read(JsonNode json) throws RefusedException;
}
