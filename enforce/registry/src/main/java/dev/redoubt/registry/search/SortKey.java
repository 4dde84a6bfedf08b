package dev.redoubt.registry.search;

/// One key of a sort order. Objects without a value come last in either direction.
public record SortKey(SearchField field, boolean ascending) {}
