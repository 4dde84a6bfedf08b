package dev.redoubt.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redoubt.ledger.format.Sha256Digest;
import dev.redoubt.ledger.format.VerifierKey;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Logs of ours against Go's `golang.org/x/mod/sumdb`, and Go's against us.
@Tag("interop")
class GoInteropTest {

  private static final Path PROGRAM = Path.of("src/test/interop");

  @TempDir private Path folder = Path.of("");

  private Path go = Path.of("");

  /// What a process printed and returned.
  private record Run(int code, String out) {}

  @BeforeEach
  void buildProgram() throws Exception {
    Path source = Files.createDirectory(folder.resolve("go"));
    for (String file : List.of("main.go", "go.mod", "go.sum")) {
      Files.copy(PROGRAM.resolve(file), source.resolve(file));
    }
    go = source.resolve("ledger-interop");
    Run build;
    try {
      build = run(source, "", "go", "build", "-o", go.toString(), ".");
    } catch (IOException _) {
      Assumptions.abort("there is no `go` on the path; install Go 1.26 or later from go.dev");
      return;
    }
    Assumptions.assumeTrue(
        build.code() == 0,
        () ->
            "go build failed, `go mod download` in trust/ledger/src/test/interop: " + build.out());
  }

  private static Run run(Path directory, String input, String... command) throws Exception {
    Process process =
        new ProcessBuilder(command).directory(directory.toFile()).redirectErrorStream(true).start();
    try (var in = process.getOutputStream()) {
      in.write(input.getBytes(StandardCharsets.UTF_8));
    }
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Run(process.waitFor(), out);
  }

  private Run go(String input, String... arguments) throws Exception {
    return run(
        folder,
        input,
        Stream.concat(Stream.of(go.toString()), Arrays.stream(arguments)).toArray(String[]::new));
  }

  @Test
  void go_verifiesOurs() throws Exception {
    KeyFileSigner signer = KeyFileSigner.generate(folder.resolve("key"), "example.org/ours");
    Path log = folder.resolve("log");
    List<String> call = new ArrayList<>();
    call.addAll(List.of("verify", log.toString(), signer.verifierKey().toString()));
    try (Ledger ledger = Ledger.create(log, signer)) {
      for (int i = 0; i < 40; i++) {
        // Older checkpoints of sizes to both sides of a tile's end, and 17 * 40 in the end.
        var answers = new ArrayList<CompletableFuture<RecordedEntry>>();
        for (int j = 0; j < 17; j++) {
          answers.add(ledger.submit(new LedgerEvent("test", "a", "s" + i + "/" + j, null)));
        }
        for (var answer : answers) {
          answer.get();
        }
        Path old = folder.resolve("checkpoint" + i);
        Files.write(old, ledger.checkpoint().bytes());
        call.add(old.toString());
      }
      for (long index : new long[] {0, 255, 256, 679}) {
        Path receipt = folder.resolve("r" + index + ".tlog-proof");
        Files.write(receipt, LedgerReader.of(log).receipt(index, ledger.checkpoint()).bytes());
        assertThat(go("", "receipt", receipt.toString(), signer.verifierKey().toString()))
            .isEqualTo(new Run(0, ""));
      }
    }
    assertThat(go("", call.toArray(String[]::new)))
        .isEqualTo(new Run(0, "680 entries, 40 older checkpoints\n"));
  }

  @Test
  void go_refusesOurs_whereAnEntryIsChanged() throws Exception {
    KeyFileSigner signer = KeyFileSigner.generate(folder.resolve("key"), "example.org/ours");
    Path log = folder.resolve("log");
    try (Ledger ledger = Ledger.create(log, signer)) {
      ledger.append(new LedgerEvent("test", "a", "original", null));
    }
    Path bundle = log.resolve("tile/entries/000.p/1");
    Files.writeString(bundle, Files.readString(bundle).replace("original", "0riginal"));
    assertThat(go("", "verify", log.toString(), signer.verifierKey().toString()).code())
        .isEqualTo(1);
  }

  @Test
  void verifies_gos() throws Exception {
    for (int size : new int[] {1, 255, 256, 257, 1000, 65_536, 65_793}) {
      StringBuilder lines = new StringBuilder();
      for (int i = 0; i < size; i++) {
        Sha256Digest body = Sha256Digest.sha256(new byte[] {(byte) i});
        LedgerEvent event = new LedgerEvent("test", "go", "subject " + i, body);
        lines.append(new LedgerEntry(event, Instant.ofEpochSecond(i))).append('\n');
      }
      Path log = folder.resolve("go" + size);
      Run made = go(lines.toString(), "make", log.toString(), "example.org/go");
      assertThat(made.code()).as(made.out()).isZero();
      VerifierKey key = VerifierKey.parse(made.out().strip());
      List<AuditFinding> findings = new ArrayList<>();
      VerificationResult result = LedgerReader.of(log).verify(key, false, findings::add);
      assertThat(findings).isEmpty();
      assertThat(result.entries()).isEqualTo(size);
    }
  }
}
