package dev.redoubt.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Whole reports, kept as files. `-Dredoubt.golden.update=true` writes them anew.
final class Golden {

  private static final Path FOLDER =
      Path.of("src", "test", "resources", "dev", "redoubt", "report");

  private Golden() {}

  static void check(String name, String actual) throws IOException {
    Path file = FOLDER.resolve(name);
    if (Boolean.parseBoolean(System.getProperty("redoubt.golden.update"))) {
      Files.writeString(file, actual);
    }
    assertThat(actual).isEqualTo(Files.readString(file));
  }
}
