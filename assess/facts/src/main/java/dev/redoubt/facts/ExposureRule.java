package dev.redoubt.facts;

/// Decides from where the endpoint of a resource of one type can be reached. It is never private
/// unless a known setting makes it so.
interface ExposureRule {

  ExposureFact of(ResourceFacts resource);
}
