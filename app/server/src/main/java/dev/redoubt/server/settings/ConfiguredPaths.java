package dev.redoubt.server.settings;

import dev.redoubt.configuration.ConfigurationSection;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;

/// Reads file names from configuration sections, relative to the folder of the configuration file.
record ConfiguredPaths(Path folder) {

  /// Reads the name of an existing, readable file; anything else is an error.
  Optional<Path> readable(ConfigurationSection section, String name) {
    return path(section, name)
        .filter(
            path -> {
              boolean good = Files.isRegularFile(path) && Files.isReadable(path);
              if (!good) {
                section.addError(name, "`" + path + "` is not a readable file");
              }
              return good;
            });
  }

  /// Reads the name of a required, readable file.
  Optional<Path> required(ConfigurationSection section, String name) {
    return section.required(name).isEmpty() ? Optional.empty() : readable(section, name);
  }

  /// Reads the name of a file or folder that may not exist.
  Optional<Path> path(ConfigurationSection section, String name) {
    return section
        .text(name)
        .flatMap(
            text -> {
              try {
                return Optional.of(folder.resolve(text));
              } catch (InvalidPathException _) {
                section.addError(name, "`" + text + "` is not a valid path");
                return Optional.empty();
              }
            });
  }
}
