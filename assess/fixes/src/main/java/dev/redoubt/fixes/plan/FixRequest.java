package dev.redoubt.fixes.plan;

import dev.redoubt.estate.ObjectValue;
import dev.redoubt.estate.Resource;
import java.util.List;
import java.util.function.Predicate;

/// The request for the fix of one finding.
///
/// @param finding the number of the finding
/// @param resource the resource that violates the control
/// @param violates whether the resource with another payload certainly violates the control;
///   decides which elements of an array have to change
public record FixRequest(
    int finding, List<FixStep> steps, Resource resource, Predicate<ObjectValue> violates) {
  public FixRequest {
    steps = List.copyOf(steps);
  }
}
