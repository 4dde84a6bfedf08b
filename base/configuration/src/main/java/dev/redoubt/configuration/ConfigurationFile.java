package dev.redoubt.configuration;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;

/// A parsed configuration file such as `redoubt-server.yaml`. Each part of the server reads its
/// sections from [#top()]; then [#end()] reports all errors at once.
public final class ConfigurationFile {

  /// In bytes; enough for thousands of persona mappings.
  static final int MAX_BYTES = 4 * 1024 * 1024;

  private final String name;
  private final List<ConfigurationError> errors = new ArrayList<>();
  private final ConfigurationSection top;

  private ConfigurationFile(String name, String text) {
    this.name = name;
    ConfigurationNode node = ConfigurationNodeReader.read(text, errors).orElse(null);
    if (node instanceof ConfigurationNode.Members members) {
      top = new ConfigurationSection(members, errors);
      return;
    }
    if (node != null
        && !(node instanceof ConfigurationNode.Text(_, _, String value, _) && value.isEmpty())) {
      errors.add(
          new ConfigurationError(
              node.line(), node.column(), "expected an object at the top level"));
    }
    top =
        new ConfigurationSection(
            new ConfigurationNode.Members(1, 1, new LinkedHashMap<>()), errors);
  }

  /// Returns an empty configuration.
  public static ConfigurationFile none() {
    return new ConfigurationFile("", "");
  }

  /// Reads a file.
  ///
  /// @throws IOException if it cannot be read
  public static ConfigurationFile read(Path file) throws IOException {
    byte[] bytes;
    try (InputStream in = Files.newInputStream(file)) {
      bytes = in.readNBytes(MAX_BYTES + 1);
    }
    if (bytes.length > MAX_BYTES) {
      throw new IOException("the file is larger than " + MAX_BYTES + " bytes");
    }
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      return of(file.toString(), text);
    } catch (CharacterCodingException _) {
      throw new IOException("the file is not valid UTF-8");
    }
  }

  /// Parses the text of a configuration file.
  ///
  /// @param name the file name in error messages
  public static ConfigurationFile of(String name, String text) {
    return new ConfigurationFile(name, text);
  }

  /// Returns the top-level section.
  public ConfigurationSection top() {
    return top;
  }

  /// Reports all errors; call it after every part has read its sections.
  ///
  /// @throws ConfigurationException with all errors, if there are any
  public void end() throws ConfigurationException {
    top.end();
    if (!errors.isEmpty()) {
      List<ConfigurationError> sorted = new ArrayList<>(errors);
      sorted.sort(
          Comparator.comparingInt(ConfigurationError::line)
              .thenComparingInt(ConfigurationError::column));
      throw new ConfigurationException(name, sorted);
    }
  }
}
