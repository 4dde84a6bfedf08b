package dev.redoubt.server.page;

/// How far a version can come, one after another.
public record LifecycleStep(String name, boolean done) {}
