package dev.redoubt.report;

import dev.redoubt.findings.Assessment.Input;
import dev.redoubt.findings.result.FindingWording;
import java.io.IOException;
import java.util.List;

/// Writes the entry points and their parameter files.
final class ConsoleInputs {

  /// With more lines, the first results would not be on the first screen.
  private static final int MAX_LINES = 6;

  private final List<Input> inputs;
  private final ConsoleLayout page;
  private final ConsolePaths paths;

  ConsoleInputs(List<Input> inputs, ConsoleLayout page, ConsolePaths paths) {
    this.inputs =
        inputs.stream()
            .filter(
                input -> input.role() == Input.Role.ENTRY || input.role() == Input.Role.PARAMETERS)
            .toList();
    this.page = page;
    this.paths = paths;
  }

  void write() throws IOException {
    int shown = inputs.size() > MAX_LINES ? MAX_LINES - 1 : inputs.size();
    for (int i = 0; i < shown; i++) {
      Input input = inputs.get(i);
      if (input.role() == Input.Role.PARAMETERS) {
        page.fold(ConsoleLayout.Head.of("    with "), paths.name(input.path()));
      } else {
        page.fold(ConsoleLayout.Head.of("  "), paths.name(input.path()) + why(i));
      }
    }
    if (inputs.size() > shown) {
      page.fold(
          ConsoleLayout.Head.of("  "),
          "and "
              + FindingWording.count(inputs.size() - shown, "more file")
              + "; `--verbose` lists all");
    }
  }

  /// Why a file is an entry point; empty if the reason is the parameter file in the next line.
  private String why(int index) {
    Input input = inputs.get(index);
    if (index + 1 < inputs.size()) {
      String next = inputs.get(index + 1).path();
      String name = next.substring(next.lastIndexOf('/') + 1);
      if (input.reason().contains(name + "`")) {
        return "";
      }
    }
    return ": " + input.reason();
  }
}
