package dev.redoubt.server.page;

/// A piece of evidence as shown on pages.
public record EvidenceView(
    long id, String kind, String summary, String by, String at, String until) {}
