package dev.redoubt.signing.attestation;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// How an artifact was built; SLSA provenance, version 1.
///
/// @param buildDefinition what went in
/// @param runDetails what happened
public record SlsaProvenance(BuildDefinition buildDefinition, RunDetails runDetails)
    implements Predicate {

  @Override
  public PredicateType type() {
    return PredicateType.PROVENANCE;
  }

  /// What went in.
  ///
  /// @param buildType a URI that says how to read the parameters
  /// @param externalParameters what somebody outside the builder controls
  /// @param internalParameters what the builder controls
  /// @param resolvedDependencies what was fetched
  public record BuildDefinition(
      String buildType,
      JsonText externalParameters,
      @Nullable JsonText internalParameters,
      List<ResourceDescriptor> resolvedDependencies) {

    public BuildDefinition {
      resolvedDependencies = List.copyOf(resolvedDependencies);
    }
  }

  /// What happened.
  ///
  /// @param builder who is trusted to have done it as described
  /// @param metadata about this run
  /// @param byproducts what else was made
  public record RunDetails(
      Builder builder, @Nullable BuildMetadata metadata, List<ResourceDescriptor> byproducts) {

    public RunDetails {
      byproducts = List.copyOf(byproducts);
    }
  }

  /// Who is trusted to have done it.
  ///
  /// @param id a URI
  /// @param version of each component of the builder
  /// @param builderDependencies what the builder itself uses
  public record Builder(
      String id, Map<String, String> version, List<ResourceDescriptor> builderDependencies) {

    public Builder {
      version = Map.copyOf(version);
      builderDependencies = List.copyOf(builderDependencies);
    }
  }

  /// Each may be null.
  public record BuildMetadata(
      @Nullable String invocationId, @Nullable Instant startedOn, @Nullable Instant finishedOn) {}
}
