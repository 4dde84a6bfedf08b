package dev.redoubt.workspace;

import dev.redoubt.estate.Origin;
import dev.redoubt.estate.PropertyName;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;

/// A template or a parameter file that was read.
///
/// Two are equal if they are the same file.
sealed interface SourceFile permits JsonSourceFile, BicepSourceFile {

  /// The path, relative if the user wrote it so.
  Path path();

  /// The display name: the path as the user wrote it.
  String name();

  ContentKind kind();

  /// The root folder; files outside of it that this file names are not read.
  Path root();

  /// The file as a whole, in messages.
  Origin origin();

  /// The parameters that a template declares, or that a parameter file assigns; folded.
  Set<String> parameterNames();

  /// The number of top-level resources of a template by folded type; empty for a parameter file.
  Map<String, Integer> resourceTypes();

  /// Its path, absolute.
  default Path real() {
    return path().toAbsolutePath().normalize();
  }

  default Path folder() {
    return RootFolder.parent(path());
  }

  /// Its name without folder and extension, folded.
  default String stem() {
    String name = PropertyName.folded(String.valueOf(path().getFileName()));
    return name.replaceFirst("\\.(jsonc?|bicep|bicepparam)$", "");
  }
}
