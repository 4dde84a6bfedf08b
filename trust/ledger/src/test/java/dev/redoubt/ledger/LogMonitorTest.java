package dev.redoubt.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.redoubt.ledger.LogMonitor.Outcome;
import dev.redoubt.ledger.format.Checkpoint;
import dev.redoubt.ledger.format.LedgerException;
import dev.redoubt.ledger.format.Receipt;
import dev.redoubt.ledger.format.Sha256Digest;
import dev.redoubt.ledger.format.SignedNote;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LogMonitorTest {

  private static final CheckpointSigner SIGNER = TestLogSigners.signer("example.org/log");

  @TempDir private Path folder = Path.of("");

  private TestLog log = new TestLog(Path.of(""), SIGNER);

  @BeforeEach
  void nameLog() {
    log = new TestLog(folder.resolve("log"), SIGNER);
  }

  private static void untold(Outcome outcome, String why) {
    assertThat(outcome)
        .isInstanceOfSatisfying(
            Outcome.Undetermined.class, untold -> assertThat(untold.why()).contains(why));
  }

  private static void forked(Outcome outcome, SignedNote before, SignedNote now, String why) {
    assertThat(outcome)
        .isInstanceOfSatisfying(
            Outcome.Forked.class,
            forked -> {
              assertThat(forked.before()).isEqualTo(before);
              assertThat(forked.now()).isEqualTo(now);
              assertThat(forked.why()).contains(why);
            });
  }

  /// An older state of a log is a whole log: nothing in it tells that there was more.
  @Test
  void verifyAcceptsARolledBackCopy_monitorDoesNot() throws Exception {
    SignedNote old = log.write(5);
    TestLog copy = log.copyTo(folder.resolve("copy"));
    SignedNote seen = log.write(300);

    assertThat(copy.verify()).isEmpty();
    assertThat(copy.reader().verify(SIGNER.verifierKey(), true, _ -> {}).isIntact()).isTrue();
    forked(copy.monitor().check(seen), seen, old, "had 305 entries and now has 5");
  }

  /// What was rolled back and written again has all the entries that are expected, in number.
  @Test
  void verifyAcceptsACopyThatWasRolledBackAndWentOn_monitorDoesNot() throws Exception {
    log.write(5);
    TestLog copy = log.copyTo(folder.resolve("copy"));
    SignedNote seen = log.write(3);
    SignedNote longer = copy.write(4);

    assertThat(copy.verify()).isEmpty();
    forked(
        copy.monitor().check(seen),
        seen,
        longer,
        "does not lead to the root hash of the larger log");
  }

  /// Who keeps a receipt keeps a checkpoint, and can ask the log for it.
  @Test
  void receiptRemembersACheckpointThatARolledBackCopyDoesNotReach() throws Exception {
    log.write(2);
    TestLog copy = log.copyTo(folder.resolve("copy"));
    Receipt receipt = log.reader().receipt(2, log.write(1));

    byte[] entry = Objects.requireNonNull(receipt.extra());
    assertThat(ReceiptCheck.of(receipt, entry, SIGNER.verifierKey(), List.of()))
        .isInstanceOf(ReceiptCheck.Proved.class);
    assertThat(copy.monitor().check(receipt.checkpoint())).isInstanceOf(Outcome.Forked.class);
    assertThatThrownBy(() -> copy.reader().receipt(2, copy.reader().checkpoint()))
        .hasMessageContaining("there is no entry 2 in");
  }

  @Test
  void firstLookHasNothingBefore() throws Exception {
    SignedNote now = log.write(3);
    assertThat(log.monitor().check(null)).isEqualTo(new Outcome.Consistent(null, now, 3));
  }

  @Test
  void sameCheckpointHasGrownByNothing() throws Exception {
    SignedNote now = log.write(3);
    assertThat(log.monitor().check(now)).isEqualTo(new Outcome.Consistent(now, now, 0));
  }

  @Test
  void growthCountsWhatWasAdded() throws Exception {
    SignedNote before = log.write(255);
    SignedNote now = log.write(2);
    assertThat(log.monitor().check(before)).isEqualTo(new Outcome.Consistent(before, now, 2));
  }

  @Test
  void twoRootsOfOneSizeAreAFork_alsoWhereTilesAreDamaged() throws Exception {
    SignedNote before = log.write(3);
    SignedNote now = log.publish(new Checkpoint("example.org/log", 3, Sha256Digest.sha256()));
    forked(log.monitor().check(before), before, now, "two different root hashes at size 3");
  }

  @Test
  void cannotTellWhereATileIsMissing() throws Exception {
    SignedNote before = log.write(3);
    log.write(3);
    Files.delete(log.folder().resolve("tile/0/000.p/6"));
    untold(log.monitor().check(before), "is missing, but the checkpoint includes it");
  }

  @Test
  void cannotTellByACheckpointOfAnotherOrigin() throws Exception {
    SignedNote good = log.write(1);
    Checkpoint real = Checkpoint.parse(good);
    SignedNote other = log.publish(new Checkpoint("example.org/other", 1, real.root()));
    untold(
        log.monitor().check(good),
        "the checkpoint of the log is from another log: `example.org/other`");
    Files.write(log.folder().resolve("checkpoint"), good.bytes());
    untold(
        log.monitor().check(other),
        "the stored checkpoint is from another log: `example.org/other`");
  }

  @Test
  void cannotTellByACheckpointOfAnotherKey() throws Exception {
    SignedNote good = log.write(1);
    SignedNote other =
        TestLog.signed(Checkpoint.parse(good), TestLogSigners.signer("example.org/log"));
    untold(log.monitor().check(other), "the stored checkpoint is not signed by the trusted key");
    untold(
        new LogMonitor(log.reader(), TestLogSigners.signer("example.org/log").verifierKey())
            .check(null),
        "the checkpoint of the log is not signed by the trusted key");
  }

  @Test
  void remembersWhatItWrote() throws Exception {
    MonitorState state = new MonitorState(SIGNER.verifierKey(), log.write(2));
    Path file = folder.resolve("state");
    assertThat(MonitorState.read(file)).isNull();
    state.write(file);
    assertThat(MonitorState.read(file)).isEqualTo(state);
    MonitorState later = new MonitorState(SIGNER.verifierKey(), log.write(2));
    later.write(file);
    assertThat(MonitorState.read(file)).isEqualTo(later);
    assertThat(folder.resolve("state.next")).doesNotExist();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "redoubt.dev/ledger-monitor@v1\nkey KEY\n",
        "redoubt.dev/ledger-monitor@v2\nkey KEY\n\nNOTE",
        "redoubt.dev/ledger-monitor@v1\nkey none\n\nNOTE",
        "redoubt.dev/ledger-monitor@v1\nkey KEY\n\nhello"
      })
  void refusesAFileThatNoMonitorWrote(String text) throws Exception {
    Path file = folder.resolve("state");
    String filled =
        text.replace("KEY", SIGNER.verifierKey().toString())
            .replace("NOTE", log.write(1).toString());
    Files.writeString(file, filled);
    assertThatThrownBy(() -> MonitorState.read(file))
        .isInstanceOf(LedgerException.class)
        .hasMessageContaining("is not a monitor state file");
  }

  @Test
  void unreadableStateFileIsNamed() {
    assertThatThrownBy(() -> MonitorState.read(folder))
        .isInstanceOf(LedgerException.class)
        .hasMessageContaining("cannot be read");
    Path nowhere = folder.resolve("none").resolve("state");
    assertThatThrownBy(() -> new MonitorState(SIGNER.verifierKey(), log.write(1)).write(nowhere))
        .isInstanceOf(LedgerException.class)
        .hasMessageContaining("cannot be written: no such file or folder");
  }

  @Test
  void keepsBothCheckpointsAsEvidence() throws Exception {
    SignedNote before = log.write(1);
    SignedNote now = log.write(1);
    Path evidence = MonitorState.keepEvidence(folder.resolve("state"), before, now);
    assertThat(evidence.getParent()).isEqualTo(folder);
    assertThat(evidence.getFileName().toString()).startsWith("state.fork-");
    assertThat(Files.readString(evidence, StandardCharsets.UTF_8)).isEqualTo(before + "\n" + now);
  }
}
