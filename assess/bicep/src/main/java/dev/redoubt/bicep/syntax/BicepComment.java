package dev.redoubt.bicep.syntax;

/// A comment of a Bicep file.
///
/// @param text without the marks that begin and end it
/// @param line from 1
/// @param column from 1
/// @param endLine the line of its last character
/// @param endColumn the column after its last character
public record BicepComment(String text, int line, int column, int endLine, int endColumn) {}
