package dev.redoubt.workspace;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/// Recognizes templates in files without a JSON extension by the start of their content.
final class TemplateSniffer {

  /// Tools write `$schema` as the first member.
  private static final int BYTES = 2048;

  private TemplateSniffer() {}

  /// Whether the file starts with a JSON object that names the template schema.
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
