package dev.redoubt.cli;

import dev.redoubt.estate.ObjectValue;
import java.nio.file.Path;

/// A JSON file that was read and is of use.
///
/// @param path where it is
/// @param name what messages call it: the path as the user wrote it
/// @param root the folder outside of which no link in it is followed
record SourceFile(Path path, String name, ObjectValue json, ContentKind kind, Path root) {}
