package dev.redoubt.admin.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redoubt.testing.GoldenFile;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Checks the help of all commands.
class CommandHelpTest {

  private static final String COMMANDS = "\nCommands:\n";

  @Test
  void helpOfAllCommandsIsUnchanged() throws IOException {
    StringBuilder all = new StringBuilder();
    add(List.of(), all);
    GoldenFile.check("help.txt", all.toString());
  }

  private static void add(List<String> command, StringBuilder all) {
    List<String> call = new ArrayList<>(command);
    call.add("--help");
    CommandRun help = CommandRun.of(call.toArray(String[]::new));
    assertThat(help.code()).as(help.err()).isZero();
    all.append("$ redoubt ").append(String.join(" ", call)).append('\n');
    all.append(help.out()).append('\n');
    for (String each : subcommands(help.out())) {
      List<String> below = new ArrayList<>(command);
      below.add(each);
      add(below, all);
    }
  }

  /// A name begins behind two spaces; what stands deeper goes on with the line above.
  private static List<String> subcommands(String help) {
    int start = help.indexOf(COMMANDS);
    if (start < 0) {
      return List.of();
    }
    return help.substring(start + COMMANDS.length())
        .lines()
        .takeWhile(line -> line.startsWith("  "))
        .filter(line -> !line.startsWith("   "))
        .map(line -> line.strip().split(" ", 2)[0])
        .toList();
  }
}
