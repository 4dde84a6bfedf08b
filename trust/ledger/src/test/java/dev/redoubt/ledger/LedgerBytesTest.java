package dev.redoubt.ledger;

import dev.redoubt.ledger.format.Sha256Digest;
import dev.redoubt.testing.GoldenFile;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.EdECPrivateKeySpec;
import java.security.spec.NamedParameterSpec;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A ledger of a fixed key, at a fixed time, has the same bytes for ever: whoever has a receipt or
/// a checkpoint of an older program verifies what a newer one writes.
class LedgerBytesTest {

  /// More than one full tile, so that there is one of the second level.
  private static final int ENTRIES = 258;

  @TempDir private Path folder;

  @Test
  void areTheSame_whereKeyTimeAndEventsAre() throws Exception {
    Path log = folder.resolve("log");
    CheckpointSigner signer = KeyFileSigner.load(key(), "example.org/log");
    InstantSource clock = () -> Instant.parse("2026-11-24T12:00:00.123Z");
    Ledger.create(log, signer).close();
    try (Ledger ledger = Ledger.open(log, signer, clock)) {
      Sha256Digest body =
          ledger.store(new ByteArrayInputStream("{\"a\":1}".getBytes(StandardCharsets.UTF_8)));
      Sha256Digest first =
          ledger.append(new LedgerEvent("model.approved", "al", "m/1", body)).entry().digest();
      ledger.append(new LedgerEvent("test", "a \"\\ é🏦", "m/2", null, List.of(first)));
      for (int i = 2; i < ENTRIES; i++) {
        ledger.append(new LedgerEvent("test", "actor", "s" + i, null));
      }
    }
    List<String> lines = files(log);
    add(lines, "checkpoint", Files.readString(log.resolve("checkpoint")));
    add(lines, "vkey", Files.readString(log.resolve("vkey")));
    LedgerReader reader = LedgerReader.of(log);
    for (int i = 0; i < 3; i++) {
      add(lines, "entry " + i, text(reader.entry(i, ENTRIES)));
    }
    add(lines, "receipt of entry 1", text(reader.receipt(1, reader.checkpoint()).bytes()));
    GoldenFile.check("ledger-bytes.txt", lines);
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }

  private static void add(List<String> lines, String what, String text) {
    List<String> all = text.lines().toList();
    for (int i = 0; i < all.size(); i++) {
      lines.add("%s, line %02d: %s".formatted(what, i + 1, all.get(i)));
    }
  }

  private static List<String> files(Path log) throws IOException {
    List<String> lines = new ArrayList<>();
    try (Stream<Path> files = Files.walk(log)) {
      for (Path each : files.filter(Files::isRegularFile).toList()) {
        byte[] bytes = Files.readAllBytes(each);
        String name = log.relativize(each).toString().replace('\\', '/');
        // Who holds it, and since when, is in the lock.
        if (!name.contains("lock")) {
          lines.add("file " + name + ": " + bytes.length + " bytes, " + Sha256Digest.sha256(bytes));
        }
      }
    }
    return lines;
  }

  /// An Ed25519 key of the bytes 0 to 31, which protects nothing.
  private Path key() throws Exception {
    byte[] seed = new byte[32];
    for (int i = 0; i < seed.length; i++) {
      seed[i] = (byte) i;
    }
    PrivateKey key =
        KeyFactory.getInstance("Ed25519")
            .generatePrivate(new EdECPrivateKeySpec(NamedParameterSpec.ED25519, seed));
    Path file = folder.resolve("key");
    Files.writeString(
        file,
        "-----BEGIN PRIVATE KEY-----\n"
            + Base64.getEncoder().encodeToString(key.getEncoded())
            + "\n-----END PRIVATE KEY-----\n");
    if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    }
    return file;
  }
}
