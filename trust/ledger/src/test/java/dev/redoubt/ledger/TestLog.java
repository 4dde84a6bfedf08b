package dev.redoubt.ledger;

import dev.redoubt.ledger.format.Checkpoint;
import dev.redoubt.ledger.format.LedgerException;
import dev.redoubt.ledger.format.NoteSignature;
import dev.redoubt.ledger.format.SignedNote;
import dev.redoubt.ledger.format.Tile;
import dev.redoubt.ledger.format.VerifierKey;
import dev.redoubt.ledger.internal.TreeEdge;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

/// A log in a folder, with what tests do to it.
record TestLog(Path folder, CheckpointSigner signer) {

  /// Adds entries with the subjects `s0`, `s1` and so on, counted anew each time.
  SignedNote write(int count) throws Exception {
    try (Ledger ledger =
        Files.exists(folder) ? Ledger.open(folder, signer) : Ledger.create(folder, signer)) {
      List<CompletableFuture<RecordedEntry>> answers = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        answers.add(ledger.submit(new LedgerEvent("test", "actor", "s" + i, null)));
      }
      answers.forEach(CompletableFuture::join);
      return ledger.checkpoint();
    }
  }

  LedgerReader reader() throws LedgerException {
    return LedgerReader.of(folder);
  }

  LogMonitor monitor() throws LedgerException {
    return new LogMonitor(reader(), signer.verifierKey());
  }

  List<AuditFinding> verify() throws IOException {
    List<AuditFinding> findings = new ArrayList<>();
    reader().verify(signer.verifierKey(), true, findings::add);
    return findings;
  }

  /// The whole log as it is now.
  TestLog copyTo(Path target) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path each : files.toList()) {
        Files.copy(each, target.resolve(folder.relativize(each)));
      }
    }
    return new TestLog(target, signer);
  }

  /// A log of any entries, also of those that the ledger would not record.
  static TestLog of(Path folder, CheckpointSigner signer, List<byte[]> entries) throws IOException {
    TestLog log = new TestLog(folder, signer);
    TreeEdge.Growth growth = new TreeEdge().grow(entries);
    Files.createDirectories(folder);
    for (Map.Entry<Tile, byte[]> file : growth.files().entrySet()) {
      Path path = folder.resolve(file.getKey().path());
      Files.createDirectories(path.getParent());
      Files.write(path, file.getValue());
    }
    String origin = signer.verifierKey().name();
    log.publish(new Checkpoint(origin, entries.size(), growth.edge().root()));
    return log;
  }

  /// Puts a checkpoint in place that the log's own key signs, whatever it says.
  SignedNote publish(Checkpoint checkpoint) throws IOException {
    SignedNote note = signed(checkpoint, signer);
    Files.write(folder.resolve("checkpoint"), note.bytes());
    return note;
  }

  /// A checkpoint with true signatures by each signer.
  static SignedNote signed(Checkpoint checkpoint, CheckpointSigner... signers) throws IOException {
    List<NoteSignature> signatures = new ArrayList<>();
    for (CheckpointSigner each : signers) {
      VerifierKey key = each.verifierKey();
      byte[] signature = each.sign(checkpoint.text().getBytes(StandardCharsets.UTF_8));
      signatures.add(new NoteSignature(key.name(), key.id(), signature));
    }
    return new SignedNote(checkpoint.text(), signatures);
  }

  /// The signature of a witness over a checkpoint: C2SP tlog-cosignature.
  static NoteSignature cosigned(Checkpoint checkpoint, CheckpointSigner witness, long time)
      throws IOException {
    VerifierKey key = witness.verifierKey();
    String message = "cosignature/v1\ntime " + time + "\n" + checkpoint.text();
    byte[] signature = witness.sign(message.getBytes(StandardCharsets.UTF_8));
    return new NoteSignature(
        key.name(), key.id(), ByteBuffer.allocate(72).putLong(time).put(signature).array());
  }
}
