package dev.redoubt.registry.search;

/// One key of an order. What has no value for it comes last, whichever way it sorts.
public record SortKey(SearchField field, boolean ascending) {}
