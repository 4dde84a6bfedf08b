package dev.redoubt.workspace;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/// A look at the start of a file whose name does not say that it is JSON.
final class TemplateSniffer {

  /// `$schema` is the first member of every template that a tool wrote.
  private static final int BYTES = 2048;

  private TemplateSniffer() {}

  /// Whether it starts as a JSON object and soon names a deployment's schema.
  static boolean mayBeTemplate(Path path) {
    try (InputStream in = Files.newInputStream(path)) {
      String start = new String(in.readNBytes(BYTES), StandardCharsets.UTF_8);
      return start.contains("deploymentTemplate.json")
          && start.replace("\uFEFF", "").stripLeading().startsWith("{");
    } catch (IOException e) {
      return false;
    }
  }
}
