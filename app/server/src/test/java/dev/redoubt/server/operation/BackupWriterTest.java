package dev.redoubt.server.operation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.redoubt.access.Persona;
import dev.redoubt.http.identity.TrustConfiguration;
import dev.redoubt.ledger.format.Sha256Digest;
import dev.redoubt.server.EmbeddedServer;
import dev.redoubt.server.ServerSettings;
import dev.redoubt.server.folder.DataFolder;
import dev.redoubt.testing.WaitUntil;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BackupWriterTest {

  private static final int WRITERS = 4;

  @TempDir private Path folder = Path.of("");

  private EmbeddedServer start(Path data) throws IOException {
    return EmbeddedServer.start(ServerSettings.local(data, 0), TrustConfiguration.NONE);
  }

  private static byte[] content(String version) {
    return ("weights of " + version + " ").repeat(2_000).getBytes(StandardCharsets.UTF_8);
  }

  /// Registers versions of a model until it is told to end.
  private static void write(
      TestMlflowClient client, String name, AtomicBoolean end, Map<String, byte[]> done) {
    try {
      TestMlflowClient.Run run = client.run(client.experiment(name));
      client.model(name);
      for (int i = 1; !end.get(); i++) {
        byte[] bytes = content(name + i);
        client.put(run, "m" + i + "/weights.bin", bytes);
        client.metric(run, "loss", i, i);
        String version = client.version(name, run, "m" + i);
        done.put(name + "/" + version, bytes);
      }
    } catch (IOException failed) {
      throw new IllegalStateException(failed);
    }
  }

  @Test
  void restoresBackupOfRunningServer() throws Exception {
    Path data = folder.resolve("data");
    Path backup = folder.resolve("backup.zip");
    Path secrets = folder.resolve("secrets.zip");
    Map<String, byte[]> done = new ConcurrentHashMap<>();
    Map<String, byte[]> before;
    try (EmbeddedServer server = start(data);
        TestMlflowClient client =
            new TestMlflowClient(
                server.address(), TestMlflowClient.token(data, "ada", Persona.DATA_SCIENTIST))) {
      AtomicBoolean end = new AtomicBoolean();
      List<Thread> writers = new ArrayList<>();
      List<Throwable> failures = new ArrayList<>();
      for (int i = 0; i < WRITERS; i++) {
        String name = "model" + i;
        writers.add(
            Thread.ofVirtual()
                .uncaughtExceptionHandler((_, failed) -> failures.add(failed))
                .start(() -> write(client, name, end, done)));
      }
      WaitUntil.until("40 versions", () -> done.size() >= 40 || !failures.isEmpty());
      before = Map.copyOf(done);
      BackupWriter.write(new DataFolder(data), backup, secrets, Instant.now());
      int after = done.size();
      WaitUntil.until("10 more", () -> done.size() >= after + 10 || !failures.isEmpty());
      end.set(true);
      for (Thread each : writers) {
        each.join();
      }
      assertThat(failures).isEmpty();
    }
    Path elsewhere = folder.resolve("elsewhere");
    BackupRestorer.Restored restored = BackupRestorer.read(backup, secrets, elsewhere);
    assertThat(restored.secrets()).isTrue();
    assertThat(restored.blobs()).isGreaterThanOrEqualTo(before.size());
    check(elsewhere, before);
  }

  private void check(Path data, Map<String, byte[]> expected) throws Exception {
    try (EmbeddedServer server = start(data);
        TestMlflowClient client =
            new TestMlflowClient(
                server.address(), TestMlflowClient.token(data, "ada", Persona.DATA_SCIENTIST))) {
      LedgerAssertions ledger = new LedgerAssertions(data.resolve("ledger"));
      for (Map.Entry<String, byte[]> each : expected.entrySet()) {
        String[] version = each.getKey().split("/", 2);
        assertThat(client.file(version[0], version[1], "weights.bin")).isEqualTo(each.getValue());
      }
      // After all were read: reading is an event as well, and the ledger takes some twice a second.
      for (String each : expected.keySet()) {
        String[] version = each.split("/", 2);
        ledger.proves(client, version[0], version[1]);
      }
      TestMlflowClient.Run run = client.run(client.experiment("after the restore"));
      client.put(run, "file", content("new"));
      assertThat(client.file(run, "file")).isEqualTo(content("new"));
    }
    assertThat(new LedgerAssertions(data.resolve("ledger")).isWhole()).isPositive();
  }

  private Path small() throws Exception {
    Path data = folder.resolve("small");
    try (EmbeddedServer server = start(data);
        TestMlflowClient client =
            new TestMlflowClient(
                server.address(), TestMlflowClient.token(data, "ada", Persona.DATA_SCIENTIST))) {
      TestMlflowClient.Run run = client.run(client.experiment("small"));
      client.put(run, "m/weights.bin", content("small"));
      client.model("small");
      client.version("small", run, "m");
    }
    Path backup = folder.resolve("small.zip");
    BackupWriter.write(new DataFolder(data), backup, null, Instant.now());
    return backup;
  }

  @Test
  void backupOmitsSecretsByDefault() throws Exception {
    Path backup = small();
    assertThat(Files.getPosixFilePermissions(backup))
        .isEqualTo(PosixFilePermissions.fromString("rw-------"));
    List<byte[]> secrets =
        List.of(
            Files.readAllBytes(folder.resolve("small/keys.secret")),
            Files.readAllBytes(folder.resolve("small/ledger.key")),
            Files.readAllBytes(folder.resolve("small/issuer.jwk")));
    for (Map.Entry<String, byte[]> each : entries(backup).entrySet()) {
      assertThat(each.getKey()).doesNotContain("secret", "ledger.key", "issuer");
      String text = new String(each.getValue(), StandardCharsets.ISO_8859_1);
      for (byte[] secret : secrets) {
        assertThat(text).doesNotContain(new String(secret, StandardCharsets.ISO_8859_1));
      }
    }
    Path elsewhere = folder.resolve("elsewhere");
    assertThat(BackupRestorer.read(backup, null, elsewhere).secrets()).isFalse();
    for (String each : List.of("keys.secret", "ledger.key", "issuer.jwk")) {
      Files.copy(
          folder.resolve("small").resolve(each),
          elsewhere.resolve(each),
          StandardCopyOption.COPY_ATTRIBUTES);
    }
    check(elsewhere, Map.of("small/1", content("small")));
  }

  @Test
  void rejectsNonEmptyFolderAndExistingFile() throws Exception {
    Path backup = small();
    Path used = Files.createDirectory(folder.resolve("used"));
    Files.writeString(used.resolve("mine"), "mine");
    assertThatThrownBy(() -> BackupRestorer.read(backup, null, used))
        .hasMessageContaining("not empty");
    assertThat(used).isDirectoryContaining("glob:**/mine");
    assertThatThrownBy(
            () ->
                BackupWriter.write(
                    new DataFolder(folder.resolve("small")), backup, null, Instant.now()))
        .hasMessageContaining("already exists");
    Path empty = Files.createDirectory(folder.resolve("empty"));
    assertThat(BackupRestorer.read(backup, null, empty).blobs()).isPositive();
  }

  @Test
  void rejectsModifiedBackupAndLeavesNothing() throws Exception {
    Map<String, byte[]> whole = entries(small());
    List<String> names = List.copyOf(whole.keySet());
    assertThat(names)
        .contains("registry.db", "ledger/checkpoint")
        .anyMatch(n -> n.startsWith("blobs/"));
    for (String name : names) {
      Map<String, byte[]> changed = new LinkedHashMap<>(whole);
      byte[] bytes = Objects.requireNonNull(whole.get(name)).clone();
      bytes[bytes.length / 2] ^= 1;
      changed.put(name, bytes);
      refused(changed, name + " changed");
      changed.remove(name);
      refused(changed, name + " missing");
    }
    for (String name :
        List.of("../evil", "blobs/../../evil", "server.lock", "/evil", "keys.secret")) {
      Map<String, byte[]> more = new LinkedHashMap<>(whole);
      more.put(name, new byte[] {1});
      refused(more, name + " added");
    }
  }

  /// Also one that has the right digests, and a state that never was.
  @Test
  void rejectsLedgerShorterThanDatabase() throws Exception {
    Map<String, byte[]> whole = new LinkedHashMap<>(entries(small()));
    Map<String, byte[]> other = entries(emptyBackup());
    whole.keySet().removeIf(each -> each.startsWith("ledger/"));
    other.forEach(
        (name, bytes) -> {
          if (name.startsWith("ledger/")) {
            whole.put(name, bytes);
          }
        });
    summed(whole);
    refused(whole, "another ledger");
    Map<String, byte[]> lacking = new LinkedHashMap<>(entries(folder.resolve("small.zip")));
    lacking.keySet().removeIf(each -> each.startsWith("blobs/"));
    summed(lacking);
    refused(lacking, "no blobs");
  }

  private Path emptyBackup() throws IOException {
    start(folder.resolve("none")).close();
    Path backup = folder.resolve("none.zip");
    BackupWriter.write(new DataFolder(folder.resolve("none")), backup, null, Instant.now());
    return backup;
  }

  private static void summed(Map<String, byte[]> entries) {
    StringBuilder sums = new StringBuilder();
    entries.remove("SHA256SUMS");
    entries.forEach(
        (name, bytes) ->
            sums.append(Sha256Digest.sha256(bytes).hex()).append("  ").append(name).append('\n'));
    entries.put("SHA256SUMS", sums.toString().getBytes(StandardCharsets.UTF_8));
  }

  private void refused(Map<String, byte[]> entries, String how) throws IOException {
    Path file = folder.resolve("changed.zip");
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
      for (Map.Entry<String, byte[]> each : entries.entrySet()) {
        zip.putNextEntry(new ZipEntry(each.getKey()));
        zip.write(each.getValue());
      }
    }
    Path target = folder.resolve("target");
    assertThatThrownBy(() -> BackupRestorer.read(file, null, target))
        .as(how)
        .isInstanceOf(IOException.class);
    assertThat(target).as(how).doesNotExist();
    try (Stream<Path> left = Files.list(folder)) {
      assertThat(left.map(each -> String.valueOf(each.getFileName())))
          .noneMatch(each -> each.startsWith(".redoubt"));
    }
  }

  private static Map<String, byte[]> entries(Path file) throws IOException {
    Map<String, byte[]> all = new LinkedHashMap<>();
    try (ZipInputStream zip =
        new ZipInputStream(new ByteArrayInputStream(Files.readAllBytes(file)))) {
      for (ZipEntry each = zip.getNextEntry(); each != null; each = zip.getNextEntry()) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        zip.transferTo(bytes);
        all.put(each.getName(), bytes.toByteArray());
      }
    }
    return all;
  }
}
