package dev.redoubt.server.page;

/// How far a version can come, one after another.
public record Step(String name, boolean done) {}
