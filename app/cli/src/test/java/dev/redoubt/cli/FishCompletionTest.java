package dev.redoubt.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redoubt.cli.console.Terminal;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FishCompletionTest {

  private static List<String> lines() {
    StringWriter out = new StringWriter();
    Terminal terminal =
        new Terminal(
            new PrintWriter(out), new PrintWriter(new StringWriter()), false, false, Map.of());
    assertThat(Main.run(terminal, "completion", "fish")).isZero();
    return out.toString().lines().filter(line -> !line.isEmpty()).toList();
  }

  @Test
  void everyLineCompletesRedoubtAndHasBalancedQuotes() {
    assertThat(lines())
        .hasSizeGreaterThan(100)
        .allSatisfy(
            line -> {
              assertThat(line).startsWith("complete -c redoubt ");
              String withoutEscapes = line.replace("\\\\", "").replace("\\'", "");
              assertThat(withoutEscapes.chars().filter(c -> c == '\'').count() % 2).isZero();
            });
  }

  @Test
  void optionIsCompletedAfterItsCommandWithItsValues() {
    assertThat(lines())
        .anySatisfy(
            line ->
                assertThat(line)
                    .contains("-n '__fish_seen_subcommand_from doctor' ")
                    .contains("-l format")
                    .contains("-r -f -a 'console json'"));
  }

  @Test
  void commandsOfAGroupAreCompletedOnlyBelowIt() {
    assertThat(lines())
        .anySatisfy(
            line ->
                assertThat(line)
                    .startsWith(
                        "complete -c redoubt -n '__fish_seen_subcommand_from ledger; and not"
                            + " __fish_seen_subcommand_from ")
                    .contains("-f -a verify"));
  }
}
