package dev.redoubt.report;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The ends of the tokens at given locations of Bicep and JSON files, for the end of a region.
///
/// The files are read again. They may have changed, be gone, or have come from standard input, so
/// an end is only given where the line has a token at the location.
final class SourceTokens {

  /// A larger file is not read again for the sake of underlined words.
  private static final long MAX_BYTES = 8L << 20;

  private final Path root;
  private final Map<String, List<String>> lines = new HashMap<>();

  /// @param root what relative names of files are relative to
  SourceTokens(Path root) {
    this.root = root;
  }

  /// The column after the token, in UTF-16 units; 0 if it is not known.
  ///
  /// @param line starts at 1
  /// @param column starts at 1
  int end(String file, int line, int column) {
    List<String> text = lines.computeIfAbsent(file, this::read);
    if (line < 1 || line > text.size() || column < 1) {
      return 0;
    }
    String source = text.get(line - 1);
    int start = column - 1;
    return start < source.length() ? endOfToken(source, start) + 1 : 0;
  }

  private static int endOfToken(String line, int start) {
    char first = line.charAt(start);
    if (first == '\'' || first == '"') {
      return endOfString(line, start, first);
    }
    int end = start;
    while (end < line.length() && isWord(line.charAt(end))) {
      end++;
    }
    return Math.max(end, start + 1);
  }

  /// The end of a string, or of the line if the string does not end in it.
  private static int endOfString(String line, int start, char quote) {
    for (int i = start + 1; i < line.length(); i++) {
      if (line.charAt(i) == '\\') {
        i++;
      } else if (line.charAt(i) == quote) {
        return i + 1;
      }
    }
    return line.length();
  }

  private static boolean isWord(char each) {
    return Character.isLetterOrDigit(each) || each == '_' || each == '.';
  }

  private List<String> read(String file) {
    try {
      Path path = root.resolve(file);
      if (!Files.isRegularFile(path) || Files.size(path) > MAX_BYTES) {
        return List.of();
      }
      String text = Files.readString(path, StandardCharsets.UTF_8);
      return (text.startsWith("\ufeff") ? text.substring(1) : text).lines().toList();
    } catch (IOException | InvalidPathException | SecurityException e) {
      return List.of();
    }
  }
}
