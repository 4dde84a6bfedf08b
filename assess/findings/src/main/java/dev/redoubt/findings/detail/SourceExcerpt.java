package dev.redoubt.findings.detail;

import java.util.List;

/// Lines of a file around a location.
///
/// @param file the display name of the file
/// @param firstLine the number of the first line, from 1
/// @param line the line of the location
/// @param lines without line ends; texts that look like secrets are replaced
public record SourceExcerpt(String file, int firstLine, int line, List<String> lines) {

  public SourceExcerpt {
    lines = List.copyOf(lines);
  }
}
