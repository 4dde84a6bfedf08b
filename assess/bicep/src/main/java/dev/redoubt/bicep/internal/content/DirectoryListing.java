package dev.redoubt.bicep.internal.content;

import dev.redoubt.bicep.module.QuotedInput;
import dev.redoubt.estate.ArrayValue;
import dev.redoubt.estate.ObjectValue;
import dev.redoubt.estate.Origin;
import dev.redoubt.estate.StringValue;
import dev.redoubt.estate.Value;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// Lists the files of one folder, without subfolders: `relativePath`, `baseName` and `extension` of
/// each, sorted by path ignoring case.
final class DirectoryListing {

  /// The maximum number of files.
  private static final int MAX_FILES = 10_000;

  private static final Comparator<String> IGNORING_CASE =
      Comparator.comparing(DirectoryListing::upper).thenComparing(Comparator.naturalOrder());

  private DirectoryListing() {}

  /// @param from the folder of the calling file; paths are relative to it
  static StepResult<Value> of(
      ProjectFiles.Place folder, FilePattern pattern, Path from, Origin origin) {
    List<String> paths = new ArrayList<>();
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder.real())) {
      for (Path entry : entries) {
        String name = String.valueOf(entry.getFileName());
        if (!pattern.matches(name) || !Files.isRegularFile(entry)) {
          continue;
        }
        if (paths.size() == MAX_FILES) {
          return StepResult.failed(
              "%s has more than %d files".formatted(QuotedInput.of(folder.name()), MAX_FILES));
        }
        paths.add(from.relativize(folder.path().resolve(name)).toString().replace('\\', '/'));
      }
    } catch (IOException | DirectoryIteratorException _) {
      return StepResult.failed(QuotedInput.of(folder.name()) + " cannot be listed");
    }
    paths.sort(IGNORING_CASE);
    return StepResult.done(
        ArrayValue.of(paths.stream().map(path -> file(path, origin)).toList(), origin));
  }

  private static Value file(String path, Origin origin) {
    String name = path.substring(path.lastIndexOf('/') + 1);
    int dot = name.lastIndexOf('.');
    String extension = dot < 0 || dot == name.length() - 1 ? "" : name.substring(dot);
    return ObjectValue.builder()
        .put("relativePath", new StringValue(path, origin.packed()))
        .put("baseName", new StringValue(name, origin.packed()))
        .put("extension", new StringValue(extension, origin.packed()))
        .origin(origin)
        .build();
  }

  private static String upper(String text) {
    StringBuilder upper = new StringBuilder(text.length());
    text.chars().forEach(c -> upper.append(Character.toUpperCase((char) c)));
    return upper.toString();
  }
}
