package dev.redoubt.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.redoubt.ledger.AuditFinding.Severity;
import dev.redoubt.ledger.format.LedgerException;
import dev.redoubt.ledger.format.MalformedLogException;
import dev.redoubt.ledger.format.Sha256Digest;
import dev.redoubt.ledger.format.SignedNote;
import dev.redoubt.ledger.internal.LogPaths;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LedgerTest {

  private static final CheckpointSigner SIGNER = TestLogSigners.signer("example.org/log");

  @TempDir private Path folder = Path.of("");

  private Path log = Path.of("");
  private final List<AuditFinding> findings = new ArrayList<>();

  @BeforeEach
  void nameLog() {
    log = folder.resolve("log");
  }

  private static LedgerEvent event(String subject) {
    return new LedgerEvent("test", "actor", subject, null);
  }

  private SignedNote write(int count) throws Exception {
    try (Ledger ledger =
        Files.exists(log) ? Ledger.open(log, SIGNER) : Ledger.create(log, SIGNER)) {
      List<CompletableFuture<RecordedEntry>> answers = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        answers.add(ledger.submit(event("s" + i)));
      }
      answers.forEach(CompletableFuture::join);
      return ledger.checkpoint();
    }
  }

  private VerificationResult verify() throws IOException {
    findings.clear();
    return LedgerReader.of(log).verify(SIGNER.verifierKey(), true, findings::add);
  }

  @Test
  void goesOn_whereItStopped() throws Exception {
    write(3);
    write(255);
    write(1);
    assertThat(verify().entries()).isEqualTo(259);
    assertThat(findings).isEmpty();
    assertThat(log.resolve("tile/0/000")).hasSize(8192);
    assertThat(log.resolve("tile/0/000.p")).doesNotExist();
    assertThat(log.resolve("tile/0/001.p/3")).exists();
  }

  @Test
  void refuses_aSecondWriter_andNamesTheFirst() throws Exception {
    try (Ledger first = Ledger.create(log, SIGNER)) {
      assertThatThrownBy(() -> Ledger.open(log, SIGNER))
          .isInstanceOf(LedgerException.class)
          .hasMessageContaining("is locked by process " + ProcessHandle.current().pid());
      first.append(event("still works"));
    }
    Ledger.open(log, SIGNER).close();
  }

  @Test
  void refuses_anotherKey() throws Exception {
    write(1);
    assertThatThrownBy(() -> Ledger.open(log, TestLogSigners.signer("example.org/log")))
        .hasMessageContaining("cannot be continued with this key");
    assertThatThrownBy(() -> Ledger.open(log, TestLogSigners.signer("example.org/other")))
        .hasMessageContaining("origin");
  }

  @Test
  void refuses_toGoOn_whereTheEdgeIsDamaged() throws Exception {
    write(2);
    Path tile = log.resolve("tile/0/000.p/2");
    byte[] bytes = Files.readAllBytes(tile);
    bytes[40] ^= 1;
    Files.write(tile, bytes);
    assertThatThrownBy(() -> Ledger.open(log, SIGNER)).hasMessageContaining("damaged");
    Files.delete(tile);
    assertThatThrownBy(() -> Ledger.open(log, SIGNER)).hasMessageContaining("missing");
  }

  @Test
  void gives_theLastTime_whereTheClockWentBackALittle_andRefusesMore() throws Exception {
    AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-11-24T12:00:00Z"));
    InstantSource clock = now::get;
    Ledger.create(log, SIGNER).close();
    try (Ledger ledger = Ledger.open(log, SIGNER, clock)) {
      Instant first = ledger.append(event("1")).entry().time();
      now.set(first.minus(Duration.ofSeconds(9)));
      assertThat(ledger.append(event("2")).entry().time()).isEqualTo(first);
      now.set(first.minus(Duration.ofSeconds(11)));
      assertThatThrownBy(() -> ledger.append(event("3")))
          .isInstanceOf(LedgerException.class)
          .hasMessageContaining("set the clock");
      now.set(first.plusSeconds(1));
      assertThat(ledger.append(event("4")).index()).isEqualTo(2);
    }
  }

  @Test
  void goesOn_afterABatchThatDidNotFitOnTheDisk() throws Exception {
    CrashingMemoryStorage disk =
        new CrashingMemoryStorage(new TreeMap<>()) {
          private boolean wasFull;

          @Override
          public void write(String path, byte[] content) throws IOException {
            super.write(path, content);
            if (path.contains("000.p/2") && !wasFull) {
              wasFull = true;
              throw new FileSystemException(path, null, "No space left on device");
            }
          }
        };
    LogWriter writer = LogWriter.create(disk, "memory", SIGNER, InstantSource.system());
    writer.commit(List.of(event("1")));
    assertThatThrownBy(() -> writer.commit(List.of(event("2"))))
        .hasMessageContaining("no space left on the disk; nothing was recorded");
    writer.commit(List.of(event("3")));
    assertThat(
            new LogAudit(CrashingMemoryStorage.source(disk.files()), true, findings::add)
                .verify(List.of(SIGNER.verifierKey()))
                .entries())
        .isEqualTo(2);
    assertThat(findings).isEmpty();
  }

  @Test
  void missingLedgerIsDescribed() throws Exception {
    assertThatThrownBy(() -> Ledger.open(log, SIGNER)).hasMessageContaining("no such folder");
    Files.createDirectory(log);
    assertThatThrownBy(() -> Ledger.open(log, SIGNER)).hasMessageContaining("no `checkpoint`");
    Path file = Files.createFile(folder.resolve("file"));
    assertThatThrownBy(() -> Ledger.create(file.resolve("log"), SIGNER))
        .isInstanceOf(LedgerException.class)
        .hasMessageContaining("cannot be created");
  }

  @Test
  void key_isForItsOwnerAlone() throws Exception {
    Path key = folder.resolve("key");
    KeyFileSigner made = KeyFileSigner.generate(key, "example.org/log");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(key)))
        .isEqualTo("rw-------");
    assertThat(KeyFileSigner.load(key, "example.org/log").verifierKey())
        .isEqualTo(made.verifierKey());
    assertThatThrownBy(() -> KeyFileSigner.generate(key, "x")).hasMessageContaining("exists");
    Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-r-----"));
    assertThatThrownBy(() -> KeyFileSigner.load(key, "x")).hasMessageContaining("chmod 600");
  }

  @Test
  void verify_namesTheEntryThatWasChanged() throws Exception {
    write(300);
    Path bundle = log.resolve("tile/entries/000");
    String text = Files.readString(bundle, StandardCharsets.ISO_8859_1);
    Files.writeString(bundle, text.replace("\"s17\"", "\"s71\""), StandardCharsets.ISO_8859_1);
    assertThat(verify().isIntact()).isFalse();
    assertThat(findings)
        .containsExactly(
            new AuditFinding(
                Severity.PROBLEM,
                "tile/0/000",
                17 * 32,
                "the hash of entry 17 does not match the entry in `tile/entries/000`"));
  }

  @Test
  void verify_findsEachChangedByteOfEachFile() throws Exception {
    write(258);
    for (String path :
        List.of(
            "checkpoint",
            "tile/0/000",
            "tile/0/001.p/2",
            "tile/1/000.p/1",
            "tile/entries/001.p/2")) {
      Path file = log.resolve(path);
      byte[] right = Files.readAllBytes(file);
      for (int i = 0; i < right.length; i += path.endsWith("000") ? 511 : 7) {
        byte[] wrong = right.clone();
        wrong[i] ^= 1;
        Files.write(file, wrong);
        assertThat(verify().isIntact()).as(path + " " + i).isFalse();
      }
      Files.write(file, right);
      assertThat(verify().isIntact()).isTrue();
    }
  }

  @Test
  void verifyReportsMissingFiles() throws Exception {
    write(258);
    Files.delete(log.resolve("tile/0/000"));
    Files.delete(log.resolve("tile/entries/001.p/2"));
    assertThat(verify().isIntact()).isFalse();
    assertThat(findings)
        .extracting(AuditFinding::file)
        .containsExactlyInAnyOrder("tile/0/000", "tile/entries/001.p/2");
  }

  @Test
  void verifyReportsAbsentAndModifiedBodies() throws Exception {
    try (Ledger ledger = Ledger.create(log, SIGNER)) {
      List<Sha256Digest> bodies = new ArrayList<>();
      for (String text : List.of("kept", "erased", "changed")) {
        bodies.add(ledger.store(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8))));
        ledger.append(new LedgerEvent("test", "a", text, bodies.getLast()));
      }
      assertThat(ledger.erase(bodies.get(1))).isTrue();
      assertThat(ledger.erase(bodies.get(1))).isFalse();
      Files.writeString(log.resolve(LogPaths.body(bodies.get(2))), "else");
    }
    VerificationResult result = verify();
    assertThat(result.bodies()).isEqualTo(new VerificationResult.Bodies(1, 1, 0));
    assertThat(findings)
        .extracting(AuditFinding::severity)
        .containsExactly(Severity.NOTE, Severity.PROBLEM);
  }

  @Test
  void verify_doesNotLookForEverWhereTheSizeIsALie() throws Exception {
    write(1);
    Path checkpoint = log.resolve("checkpoint");
    String text = Files.readString(checkpoint).replaceFirst("\n1\n", "\n" + Long.MAX_VALUE + "\n");
    Files.writeString(checkpoint, text);
    assertThat(verify().isIntact()).isFalse();
    assertThat(findings.getLast().message()).contains("too many files are missing");
  }

  @Test
  void monitor_tellsAForkFromGrowth() throws Exception {
    SignedNote before = write(5);
    LogMonitor monitor = new LogMonitor(LedgerReader.of(log), SIGNER.verifierKey());
    write(3);
    assertThat(monitor.check(before))
        .isInstanceOfSatisfying(
            LogMonitor.Outcome.Consistent.class, grown -> assertThat(grown.added()).isEqualTo(3));
    Path first = log;
    log = folder.resolve("fork");
    SignedNote fork = write(7);
    assertThat(new LogMonitor(LedgerReader.of(log), SIGNER.verifierKey()).check(before))
        .isInstanceOf(LogMonitor.Outcome.Forked.class);
    assertThat(new LogMonitor(LedgerReader.of(first), SIGNER.verifierKey()).check(fork))
        .isInstanceOf(LogMonitor.Outcome.Forked.class);
    assertThat(
            new LogMonitor(LedgerReader.of(first), TestLogSigners.signer("x").verifierKey())
                .check(null))
        .isInstanceOf(LogMonitor.Outcome.Undetermined.class);
  }

  /// A disk that loses a bit forks nothing, and nobody is accused.
  @Test
  void monitor_tellsDamageFromAFork() throws Exception {
    SignedNote before = write(4);
    write(4);
    Path tile = log.resolve("tile/0/000.p/8");
    byte[] bytes = Files.readAllBytes(tile);
    bytes[7 * 32] ^= 1;
    Files.write(tile, bytes);

    assertThat(new LogMonitor(LedgerReader.of(log), SIGNER.verifierKey()).check(before))
        .isInstanceOfSatisfying(
            LogMonitor.Outcome.Undetermined.class,
            untold -> assertThat(untold.why()).contains("to find what is damaged"));
  }

  @Test
  void reads_overHttp_asFromTheFolder() throws Exception {
    write(300);
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/log/",
        exchange -> {
          Path file = log.resolve(exchange.getRequestURI().getPath().substring("/log/".length()));
          byte[] bytes = Files.isRegularFile(file) ? Files.readAllBytes(file) : new byte[0];
          exchange.sendResponseHeaders(
              Files.isRegularFile(file) ? 200 : 404, bytes.length == 0 ? -1 : bytes.length);
          exchange.getResponseBody().write(bytes);
          exchange.close();
        });
    server.createContext(
        "/loop/",
        exchange -> {
          exchange.getResponseHeaders().add("Location", "/loop/checkpoint");
          exchange.sendResponseHeaders(302, -1);
          exchange.close();
        });
    server.start();
    try {
      String base = "http://127.0.0.1:" + server.getAddress().getPort();
      LedgerReader reader = LedgerReader.of(base + "/log");
      assertThat(reader.verify(SIGNER.verifierKey(), true, findings::add).entries()).isEqualTo(300);
      assertThat(findings).isEmpty();
      assertThat(reader.receipt(299, reader.checkpoint()).index()).isEqualTo(299);
      assertThatThrownBy(() -> LedgerReader.of(base + "/none").checkpoint())
          .hasMessageContaining("no `checkpoint`");
      assertThatThrownBy(() -> LedgerReader.of(base + "/loop").checkpoint())
          .hasMessageContaining("redirects more than 3 times");
    } finally {
      server.stop(0);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"http://example.org/log", "https://u:p@example.org/log", "https://example.org/?a"})
  void asks_noAddressThatItMustNot(String address) {
    assertThatThrownBy(() -> LedgerReader.of(URI.create(address)))
        .hasMessageContaining("is not allowed");
  }

  @Test
  void entry_readsAsItPrints_andInNoOtherWay() throws Exception {
    Sha256Digest digest = Sha256Digest.sha256();
    LedgerEvent event =
        new LedgerEvent("a.b/c-d_1", "al \"x\" \\ é😀", "s", digest, List.of(digest));
    LedgerEntry entry = new LedgerEntry(event, Instant.parse("2026-11-24T20:51:26.120Z"));
    assertThat(LedgerEntry.parse(entry.bytes())).isEqualTo(entry);
    String text = entry.toString();
    for (String other :
        List.of(
            " " + text,
            text + "\n",
            text.replace(",", ", "),
            text.replace("é", "\\u00e9"),
            text.replace(".120Z", ".12Z"),
            text.replace(".120Z", ".120+00:00"),
            text.replace("\"v\":1", "\"v\":1.0"),
            text.replace("\"v\":1", "\"v\":2"),
            text.replace("a.b/c-d_1", "A"),
            text.replace("\"subject\":\"s\"", "\"subject\":\"\""),
            text.replace("\"subject\":\"s\",", ""),
            text.replace("sha256:e3", "sha256:E3"))) {
      assertThatThrownBy(() -> LedgerEntry.parse(other.getBytes(StandardCharsets.UTF_8)))
          .as(other)
          .isInstanceOf(MalformedLogException.class);
    }
  }

  private Set<String> permissionsOfOthers() throws IOException {
    Set<String> others = new TreeSet<>();
    try (Stream<Path> all = Files.walk(log)) {
      for (Path each : all.toList()) {
        others.add(PosixFilePermissions.toString(Files.getPosixFilePermissions(each)).substring(3));
      }
    }
    return others;
  }

  @Test
  void everythingIsTheOwners_inAFolderThatIsTheOwners() throws Exception {
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
    write(300);
    try (Ledger ledger = Ledger.open(log, SIGNER)) {
      ledger.store(new ByteArrayInputStream(new byte[10]));
    }
    assertThat(permissionsOfOthers()).containsExactly("------");
  }

  @Test
  void everythingCanBePublished_inAFolderThatIsOpen() throws Exception {
    Path open = folder.resolve("open");
    Files.createDirectory(open);
    Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rwxr-xr-x"));
    Set<PosixFilePermission> usual =
        Files.getPosixFilePermissions(Files.createFile(folder.resolve("usual")));
    log = open.resolve("log");
    write(3);
    assertThat(Files.getPosixFilePermissions(log.resolve("checkpoint"))).isEqualTo(usual);
    assertThat(Files.getPosixFilePermissions(log.resolve("tile/0/000.p/3"))).isEqualTo(usual);
  }
}
