package dev.redoubt.cli.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redoubt.cli.Main;
import dev.redoubt.cli.console.Terminal;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LedgerCommandsTest {

  @TempDir private Path folder = Path.of("");

  private String log = "";
  private String key = "";

  /// The output and the exit code of a command.
  private record Run(int code, String out, String err) {}

  private static Run run(String... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    Terminal terminal =
        new Terminal(new PrintWriter(out), new PrintWriter(err), false, false, Map.of());
    String[] call = Stream.concat(Stream.of("ledger"), Stream.of(arguments)).toArray(String[]::new);
    int code = Main.run(terminal, call);
    return new Run(code, out.toString(), err.toString());
  }

  @BeforeEach
  void createLedger() throws IOException {
    log = folder.resolve("log").toString();
    assertThat(run("init", log, "--origin", "example.org/log").code()).isZero();
    key = folder.resolve("log/vkey").toString();
    Path trusted = folder.resolve("trusted.vkey");
    Files.copy(Path.of(key), trusted);
    key = trusted.toString();
  }

  private Run append(String subject, String... more) {
    List<String> call =
        List.of("append", log, "--type", "model.approved", "--actor", "al", "--subject", subject);
    return run(Stream.concat(call.stream(), Stream.of(more)).toArray(String[]::new));
  }

  @Test
  void initRefusesAKeyInsideOfThePublishedFolder() {
    assertThat(folder.resolve("log.key")).exists();
    Run within = run("init", log + "2", "--origin", "x", "--signing-key", log + "2/key");
    assertThat(within.code()).isEqualTo(2);
    assertThat(within.err()).contains("must not be inside of the ledger folder");
  }

  @Test
  void initRefusesAnExistingLedger() {
    Run again = run("init", log, "--origin", "example.org/log");
    assertThat(again.code()).isEqualTo(2);
    assertThat(again.err()).contains("there is a ledger", "already");
  }

  @Test
  void verifyPassesAfterAppend() throws IOException {
    Path body = Files.writeString(folder.resolve("body.json"), "{}");
    assertThat(append("m/1", "--body", body.toString()).out()).startsWith("entry 0  sha256:");
    assertThat(append("m/2").out()).startsWith("entry 1  sha256:");
    Run verified = run("verify", log, "--key", key);
    assertThat(verified.out())
        .contains("2 entries verified; bodies: 1 present")
        .endsWith("\nINTACT\n");
    assertThat(verified.err()).isEmpty();
    assertThat(verified.code()).isZero();
    assertThat(run("list", log).out()).contains("m/1", "m/2");
    assertThat(run("show", log, "1", "--key", key).out()).contains("m/2");
  }

  @Test
  void appendRefusesAnInvalidType() {
    Run run = run("append", log, "--type", "Has Spaces", "--actor", "a", "--subject", "s");
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err()).contains("lower-case letters");
  }

  @Test
  void verifyWarnsThatAKeyFromTheLogIsNotTrusted() {
    Run run = run("verify", log);
    assertThat(run.code()).isZero();
    assertThat(run.err()).contains("anyone who can change the log can change this key");
    assertThat(run.out())
        .endsWith("INTACT (key taken from the log itself, not independently trusted)\n");
  }

  @Test
  void verifyReadsAKeyFromAFileNameWithPlus() throws IOException {
    Path file = Files.createDirectory(folder.resolve("a+b")).resolve("c+d.vkey");
    Files.copy(Path.of(key), file);
    Run run = run("verify", log, "--key", file.toString());
    assertThat(run.code()).as(run.err()).isZero();
    assertThat(run("verify", log, "--key", Files.readString(file).strip()).code()).isZero();
  }

  @Test
  void verifyReportsAChangedEntry() throws IOException {
    append("m/1");
    Path bundle = folder.resolve("log/tile/entries/000.p/1");
    Files.writeString(bundle, Files.readString(bundle).replace("m/1", "m/7"));
    Run run = run("verify", log, "--key", key, "--format", "json");
    assertThat(run.code()).isEqualTo(1);
    assertThat(run.out()).contains("\"holds\" : false", "tile/0/000.p/1");
    assertThat(run("verify", log, "--key", key).out())
        .containsPattern("\nNOT INTACT: \\d+ problems?\n$");
  }

  @Test
  void receiptVerifiesOffline() throws IOException {
    append("m/1");
    append("m/2");
    String receipt = folder.resolve("r.tlog-proof").toString();
    assertThat(run("prove", "0", "--ledger", log, "--key", key, "--output", receipt).code())
        .isZero();
    Run checked = run("check-proof", receipt, "--key", key);
    assertThat(checked.out()).contains("PROVED  entry 0 is in", "m/1");
    assertThat(checked.code()).isZero();
    Path file = Path.of(receipt);
    Files.writeString(file, Files.readString(file).replace("index 0", "index 1"));
    Run changed = run("check-proof", receipt, "--key", key);
    assertThat(changed.code()).isEqualTo(1);
    assertThat(changed.out()).contains("NOT PROVED");
  }

  @Test
  void monitorReportsATruncatedLog() throws IOException {
    append("m/1");
    Path checkpoint = folder.resolve("log/checkpoint");
    String old = Files.readString(checkpoint);
    append("m/2");
    String state = folder.resolve("state").toString();
    assertThat(run("monitor", log, "--state", state, "--key", key).out()).contains("FIRST RUN");
    append("m/3");
    assertThat(run("monitor", log, "--state", state).out()).contains("CONSISTENT  size 3");
    Files.writeString(checkpoint, old);
    Run cut = run("monitor", log, "--state", state);
    assertThat(cut.code()).isEqualTo(1);
    assertThat(cut.out()).contains("FORKED", "had 3 entries and now has 1", old);
    try (Stream<Path> list = Files.list(folder)) {
      assertThat(list.filter(each -> each.toString().contains("state.fork-"))).hasSize(1);
    }
  }

  @Test
  void commandsReportAMissingLedger() {
    for (String command : List.of("verify", "list")) {
      Run run = run(command, folder.resolve("none").toString());
      assertThat(run.code()).isEqualTo(2);
      assertThat(run.err()).contains("no such folder");
    }
    assertThat(run("verify", "http://example.org/log").err()).contains("only https is supported");
  }
}
