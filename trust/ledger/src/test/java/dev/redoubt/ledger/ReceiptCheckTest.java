package dev.redoubt.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redoubt.ledger.format.Checkpoint;
import dev.redoubt.ledger.format.NoteSignature;
import dev.redoubt.ledger.format.Receipt;
import dev.redoubt.ledger.format.Sha256Digest;
import dev.redoubt.ledger.format.SignedNote;
import dev.redoubt.ledger.format.VerifierKey;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReceiptCheckTest {

  private static final CheckpointSigner SIGNER = TestLogSigners.signer("example.org/log");
  private static final CheckpointSigner WITNESS = TestLogSigners.witness("witness.example");
  private static final long TIME = 1_764_000_000;

  @TempDir private Path folder = Path.of("");

  private Receipt receipt = receipt(new Checkpoint("none", 0, Sha256Digest.sha256()), List.of());
  private byte[] entry = {};
  private Checkpoint checkpoint = new Checkpoint("none", 0, Sha256Digest.sha256());

  @BeforeEach
  void recordFiveEntries() throws Exception {
    TestLog log = new TestLog(folder.resolve("log"), SIGNER);
    SignedNote note = log.write(5);
    receipt = log.reader().receipt(2, note);
    entry = Objects.requireNonNull(receipt.extra());
    checkpoint = Checkpoint.parse(note);
  }

  private static Receipt receipt(Checkpoint checkpoint, List<Sha256Digest> hashes) {
    NoteSignature none = new NoteSignature("none", 0, new byte[] {1});
    return new Receipt(null, 0, hashes, new SignedNote(checkpoint.text(), List.of(none)));
  }

  private Receipt with(SignedNote note) {
    return new Receipt(entry, receipt.index(), receipt.hashes(), note);
  }

  private Receipt witnessed(NoteSignature... others) throws Exception {
    List<NoteSignature> signatures =
        new ArrayList<>(TestLog.signed(checkpoint, SIGNER).signatures());
    signatures.addAll(List.of(others));
    return with(new SignedNote(checkpoint.text(), signatures));
  }

  private static ReceiptCheck check(Receipt receipt, byte[] entry, CheckpointSigner... witnesses) {
    List<VerifierKey> keys = new ArrayList<>();
    for (CheckpointSigner each : witnesses) {
      keys.add(each.verifierKey());
    }
    return ReceiptCheck.of(receipt, entry, SIGNER.verifierKey(), keys);
  }

  private static void refuses(ReceiptCheck check, String why) {
    assertThat(check)
        .isInstanceOfSatisfying(
            ReceiptCheck.NotProved.class, not -> assertThat(not.why()).contains(why));
  }

  @Test
  void provesTheEntryBelowItsCheckpoint() {
    assertThat(check(receipt, entry)).isEqualTo(new ReceiptCheck.Proved(checkpoint));
  }

  @Test
  void provesEachEntryOfEachSize_andNoOther() throws Exception {
    TestLog log = new TestLog(folder.resolve("sizes"), SIGNER);
    for (int size = 1; size <= 9; size++) {
      SignedNote note = log.write(1);
      List<Receipt> receipts = new ArrayList<>();
      for (int index = 0; index < size; index++) {
        receipts.add(log.reader().receipt(index, note));
      }
      for (Receipt each : receipts) {
        for (Receipt other : receipts) {
          byte[] claimed = Objects.requireNonNull(other.extra());
          if (each.index() == other.index()) {
            assertThat(check(each, claimed))
                .isEqualTo(new ReceiptCheck.Proved(Checkpoint.parse(note)));
          } else {
            refuses(check(each, claimed), "does not lead to the root hash");
          }
        }
      }
    }
  }

  @Test
  void refusesAnotherEntry() {
    byte[] other =
        new String(entry, StandardCharsets.UTF_8)
            .replace("\"s2\"", "\"s3\"")
            .getBytes(StandardCharsets.UTF_8);
    refuses(check(receipt, other), "does not lead to the root hash of the checkpoint");
  }

  @Test
  void refusesAnotherIndex() {
    refuses(
        check(new Receipt(entry, 3, receipt.hashes(), receipt.checkpoint()), entry),
        "does not lead to the root hash");
    refuses(
        check(new Receipt(entry, 5, receipt.hashes(), receipt.checkpoint()), entry),
        "the index 5 is not less than the size 5");
  }

  @Test
  void refusesAProofWithoutAHash() {
    List<Sha256Digest> fewer = receipt.hashes().subList(0, receipt.hashes().size() - 1);
    refuses(check(new Receipt(entry, 2, fewer, receipt.checkpoint()), entry), "too few hashes");
  }

  /// The same tree, signed by the same key in the name of another log.
  @Test
  void refusesAnotherOrigin() throws Exception {
    Checkpoint other = new Checkpoint("example.org/other", checkpoint.size(), checkpoint.root());
    refuses(
        check(with(TestLog.signed(other, SIGNER)), entry),
        "the receipt is not from the log `example.org/log`");
  }

  @Test
  void refusesACheckpointOfAnotherKeyOfTheSameName() throws Exception {
    CheckpointSigner other = TestLogSigners.signer("example.org/log");
    refuses(check(with(TestLog.signed(checkpoint, other)), entry), "not signed by the trusted key");
  }

  @Test
  void refusesACheckpointThatWasChangedAfterItWasSigned() throws Exception {
    SignedNote signed = TestLog.signed(checkpoint, SIGNER);
    Checkpoint grown = new Checkpoint(checkpoint.origin(), 6, checkpoint.root());
    refuses(
        check(with(new SignedNote(grown.text(), signed.signatures())), entry),
        "the signature of `example.org/log` was not made by the trusted key");
  }

  @Test
  void refusesANoteThatIsNoCheckpoint() throws Exception {
    NoteSignature any = TestLog.signed(checkpoint, SIGNER).signatures().getFirst();
    refuses(check(with(new SignedNote("hello\n", List.of(any))), entry), "not a checkpoint");
  }

  @Test
  void provesWithTheWitnessThatIsDemanded() throws Exception {
    Receipt witnessed = witnessed(TestLog.cosigned(checkpoint, WITNESS, TIME));
    assertThat(check(witnessed, entry, WITNESS)).isEqualTo(new ReceiptCheck.Proved(checkpoint));
    assertThat(check(witnessed, entry)).isEqualTo(new ReceiptCheck.Proved(checkpoint));
  }

  @Test
  void refusesWhereADemandedWitnessDidNotSign() throws Exception {
    refuses(check(receipt, entry, WITNESS), "not signed by `witness.example`");
    Receipt witnessed = witnessed(TestLog.cosigned(checkpoint, WITNESS, TIME));
    refuses(
        check(witnessed, entry, WITNESS, TestLogSigners.witness("second.example")),
        "not signed by `second.example`");
  }

  @Test
  void refusesWhereAWitnessAloneSigned() throws Exception {
    SignedNote note =
        new SignedNote(checkpoint.text(), List.of(TestLog.cosigned(checkpoint, WITNESS, TIME)));
    refuses(check(with(note), entry, WITNESS), "not signed by `example.org/log`");
  }

  @Test
  void refusesTheSignatureOfAWitnessOverAnotherTime() throws Exception {
    byte[] signature = TestLog.cosigned(checkpoint, WITNESS, TIME).signature();
    signature[7] ^= 1;
    VerifierKey key = WITNESS.verifierKey();
    refuses(
        check(witnessed(new NoteSignature(key.name(), key.id(), signature)), entry, WITNESS),
        "the signature of `witness.example` was not made by the trusted key");
  }
}
