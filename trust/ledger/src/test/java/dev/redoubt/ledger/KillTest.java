package dev.redoubt.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redoubt.ledger.format.Checkpoint;
import dev.redoubt.ledger.format.Sha256Digest;
import dev.redoubt.ledger.format.SignedNote;
import dev.redoubt.ledger.merkle.ProofResult;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Kills a process that writes, at random moments, and looks at what is left.
///
/// A few rounds in every build; `./mvnw verify -pl trust/ledger -am -Dredoubt.tests=crash
/// -Dtest=KillTest -Dsurefire.failIfNoSpecifiedTests=false -Dredoubt.rounds=1000` for more.
class KillTest {

  private static final String ORIGIN = "example.org/killed";

  /// A new log after so many rounds, so that each can be verified as a whole.
  private static final int ROUNDS_OF_ONE_LOG = 25;

  @TempDir private Path folder = Path.of("");

  private final Random random = new Random();
  private long acknowledged;

  @Test
  void loses_nothingAcknowledged_whenKilled() throws Exception {
    kill(12);
  }

  @Test
  @Tag("crash")
  void loses_nothingAcknowledged_whenKilledAThousandTimes() throws Exception {
    int rounds = Integer.getInteger("redoubt.rounds", 1000);
    kill(rounds);
    System.out.printf(
        "killed %d times; %d acknowledged entries, all there%n", rounds, acknowledged);
  }

  /// What was learnt of one log.
  private static final class Known {
    private final Map<Long, String> entries = new HashMap<>();
    private final List<SignedNote> checkpoints = new ArrayList<>();
  }

  private void kill(int rounds) throws Exception {
    for (int from = 0; from < rounds; from += ROUNDS_OF_ONE_LOG) {
      Path log = folder.resolve("log" + from);
      Path keyFile = folder.resolve("key" + from);
      KeyFileSigner signer = KeyFileSigner.generate(keyFile, ORIGIN);
      Ledger.create(log, signer).close();
      Known known = new Known();
      for (int round = from; round < Math.min(rounds, from + ROUNDS_OF_ONE_LOG); round++) {
        round(log, keyFile, known);
        check(log, signer, known);
      }
      acknowledged += known.entries.size();
    }
    assertThat(acknowledged).isPositive();
  }

  private void round(Path log, Path keyFile, Known known) throws Exception {
    Process process = start(log, keyFile);
    try (BufferedReader out =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      // Now and then while it opens the log, mostly after some answers.
      boolean early = random.nextInt(10) == 0;
      int answers = early ? 0 : 1 + random.nextInt(200);
      String line = early ? null : out.readLine();
      for (int i = 0; i < answers && line != null; i++) {
        learn(line, known);
        line = out.readLine();
      }
      long moment = System.nanoTime() + random.nextInt(early ? 300_000_000 : 3_000_000);
      while (System.nanoTime() < moment) {
        Thread.onSpinWait();
      }
      // By its handle: the process object would close what it said.
      process.toHandle().destroyForcibly();
      process.waitFor();
      // What it said before it died counts as well; its last line may be cut off.
      while (line != null) {
        String next = out.readLine();
        if (next != null
            || line.length() == line.indexOf(' ') + 1 + Sha256Digest.PREFIX.length() + 64) {
          learn(line, known);
        }
        line = next;
      }
    }
  }

  private static Process start(Path log, Path keyFile) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx64m", "-cp"));
    command.add(place(Ledger.class) + File.pathSeparator + place(KilledWriter.class));
    command.addAll(
        List.of(KilledWriter.class.getName(), log.toString(), keyFile.toString(), ORIGIN));
    return new ProcessBuilder(command).redirectErrorStream(true).start();
  }

  private static String place(Class<?> each) {
    CodeSource source = Objects.requireNonNull(each.getProtectionDomain().getCodeSource());
    return Path.of(source.getLocation().getPath()).toString();
  }

  private static void learn(String line, Known known) {
    if (line.equals("ready")) {
      return;
    }
    assertThat(line).matches("\\d+ sha256:[0-9a-f]{64}");
    String[] words = line.split(" ", 2);
    String before = known.entries.put(Long.valueOf(words[0]), words[1]);
    assertThat(before).as("an index is given once").isNull();
  }

  private static void check(Path log, KeyFileSigner signer, Known known) throws Exception {
    LedgerReader reader = LedgerReader.of(log);
    verify(reader, signer, known, reader.checkpoint());
    SignedNote note;
    try (Ledger ledger = Ledger.open(log, signer)) {
      note = ledger.checkpoint();
    }
    known.checkpoints.add(note);
    verify(reader, signer, known, note);
  }

  private static void verify(
      LedgerReader reader, KeyFileSigner signer, Known known, SignedNote note) throws Exception {
    List<AuditFinding> findings = new ArrayList<>();
    assertThat(reader.verify(signer.verifierKey(), true, findings::add).isIntact()).isTrue();
    assertThat(findings).isEmpty();
    Checkpoint checkpoint = Checkpoint.parse(note);
    Map<Long, String> entries = new HashMap<>();
    reader.visit(
        0,
        checkpoint.size(),
        (index, entry) -> {
          entries.put(index, Sha256Digest.sha256(entry).toString());
          return true;
        });
    assertThat(entries).containsAllEntriesOf(known.entries);
    for (long index :
        known.entries.keySet().stream()
            .sorted()
            .skip(Math.max(0, known.entries.size() - 5))
            .toList()) {
      assertThat(reader.receipt(index, note).index()).isEqualTo(index);
    }
    for (SignedNote earlier : known.checkpoints) {
      Checkpoint before = Checkpoint.parse(earlier);
      assertThat(reader.consistency(before.size(), note).verify(before.root(), checkpoint.root()))
          .isEqualTo(new ProofResult.Holds());
    }
  }
}
