package dev.redoubt.findings.inventory;

import dev.redoubt.estate.Origin;
import dev.redoubt.estate.ResourceKey;

/// A resource that keeps data.
///
/// @param classification the value of the classification tag; empty if there is none
/// @param classifiedBy why it has this classification or none: the tag, the sensitivity of the
///   workload in `redoubt.yaml`, an unknown value
/// @param encryption who has the key of its encryption at rest, one phrase
/// @param exposure from where its endpoint can be reached
public record DataStore(
    ResourceKey key,
    String classification,
    String classifiedBy,
    String encryption,
    Exposure exposure,
    Origin origin) {}
