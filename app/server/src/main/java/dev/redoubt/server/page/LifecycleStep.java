package dev.redoubt.server.page;

/// A lifecycle state of a version, and whether the version has reached it.
public record LifecycleStep(String name, boolean done) {}
