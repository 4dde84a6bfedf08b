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

  /// The inputs of the build.
  ///
  /// @param buildType a URI that defines how to interpret the parameters
  /// @param externalParameters parameters that a user of the builder controls
  /// @param internalParameters parameters that the builder controls
  /// @param resolvedDependencies artifacts that the build fetched
  public record BuildDefinition(
      String buildType,
      JsonText externalParameters,
      @Nullable JsonText internalParameters,
      List<ResourceDescriptor> resolvedDependencies) {

    public BuildDefinition {
      resolvedDependencies = List.copyOf(resolvedDependencies);
    }
  }

  /// The run of the build.
  ///
  /// @param builder that ran the build and is trusted for this statement
  /// @param metadata about this run
  /// @param byproducts further artifacts
  public record RunDetails(
      Builder builder, @Nullable BuildMetadata metadata, List<ResourceDescriptor> byproducts) {

    public RunDetails {
      byproducts = List.copyOf(byproducts);
    }
  }

  /// The builder.
  ///
  /// @param id a URI
  /// @param version of each component of the builder
  /// @param builderDependencies artifacts that the builder itself uses
  public record Builder(
      String id, Map<String, String> version, List<ResourceDescriptor> builderDependencies) {

    public Builder {
      version = Map.copyOf(version);
      builderDependencies = List.copyOf(builderDependencies);
    }
  }

  /// The metadata of the run; each value may be null.
  public record BuildMetadata(
      @Nullable String invocationId, @Nullable Instant startedOn, @Nullable Instant finishedOn) {}
}
