package dev.redoubt.workspace;

import dev.redoubt.estate.Origin;
import dev.redoubt.estate.PropertyName;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;

/// A file that was read and is of use: a template, or values for the parameters of one.
///
/// Two are equal if they are the same file.
sealed interface SourceFile permits JsonSourceFile, BicepSourceFile {

  /// Where it is, relative where the user wrote it so.
  Path path();

  /// What messages call it: the path as the user wrote it.
  String name();

  ContentKind kind();

  /// The folder outside of which nothing that it names is read.
  Path root();

  /// The file as a whole, in messages.
  Origin origin();

  /// The parameters that a template declares, or those that a parameter file gives; folded.
  Set<String> parameterNames();

  /// How often a template declares each type of resource at its top, folded; of a parameter file,
  /// nothing.
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
