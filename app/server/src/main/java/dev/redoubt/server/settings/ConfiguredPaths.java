package dev.redoubt.server.settings;

import dev.redoubt.configuration.ConfigurationSection;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;

/// Files that a section names, relative to the folder of the configuration.
record ConfiguredPaths(Path folder) {

  /// A file that is there and can be read; anything else is a mistake.
  Optional<Path> readable(ConfigurationSection section, String name) {
    return path(section, name)
        .filter(
            path -> {
              boolean good = Files.isRegularFile(path) && Files.isReadable(path);
              if (!good) {
                section.mistake(name, "`" + path + "` is not a readable file");
              }
              return good;
            });
  }

  /// The same, for a file that has to be named.
  Optional<Path> required(ConfigurationSection section, String name) {
    return section.required(name).isEmpty() ? Optional.empty() : readable(section, name);
  }

  /// A file or folder, whether it is there or not.
  Optional<Path> path(ConfigurationSection section, String name) {
    return section
        .text(name)
        .flatMap(
            text -> {
              try {
                return Optional.of(folder.resolve(text));
              } catch (InvalidPathException _) {
                section.mistake(name, "`" + text + "` is not a valid path");
                return Optional.empty();
              }
            });
  }
}
