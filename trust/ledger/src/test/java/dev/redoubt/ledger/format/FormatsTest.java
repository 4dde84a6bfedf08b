package dev.redoubt.ledger.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.redoubt.ledger.merkle.MerkleTree;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FormatsTest {

  private static final KeyPair PAIR = pair();
  private static final VerifierKey KEY =
      new VerifierKey("example.org/log", VerifierKey.Type.ED25519, PAIR.getPublic());
  private static final VerifierKey WITNESS =
      new VerifierKey("witness.example", VerifierKey.Type.COSIGNATURE, PAIR.getPublic());
  private static final Checkpoint CHECKPOINT =
      new Checkpoint("example.org/log", 0, MerkleTree.EMPTY_ROOT);

  private static KeyPair pair() {
    try {
      return KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  private static byte[] sign(String text) throws GeneralSecurityException {
    Signature signature = Signature.getInstance("Ed25519");
    signature.initSign(PAIR.getPrivate());
    signature.update(text.getBytes(StandardCharsets.UTF_8));
    return signature.sign();
  }

  private static NoteSignature signature() throws GeneralSecurityException {
    return new NoteSignature(KEY.name(), KEY.id(), sign(CHECKPOINT.text()));
  }

  private static NoteSignature cosignature(long time) throws GeneralSecurityException {
    byte[] bytes =
        ByteBuffer.allocate(72)
            .putLong(time)
            .put(sign("cosignature/v1\ntime " + time + "\n" + CHECKPOINT.text()))
            .array();
    return new NoteSignature(WITNESS.name(), WITNESS.id(), bytes);
  }

  private static NoteVerification verify(NoteSignature... signatures) {
    SignedNote note = new SignedNote(CHECKPOINT.text(), List.of(signatures));
    return NoteVerification.of(note, List.of(KEY, WITNESS));
  }

  @Test
  void note_isVerifiedByItsKeyAndWitness_andIgnoresUnknownSignatures() throws Exception {
    NoteSignature unknown = new NoteSignature("other", 1, new byte[] {1});
    NoteSignature sameName = new NoteSignature(KEY.name(), KEY.id() + 1, new byte[] {1});
    NoteVerification result = verify(unknown, sameName, signature(), cosignature(1_764_000_000));
    assertThat(result)
        .isEqualTo(
            new NoteVerification.Verified(
                List.of(
                    new NoteVerification.Signed(KEY, null),
                    new NoteVerification.Signed(WITNESS, Instant.ofEpochSecond(1_764_000_000)))));
  }

  @Test
  void note_isRefused_whereAKnownKeysSignatureIsFalse() throws Exception {
    NoteSignature forged = new NoteSignature(KEY.name(), KEY.id(), new byte[64]);
    assertThat(verify(forged)).isInstanceOf(NoteVerification.Refused.class);
    assertThat(verify(cosignature(1), forged)).isInstanceOf(NoteVerification.Refused.class);
    assertThat(verify(cosignature(-1))).isInstanceOf(NoteVerification.Refused.class);
    assertThat(verify(new NoteSignature(WITNESS.name(), WITNESS.id(), new byte[7])))
        .isInstanceOf(NoteVerification.Refused.class);
  }

  @Test
  void noteWithoutTrustedSignatureIsRejected() {
    assertThat(verify(new NoteSignature("other", 1, new byte[] {1})))
        .isInstanceOf(NoteVerification.Refused.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "a\n",
        "a\n\n",
        "a\n\n— x AAAAAAA=",
        "a\n\n- x AAAAAAA=\n",
        "a\n\n— x AAAAAA==\n",
        "a\n\n— x AAAAAAB=\n",
        "a\n\n— x AAAAAAA\n",
        "a\n\n— x y AAAAAAA=\n",
        "a\n\n— x\u00a0y AAAAAAA=\n",
        "a\n\n— x+y AAAAAAA=\n",
        "a\r\n\n— x AAAAAAA=\n",
        "a\n\n— x AAAAAAA=\n\n"
      })
  void malformedNoteIsRejected(String text) {
    assertThatThrownBy(() -> SignedNote.parse(text.getBytes(StandardCharsets.UTF_8)))
        .isInstanceOf(MalformedLogException.class);
  }

  @Test
  void note_isSplitAtItsLastEmptyLine() throws Exception {
    SignedNote note = SignedNote.parse("a\n\nb\n\n— x AAAAAAA=\n".getBytes(StandardCharsets.UTF_8));
    assertThat(note.text()).isEqualTo("a\n\nb\n");
  }

  @Test
  void key_readsAsItPrints_andRefusesAnotherId() throws Exception {
    assertThat(VerifierKey.parse(KEY.toString())).isEqualTo(KEY);
    assertThat(VerifierKey.parse(WITNESS.toString())).isEqualTo(WITNESS);
    String[] parts = KEY.toString().split("\\+", 3);
    assertThatThrownBy(() -> VerifierKey.parse(parts[0] + "+00000000+" + parts[2]))
        .hasMessageContaining("does not match the key");
    assertThatThrownBy(() -> VerifierKey.parse("other+" + parts[1] + "+" + parts[2]))
        .isInstanceOf(MalformedLogException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a\n1\n",
        "a\n01\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n",
        "a\n-1\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n",
        "a\n9223372036854775808\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n",
        "\n1\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n",
        "a\n1\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU\n",
        "a\n1\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=",
        "a\n1\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n\n"
      })
  void malformedCheckpointIsRejected(String text) {
    assertThatThrownBy(() -> Checkpoint.parse(text)).isInstanceOf(MalformedLogException.class);
  }

  @Test
  void tile_hasThePathOfTheSpecification() throws Exception {
    assertThat(new Tile(0, 1_234_067, 256).path()).isEqualTo("tile/0/x001/x234/067");
    assertThat(new Tile(Tile.ENTRIES, 0, 7).path()).isEqualTo("tile/entries/000.p/7");
    assertThat(new Tile(63, 999, 255).path()).isEqualTo("tile/63/999.p/255");
    for (Tile tile :
        List.of(new Tile(5, 1000, 1), new Tile(Tile.ENTRIES, Long.MAX_VALUE / 4, 256))) {
      assertThat(Tile.parse(tile.path())).isEqualTo(tile);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "tile/0/x000/001",
        "tile/0/1",
        "tile/0/0001",
        "tile/00/000",
        "tile/64/000",
        "tile/-1/000",
        "tile/0/000.p/0",
        "tile/0/000.p/256",
        "tile/0/000.p/07",
        "tile/0/000.p",
        "tile/0/../000",
        "tile/0",
        "tile/entries",
        "tile/0/x999/x999/x999/x999/x999/x999/x999/999"
      })
  void malformedTileIsRejected(String path) {
    assertThatThrownBy(() -> Tile.parse(path)).isInstanceOf(MalformedLogException.class);
  }

  @Test
  void bundle_hasExactlyAsManyEntriesAsItsWidth() throws Exception {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    EntryBundle.write(new byte[EntryBundle.MAX_ENTRY_LENGTH], out);
    EntryBundle.write(new byte[] {7}, out);
    byte[] bundle = out.toByteArray();
    assertThat(EntryBundle.parse(bundle, 2)).hasSize(2);
    assertThatThrownBy(() -> EntryBundle.parse(bundle, 1))
        .hasMessageContaining("unexpected bytes after the last");
    assertThatThrownBy(() -> EntryBundle.parse(bundle, 3)).hasMessageContaining("; expected 3");
    byte[] cut = Arrays.copyOf(bundle, bundle.length - 1);
    assertThatThrownBy(() -> EntryBundle.parse(cut, 2)).hasMessageContaining("is truncated");
  }

  @Test
  void receipt_readsAsItPrints() throws Exception {
    SignedNote note = new SignedNote(CHECKPOINT.text(), List.of(signature()));
    List<Sha256Digest> hashes = new ArrayList<>();
    for (byte i = 0; i < 63; i++) {
      hashes.add(Sha256Digest.sha256(new byte[] {i}));
    }
    for (byte[] extra : new byte[][] {null, {1, 2, 3}}) {
      Receipt receipt = new Receipt(extra, 5, hashes, note);
      assertThat(Receipt.parse(receipt.bytes()).toString()).isEqualTo(receipt.toString());
      assertThat(Receipt.parse(receipt.bytes()).hashes()).isEqualTo(hashes);
    }
  }
}
