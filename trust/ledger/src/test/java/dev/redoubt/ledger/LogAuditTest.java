package dev.redoubt.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.redoubt.ledger.AuditFinding.Severity;
import dev.redoubt.ledger.format.Checkpoint;
import dev.redoubt.ledger.format.LedgerException;
import dev.redoubt.ledger.format.Sha256Digest;
import dev.redoubt.ledger.internal.LogPaths;
import dev.redoubt.ledger.merkle.MerkleTree;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What `verify` says: which file, where in it, and of which entry.
class LogAuditTest {

  private static final CheckpointSigner SIGNER = TestLogSigners.signer("example.org/log");
  private static final Instant TIME = Instant.parse("2026-11-24T12:00:00Z");

  @TempDir private Path folder = Path.of("");

  private Path path = Path.of("");
  private TestLog log = new TestLog(path, SIGNER);

  @BeforeEach
  void nameLog() {
    path = folder.resolve("log");
    log = new TestLog(path, SIGNER);
  }

  private static byte[] entry(int number, Instant time) {
    return new LedgerEntry(new LedgerEvent("test", "actor", "s" + number, null), time).bytes();
  }

  private static List<byte[]> entries(int count) {
    List<byte[]> entries = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      entries.add(entry(i, TIME));
    }
    return entries;
  }

  private static AuditFinding problem(String file, long offset, String message) {
    return new AuditFinding(Severity.PROBLEM, file, offset, message);
  }

  private void finds(AuditFinding... expected) throws IOException {
    List<AuditFinding> findings = new ArrayList<>();
    VerificationResult result = log.reader().verify(SIGNER.verifierKey(), true, findings::add);
    assertThat(findings).containsExactly(expected);
    long problems =
        Arrays.stream(expected).filter(each -> each.severity() == Severity.PROBLEM).count();
    long warnings =
        Arrays.stream(expected).filter(each -> each.severity() == Severity.WARNING).count();
    assertThat(result.problems()).isEqualTo(problems);
    assertThat(result.warnings()).isEqualTo(warnings);
    assertThat(result.isIntact()).isEqualTo(problems == 0);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 255, 256, 257, 512, 700})
  void findsNothingInALogOfAnySize(int size) throws Exception {
    log = TestLog.of(path, SIGNER, entries(size));
    finds();
    VerificationResult result = log.reader().verify(SIGNER.verifierKey(), true, _ -> {});
    assertThat(result.entries()).isEqualTo(size);
    assertThat(result.checkpoint()).isEqualTo(Checkpoint.parse(log.reader().checkpoint()));
  }

  @Test
  void findsNothingInALogOfThreeLevels() throws Exception {
    log = TestLog.of(path, SIGNER, entries(256 * 256 + 1));
    finds();
    Path tile = path.resolve("tile/2/000.p/1");
    byte[] bytes = Files.readAllBytes(tile);
    bytes[0] ^= 1;
    Files.write(tile, bytes);
    List<AuditFinding> findings = log.verify();
    assertThat(findings.getFirst())
        .isEqualTo(problem("tile/2/000.p/1", 0, "the hash does not match `tile/1/000`"));
  }

  @Test
  void refusesAFolderWithoutACheckpoint() throws Exception {
    Files.createDirectory(path);
    assertThatThrownBy(() -> log.verify())
        .isInstanceOf(LedgerException.class)
        .hasMessageContaining("it has no `checkpoint`");
  }

  @Test
  void malformedCheckpointIsReported() throws Exception {
    log = TestLog.of(path, SIGNER, entries(1));
    Files.writeString(path.resolve("checkpoint"), "hello\n");
    assertThat(log.verify())
        .singleElement()
        .satisfies(each -> assertThat(each.message()).contains("not a signed note"));
    assertThat(log.reader().verify(SIGNER.verifierKey(), true, _ -> {}).checkpoint()).isNull();
  }

  @Test
  void findsAnotherKey() throws Exception {
    log = TestLog.of(path, TestLogSigners.signer("example.org/log"), entries(1));
    List<AuditFinding> findings = new ArrayList<>();
    log.reader().verify(SIGNER.verifierKey(), true, findings::add);
    assertThat(findings)
        .singleElement()
        .satisfies(
            each -> {
              assertThat(each.file()).isEqualTo("checkpoint");
              assertThat(each.message()).contains("not signed by the trusted key");
            });
  }

  @Test
  void findsAnotherOrigin() throws Exception {
    log = TestLog.of(path, SIGNER, entries(2));
    Checkpoint real = Checkpoint.parse(log.reader().checkpoint());
    log.publish(new Checkpoint("example.org/other", 2, real.root()));
    finds(
        problem(
            "checkpoint",
            0,
            "the origin is `example.org/other`, which is not the name of the key"));
  }

  @Test
  void findsARootThatIsNotThatOfTheEntries() throws Exception {
    log = TestLog.of(path, SIGNER, entries(3));
    Sha256Digest root = Checkpoint.parse(log.reader().checkpoint()).root();
    log.publish(new Checkpoint("example.org/log", 3, MerkleTree.EMPTY_ROOT));
    finds(
        problem(
            "checkpoint",
            -1,
            "the computed root hash of 3 entries is %s; the signed one is %s"
                .formatted(root.base64(), MerkleTree.EMPTY_ROOT.base64())));
  }

  /// The entries of the second bundle: each begins after two bytes with its length.
  @Test
  void malformedEntryIsReportedWithItsPosition() throws Exception {
    List<byte[]> entries = entries(258);
    byte[] last = entries.get(257);
    entries.set(257, "{}".getBytes(StandardCharsets.UTF_8));
    log = TestLog.of(path, SIGNER, entries);
    finds(
        problem(
            "tile/entries/001.p/2",
            2 + entries.get(256).length + 2,
            "entry 257: the entry is not in canonical form: expected `{\"actor\":\"`"));

    String odd = new String(last, StandardCharsets.UTF_8).replace("\"v\":1", "\"v\":2");
    entries.set(257, odd.getBytes(StandardCharsets.UTF_8));
    log = TestLog.of(folder.resolve("other"), SIGNER, entries);
    finds(
        problem(
            "tile/entries/001.p/2",
            2 + entries.get(256).length + 2 + odd.indexOf(",\"v\""),
            "entry 257: the entry is not in canonical form: expected `,\"v\":1}`"));

    entries.set(257, new byte[] {(byte) 0xff});
    log = TestLog.of(folder.resolve("third"), SIGNER, entries);
    finds(
        problem(
            "tile/entries/001.p/2",
            2 + entries.get(256).length + 2,
            "entry 257: the entry is not valid UTF-8"));
    assertThat(log.reader().verify(SIGNER.verifierKey(), true, _ -> {}).entries()).isEqualTo(257);
  }

  @Test
  void warnsOfATimeThatGoesBack_notOfOneThatStays() throws Exception {
    List<byte[]> entries =
        List.of(entry(0, TIME), entry(1, TIME), entry(2, TIME.minusMillis(1)), entry(3, TIME));
    log = TestLog.of(path, SIGNER, entries);
    finds(
        new AuditFinding(
            Severity.WARNING,
            "tile/entries/000.p/4",
            2 + entries.get(0).length + 2 + entries.get(1).length + 2,
            "entry 2 has the time 2026-11-24T11:59:59.999Z, which is before the time of the"
                + " previous entry, 2026-11-24T12:00:00Z"));
  }

  @Test
  void findsAMissingBundle_withItsEntries() throws Exception {
    log = TestLog.of(path, SIGNER, entries(258));
    Files.delete(path.resolve("tile/entries/001.p/2"));
    finds(
        problem(
            "tile/entries/001.p/2",
            -1,
            "the bundle is missing; it contains the entries 256 to 257"));
  }

  @Test
  void findsABundleThatIsCutOff_withItsEntries() throws Exception {
    log = TestLog.of(path, SIGNER, entries(258));
    Path bundle = path.resolve("tile/entries/001.p/2");
    byte[] bytes = Files.readAllBytes(bundle);
    Files.write(bundle, Arrays.copyOf(bytes, bytes.length - 1));
    finds(
        problem(
            "tile/entries/001.p/2",
            2 + entry(256, TIME).length,
            "entry 1 of the bundle is truncated; unreadable entries: 256 to 257"));
  }

  @Test
  void findsABundleAndItsTileMissing_andNothingMore() throws Exception {
    log = TestLog.of(path, SIGNER, entries(258));
    Files.delete(path.resolve("tile/entries/001.p/2"));
    Files.delete(path.resolve("tile/0/001.p/2"));
    finds(
        problem(
            "tile/entries/001.p/2",
            -1,
            "the bundle is missing; it contains the entries 256 to 257"),
        problem("tile/0/001.p/2", -1, "the tile is missing"));
  }

  @Test
  void findsATileOfAnotherLength() throws Exception {
    log = TestLog.of(path, SIGNER, entries(258));
    Path tile = path.resolve("tile/0/001.p/2");
    byte[] right = Files.readAllBytes(tile);
    Files.write(tile, Arrays.copyOf(right, 63));
    finds(problem("tile/0/001.p/2", 63, "the tile has 63 bytes; expected 64"));
    Files.write(tile, Arrays.copyOf(right, 65));
    finds(problem("tile/0/001.p/2", 64, "the tile has 65 bytes; expected 64"));
    Files.write(tile, Arrays.copyOf(right, 9000));
    finds(problem("tile/0/001.p/2", 64, "the tile has more bytes; expected 64"));
  }

  /// What is above is computed from what the tile says: no finding follows from another.
  @Test
  void findsAHashThatIsNotThatOfItsEntry_onceAndWithItsIndex() throws Exception {
    log = TestLog.of(path, SIGNER, entries(258));
    Path tile = path.resolve("tile/0/001.p/2");
    byte[] bytes = Files.readAllBytes(tile);
    bytes[32] ^= 1;
    Files.write(tile, bytes);
    List<AuditFinding> findings = log.verify();
    assertThat(findings.getFirst())
        .isEqualTo(
            problem(
                "tile/0/001.p/2",
                32,
                "the hash of entry 257 does not match the entry in `tile/entries/001.p/2`"));
    assertThat(findings).hasSize(2);
    assertThat(findings.getLast().message()).startsWith("the computed root hash of 258 entries is");
  }

  @Test
  void readsTheFullTileWhereThePartialOneIsGone() throws Exception {
    log = TestLog.of(path, SIGNER, entries(256));
    TestLog older = TestLog.of(folder.resolve("older"), SIGNER, entries(200));
    Files.write(
        path.resolve("checkpoint"), Files.readAllBytes(older.folder().resolve("checkpoint")));
    finds();
    assertThat(log.reader().verify(SIGNER.verifierKey(), true, _ -> {}).entries()).isEqualTo(200);
  }

  /// Of each bundle, its file and its tile are missing; the limit is on the sum.
  @Test
  void looksForAHundredMissingFilesAndNotForMore() throws Exception {
    log = TestLog.of(path, SIGNER, entries(0));
    log.publish(new Checkpoint("example.org/log", 50 * 256, MerkleTree.EMPTY_ROOT));
    List<AuditFinding> findings = log.verify();
    assertThat(findings).hasSize(101);
    assertThat(findings.getLast()).isEqualTo(problem("tile/1/000.p/50", -1, "the tile is missing"));

    log.publish(new Checkpoint("example.org/log", 60 * 256, MerkleTree.EMPTY_ROOT));
    findings = log.verify();
    assertThat(findings).hasSize(103);
    assertThat(findings.getLast())
        .isEqualTo(
            problem("checkpoint", -1, "too many files are missing; the rest was not checked"));
  }

  @Test
  void bodiesAreCheckedOnlyOnRequest() throws Exception {
    try (Ledger ledger = Ledger.create(path, SIGNER)) {
      for (String text : List.of("one", "two", "three")) {
        Sha256Digest body =
            ledger.store(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
        ledger.append(new LedgerEvent("test", "a", text, body));
      }
      ledger.append(new LedgerEvent("test", "a", "none", null));
    }
    VerificationResult without = log.reader().verify(SIGNER.verifierKey(), false, _ -> {});
    assertThat(without.bodies()).isEqualTo(new VerificationResult.Bodies(0, 0, 3));
    VerificationResult with = log.reader().verify(SIGNER.verifierKey(), true, _ -> {});
    assertThat(with.bodies()).isEqualTo(new VerificationResult.Bodies(3, 0, 0));
  }

  @Test
  void findsABodyThatCannotBeRead() throws Exception {
    Sha256Digest body = Sha256Digest.sha256("x".getBytes(StandardCharsets.UTF_8));
    List<byte[]> entries =
        List.of(new LedgerEntry(new LedgerEvent("test", "a", "s", body), TIME).bytes());
    log = TestLog.of(path, SIGNER, entries);
    String file = LogPaths.body(body);
    finds(new AuditFinding(Severity.NOTE, file, -1, "the body of entry 0 is absent"));
    Files.createDirectories(path.resolve(file));
    assertThat(log.verify())
        .singleElement()
        .satisfies(
            each -> {
              assertThat(each.severity()).isEqualTo(Severity.PROBLEM);
              assertThat(each.file()).isEqualTo(file);
              assertThat(each.message()).startsWith("the body of entry 0: ");
            });
  }
}
