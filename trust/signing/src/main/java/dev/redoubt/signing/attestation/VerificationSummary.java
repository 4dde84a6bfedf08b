package dev.redoubt.signing.attestation;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The decision of a verifier, such as a gate; SLSA verification summary, version 1.
///
/// @param verifier that decided; check that the signer may act for it
/// @param timeVerified time of the decision
/// @param resourceUri URI from which the artifact was fetched
/// @param policy that was applied; has a URI
/// @param inputAttestations on which the decision is based; each has a digest
/// @param verificationResult the decision
/// @param verifiedLevels such as `SLSA_BUILD_LEVEL_3`; `FAILED` alone says that it failed
/// @param dependencyLevels how many dependencies have which level; null where nothing is said
/// @param slsaVersion such as `1.0`
public record VerificationSummary(
    Verifier verifier,
    @Nullable Instant timeVerified,
    String resourceUri,
    ResourceDescriptor policy,
    List<ResourceDescriptor> inputAttestations,
    Result verificationResult,
    List<String> verifiedLevels,
    @Nullable Map<String, Long> dependencyLevels,
    @Nullable String slsaVersion)
    implements Predicate {

  /// The value in [VerificationSummary#verifiedLevels] if verification failed.
  public static final String FAILED_LEVEL = "FAILED";

  /// The decision.
  public enum Result {
    PASSED,
    FAILED
  }

  /// The verifier.
  ///
  /// @param id a URI
  /// @param version of each component
  public record Verifier(String id, Map<String, String> version) {

    public Verifier {
      version = Map.copyOf(version);
    }
  }

  public VerificationSummary {
    inputAttestations = List.copyOf(inputAttestations);
    verifiedLevels = List.copyOf(verifiedLevels);
    dependencyLevels = dependencyLevels == null ? null : Map.copyOf(dependencyLevels);
    if (policy.uri() == null) {
      throw new IllegalArgumentException("a policy needs a URI");
    }
    if (inputAttestations.stream().anyMatch(each -> each.digest().isEmpty())) {
      throw new IllegalArgumentException("an input attestation needs a digest");
    }
    if (verificationResult == Result.PASSED && verifiedLevels.contains(FAILED_LEVEL)) {
      throw new IllegalArgumentException("a passed verification must not have a failed level");
    }
  }

  @Override
  public PredicateType type() {
    return PredicateType.VERDICT;
  }
}
