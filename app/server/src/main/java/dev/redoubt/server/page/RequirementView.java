package dev.redoubt.server.page;

/// A gate requirement as shown on pages.
///
/// @param tone color of the state: `good`, `bad` or `wait`
public record RequirementView(String name, String state, String tone, String message) {}
