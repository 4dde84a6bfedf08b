package dev.redoubt.server.page;

/// A requirement of a gate as pages show it.
///
/// @param tone how its state is coloured: `good`, `bad` or `wait`
public record RequirementView(String name, String state, String tone, String message) {}
