package dev.redoubt.effective;

/// A property that a document describes the default of.
///
/// @param path from the root of the payload, without elements of arrays
/// @param source the document
/// @param date its date, or when it was read
public record DocumentedDefault(String path, String source, String date) {}
