package dev.redoubt.ledger.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.redoubt.ledger.merkle.MerkleTree;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The bounds of each form, from both sides, and where a message says that something is wrong.
class FormatBoundsTest {

  private static final String ROOT = "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=";
  private static final NoteSignature ANY = new NoteSignature("x", 7, new byte[] {1});
  private static final Checkpoint CHECKPOINT = new Checkpoint("a", 0, MerkleTree.EMPTY_ROOT);
  private static final SignedNote NOTE = new SignedNote(CHECKPOINT.text(), List.of(ANY));

  private static KeyPair pair() throws Exception {
    return KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
  }

  private static void malformed(ThrowingCallable reading, String why) {
    assertThatThrownBy(reading).isInstanceOf(MalformedLogException.class).hasMessageContaining(why);
  }

  private static void malformed(ThrowingCallable reading, String why, long offset) {
    assertThatThrownBy(reading)
        .isInstanceOfSatisfying(
            MalformedLogException.class,
            e -> {
              assertThat(e).hasMessageContaining(why);
              assertThat(e.offset()).isEqualTo(offset);
            });
  }

  private static void illegal(ThrowingCallable making) {
    assertThatThrownBy(making).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void checkpoint_isMadeOfLinesAndASize() throws Exception {
    for (String line : List.of("", "a\nb", "a\u001f", "\t")) {
      illegal(() -> new Checkpoint(line, 1, MerkleTree.EMPTY_ROOT));
      illegal(() -> new Checkpoint("a", 1, MerkleTree.EMPTY_ROOT, List.of("x", line)));
    }
    illegal(() -> new Checkpoint("a", -1, MerkleTree.EMPTY_ROOT));
    Checkpoint most =
        new Checkpoint(" a b", Long.MAX_VALUE, MerkleTree.EMPTY_ROOT, List.of(" ", "x"));
    assertThat(Checkpoint.parse(most.text())).isEqualTo(most);
  }

  @Test
  void checkpointErrorNamesTheLine() {
    malformed(() -> Checkpoint.parse("a\n1\n" + ROOT + "\n\n"), "line 4 of the checkpoint");
    malformed(() -> Checkpoint.parse("\n1\n" + ROOT + "\n"), "line 1 of the checkpoint");
    malformed(() -> Checkpoint.parse("a\nx\n" + ROOT + "\n"), "`x` is not a log size");
    malformed(() -> Checkpoint.parse("a\n1\nAAAA\n"), "`AAAA` is not a root hash");
    malformed(() -> Checkpoint.parse("a\n1\n" + ROOT), "not a checkpoint");
  }

  @Test
  void digest_hasThirtyTwoBytes() {
    illegal(() -> Sha256Digest.of(new byte[31]));
    illegal(() -> Sha256Digest.of(new byte[33]));
    assertThat(Sha256Digest.of(new byte[32]).hex()).isEqualTo("0".repeat(64));
  }

  @Test
  void digest_isReadInItsOneForm() throws Exception {
    String text = "sha256:" + "0123456789abcdef".repeat(4);
    assertThat(Sha256Digest.parse(text)).hasToString(text);
    malformed(() -> Sha256Digest.parse(text.replace("sha256:", "sha512:")), "is not a digest");
    malformed(() -> Sha256Digest.parse(text + "0"), "is not a digest");
    malformed(() -> Sha256Digest.parse(text.substring(1)), "is not a digest");
    for (int at : new int[] {7, 70}) {
      for (String wrong : List.of("g", "A", "/", ":", "é")) {
        malformed(
            () -> Sha256Digest.parse(text.substring(0, at) + wrong + text.substring(at + 1)),
            "only the digits",
            at);
      }
    }
  }

  @Test
  void digests_areOrderedAsUnsignedBytes() {
    Sha256Digest low = Sha256Digest.of(new byte[32]);
    byte[] top = new byte[32];
    top[0] = (byte) 0x80;
    Sha256Digest high = Sha256Digest.of(top);
    assertThat(low.compareTo(high)).isNegative();
    assertThat(high.compareTo(low)).isPositive();
    assertThat(high.compareTo(Sha256Digest.of(top))).isZero();
    assertThat(high).hasSameHashCodeAs(Sha256Digest.of(top));
    assertThat(high.hashCode()).isNotEqualTo(low.hashCode());
  }

  @Test
  void bundleErrorNamesThePosition() throws Exception {
    illegal(
        () ->
            EntryBundle.write(
                new byte[EntryBundle.MAX_ENTRY_LENGTH + 1], new ByteArrayOutputStream()));
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    EntryBundle.write(new byte[] {1, 2, 3, 4}, out);
    EntryBundle.write(new byte[0], out);
    byte[] bundle = out.toByteArray();
    assertThat(EntryBundle.parse(bundle, 2)).containsExactly(new byte[] {1, 2, 3, 4}, new byte[0]);
    assertThat(EntryBundle.parse(new byte[0], 0)).isEmpty();
    malformed(() -> EntryBundle.parse(bundle, 3), "has 2 entries; expected 3", 8);
    malformed(() -> EntryBundle.parse(Arrays.copyOf(bundle, 7), 2), "entry 1 of the bundle", 6);
    malformed(() -> EntryBundle.parse(Arrays.copyOf(bundle, 4), 2), "entry 0 of the bundle", 0);
    assertThatThrownBy(() -> EntryBundle.parse(bundle, 1))
        .hasMessage("2 unexpected bytes after the last of 1 entries");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "", "a b", "a+b", "a\tb", "a\rb", "\u000b", "a\u0085", "a\u00a0", "\u2028", "a\u0000",
        "a\u007f", "\ud800"
      })
  void malformedKeyNameIsRejected(String name) throws Exception {
    illegal(() -> new NoteSignature(name, 1, new byte[] {1}));
    KeyPair pair = pair();
    illegal(() -> new VerifierKey(name, VerifierKey.Type.ED25519, pair.getPublic()));
  }

  @Test
  void keyName_isAlmostAnythingElse() throws Exception {
    for (String name : List.of("a", "example.org/log", "é😀", "a-b_c~", "!")) {
      VerifierKey key = new VerifierKey(name, VerifierKey.Type.ED25519, pair().getPublic());
      assertThat(VerifierKey.parse(key.toString())).isEqualTo(key);
    }
  }

  @Test
  void messageEscapesControlCharactersOfKeyNames() {
    assertThat(KeyNames.problem("")).isEqualTo("the key name is empty");
    assertThat(KeyNames.problem("a b")).contains("`a b` is not a valid key name");
    assertThat(KeyNames.problem("a")).isNull();
  }

  @Test
  void noteSignature_isReadAsItPrints() throws Exception {
    assertThatThrownBy(() -> new NoteSignature("x", 1, new byte[0]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the signature is empty");
    assertThatThrownBy(() -> new NoteSignature("a b", 1, new byte[] {1}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("`a b` is not a valid key name");
    NoteSignature signature = new NoteSignature("x", -2, new byte[] {9});
    assertThat(signature).hasToString("— x /////gk=");
    assertThat(NoteSignature.parse(signature.toString())).isEqualTo(signature);
    malformed(() -> NoteSignature.parse("— x"), "`— x` is not a signature line");
    malformed(() -> NoteSignature.parse("- x /////gk="), "is not a signature line");
    malformed(() -> NoteSignature.parse("—  /////gk="), "the key name is empty");
    malformed(() -> NoteSignature.parse("— x /////g=="), "the signature of `x`");
  }

  @Test
  void noteSignatures_differInEachOfTheirParts() {
    NoteSignature same = new NoteSignature("x", 7, new byte[] {1});
    assertThat(ANY).isEqualTo(same).hasSameHashCodeAs(same);
    for (NoteSignature other :
        List.of(
            new NoteSignature("y", 7, new byte[] {1}),
            new NoteSignature("x", 8, new byte[] {1}),
            new NoteSignature("x", 7, new byte[] {2}))) {
      assertThat(ANY).isNotEqualTo(other);
    }
    assertThat(ANY).isNotEqualTo("x");
    assertThat(ANY.hashCode()).isNotEqualTo(new NoteSignature("y", 7, new byte[] {1}).hashCode());
    assertThat(ANY.hashCode()).isNotEqualTo(new NoteSignature("x", 7, new byte[] {2}).hashCode());
  }

  @Test
  void note_hasOneToAHundredSignatures() throws Exception {
    illegal(() -> new SignedNote("a\n", List.of()));
    illegal(() -> new SignedNote("a\n", Collections.nCopies(101, ANY)));
    illegal(() -> new SignedNote("a", List.of(ANY)));
    illegal(() -> new SignedNote("a\tb\n", List.of(ANY)));
    SignedNote most = new SignedNote("a\n", Collections.nCopies(100, ANY));
    assertThat(SignedNote.parse(most.bytes())).isEqualTo(most);
    malformed(
        () -> SignedNote.parse((most + ANY.toString() + "\n").getBytes(StandardCharsets.UTF_8)),
        "more than 100 signatures");
  }

  @Test
  void note_hasALengthThatIsBounded() throws Exception {
    String tail = "\n" + ANY + "\n";
    int room = SignedNote.MAX_LENGTH - tail.getBytes(StandardCharsets.UTF_8).length - 1;
    byte[] most = ("a".repeat(room) + "\n" + tail).getBytes(StandardCharsets.UTF_8);
    assertThat(most).hasSize(SignedNote.MAX_LENGTH);
    assertThat(SignedNote.parse(most).text()).hasSize(room + 1);
    malformed(() -> SignedNote.parse(Arrays.copyOf(most, most.length + 1)), "exceeds the limit of");
    malformed(() -> SignedNote.parse(new byte[] {(byte) 0xff}), "not valid UTF-8");
    assertThat(SignedNote.parse(("\n\n" + ANY + "\n").getBytes(StandardCharsets.UTF_8)).text())
        .isEqualTo("\n");
  }

  @Test
  void note_countsADoubledSignatureOnce_andSaysWhoSignedInstead() throws Exception {
    KeyPair pair = pair();
    VerifierKey key = new VerifierKey("k", VerifierKey.Type.ED25519, pair.getPublic());
    Signature signer = Signature.getInstance("Ed25519");
    signer.initSign(pair.getPrivate());
    signer.update("a\n".getBytes(StandardCharsets.UTF_8));
    NoteSignature good = new NoteSignature("k", key.id(), signer.sign());
    NoteSignature bad = new NoteSignature("k", key.id(), new byte[64]);
    NoteVerification once =
        new NoteVerification.Verified(List.of(new NoteVerification.Signed(key, null)));
    for (List<NoteSignature> signatures : List.of(List.of(good, good), List.of(good, bad))) {
      assertThat(NoteVerification.of(new SignedNote("a\n", signatures), List.of(key)))
          .isEqualTo(once);
    }
    assertThat(NoteVerification.of(new SignedNote("a\n", List.of(ANY, ANY)), List.of(key)))
        .isEqualTo(
            new NoteVerification.Refused(
                "not signed by the trusted key (`" + key + "`), only by `x`"));
    assertThat(NoteVerification.of(new SignedNote("a\n", List.of(good)), List.of()))
        .isEqualTo(
            new NoteVerification.Refused("not signed by the trusted key (none), only by `k`"));
  }

  @Test
  void cosignature_isOfATimeThatIsNotNegative() throws Exception {
    KeyPair pair = pair();
    VerifierKey key = new VerifierKey("w", VerifierKey.Type.COSIGNATURE, pair.getPublic());
    for (long time : new long[] {-1, 0, 1, Long.MAX_VALUE}) {
      Signature signer = Signature.getInstance("Ed25519");
      signer.initSign(pair.getPrivate());
      signer.update(("cosignature/v1\ntime " + time + "\na\n").getBytes(StandardCharsets.UTF_8));
      byte[] bytes = ByteBuffer.allocate(72).putLong(time).put(signer.sign()).array();
      SignedNote note = new SignedNote("a\n", List.of(new NoteSignature("w", key.id(), bytes)));
      NoteVerification result = NoteVerification.of(note, List.of(key));
      if (time < 0) {
        assertThat(result).isInstanceOf(NoteVerification.Refused.class);
      } else {
        Instant said = Instant.ofEpochSecond(Math.min(time, Instant.MAX.getEpochSecond()));
        assertThat(result)
            .isEqualTo(
                new NoteVerification.Verified(List.of(new NoteVerification.Signed(key, said))));
      }
    }
  }

  private static byte[] receipt(String head) {
    return (Receipt.HEADER + "\n" + head + "\n" + NOTE).getBytes(StandardCharsets.UTF_8);
  }

  @Test
  void receipt_isMadeWithinItsBounds() {
    List<Sha256Digest> most = Collections.nCopies(63, MerkleTree.EMPTY_ROOT);
    assertThat(new Receipt(null, 0, most, NOTE).hashes()).isEqualTo(most);
    illegal(() -> new Receipt(null, -1, most, NOTE));
    illegal(() -> new Receipt(null, 0, Collections.nCopies(64, MerkleTree.EMPTY_ROOT), NOTE));
    illegal(() -> new Receipt(new byte[0], 0, most, NOTE));
  }

  @Test
  void receipt_keepsItsOwnBytes() throws Exception {
    byte[] extra = {1, 2};
    Receipt receipt = new Receipt(extra, 3, List.of(), NOTE);
    extra[0] = 9;
    assertThat(receipt.extra()).containsExactly(1, 2);
    assertThat(new Receipt(null, 3, List.of(), NOTE).extra()).isNull();
    Receipt parsed = Receipt.parse(receipt.bytes());
    assertThat(parsed.extra()).containsExactly(1, 2);
    assertThat(parsed.index()).isEqualTo(3);
    assertThat(parsed.checkpoint()).isEqualTo(NOTE);
    assertThat(Receipt.parse(receipt("index 0\n")).extra()).isNull();
    assertThat(Receipt.parse(receipt("index 0\n")).index()).isZero();
  }

  @Test
  void receiptErrorIsDescribed() {
    malformed(() -> Receipt.parse(receipt("")), "no valid `index` line");
    malformed(() -> Receipt.parse(receipt("index -1\n")), "no valid `index` line");
    malformed(() -> Receipt.parse(receipt("indeks 1\n")), "no valid `index` line");
    malformed(() -> Receipt.parse(receipt("extra \nindex 1\n")), "value of `extra`");
    malformed(() -> Receipt.parse(receipt("extra AA\nindex 1\n")), "value of `extra`");
    malformed(() -> Receipt.parse(receipt("index 1\nAAAA\n")), "`AAAA` is not a base64 hash");
    String many = ("\n" + ROOT).repeat(64);
    malformed(
        () -> Receipt.parse(receipt("index 1" + many + "\n")),
        "the receipt has 64 hashes; the maximum is 63");
    malformed(
        () -> Receipt.parse("c2sp.org/tlog-proof@v2\n\n".getBytes(StandardCharsets.UTF_8)),
        "not a receipt");
    malformed(
        () -> Receipt.parse((Receipt.HEADER + "\n").getBytes(StandardCharsets.UTF_8)),
        "not a receipt");
    malformed(
        () -> Receipt.parse(("\n\n" + Receipt.HEADER).getBytes(StandardCharsets.UTF_8)),
        "not a receipt");
    malformed(() -> Receipt.parse(new byte[Receipt.MAX_LENGTH + 1]), "exceeds the limit of");
    malformed(() -> Receipt.parse(new byte[Receipt.MAX_LENGTH]), "not a receipt");
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "9, 9",
    "10, 10",
    "9223372036854775807, 9223372036854775807",
    "9223372036854775808, -1",
    "9999999999999999999, -1",
    "10000000000000000000, -1",
    "18446744073709551617, -1",
    "'', -1",
    "00, -1",
    "01, -1",
    "1/, -1",
    "1:, -1",
    "-1, -1",
    "+1, -1",
    "'1 ', -1",
    "１, -1"
  })
  void number_isDecimal(String text, long number) {
    assertThat(StrictText.decimal(text)).isEqualTo(number);
  }

  @Test
  void digestInBase64_hasThirtyTwoBytes() {
    assertThat(StrictText.digest(ROOT)).isEqualTo(MerkleTree.EMPTY_ROOT);
    assertThat(StrictText.digest("AAAA")).isNull();
    assertThat(StrictText.digest("")).isNull();
    assertThat(StrictText.digest("?")).isNull();
  }

  @Test
  void message_repeatsAtMostEightyCharacters_andNothingThatTouchesATerminal() {
    assertThat(StrictText.shown("a".repeat(80))).isEqualTo("a".repeat(80));
    assertThat(StrictText.shown("a".repeat(81))).isEqualTo("a".repeat(80) + "...");
    assertThat(StrictText.shown("😀".repeat(80))).isEqualTo("😀".repeat(80));
    assertThat(StrictText.shown("a\u001b[1m\u202e\ud800é")).isEqualTo("a?[1m??é");
  }

  @Test
  void tile_isMadeWithinItsBounds() {
    assertThat(new Tile(-1, 0, 1).path()).isEqualTo("tile/entries/000.p/1");
    assertThat(new Tile(63, Long.MAX_VALUE, 256).level()).isEqualTo(63);
    illegal(() -> new Tile(-2, 0, 1));
    illegal(() -> new Tile(64, 0, 1));
    illegal(() -> new Tile(0, -1, 1));
    illegal(() -> new Tile(0, 0, 0));
    illegal(() -> new Tile(0, 0, 257));
  }

  @Test
  void tile_isThereWhereTheSizeReaches() {
    assertThat(Tile.hashes(Long.MAX_VALUE, 7)).isEqualTo(127);
    assertThat(Tile.hashes(Long.MAX_VALUE, 8)).isZero();
    assertThat(Tile.hashes(Long.MAX_VALUE, 63)).isZero();
    assertThat(Tile.hashes(300, Tile.ENTRIES)).isEqualTo(300);
    assertThat(Tile.hashes(300, 1)).isEqualTo(1);
    assertThat(Tile.in(300, 0, 1)).isEqualTo(new Tile(0, 1, 44));
    assertThat(Tile.in(300, 0, 0)).isEqualTo(new Tile(0, 0, 256));
    illegal(() -> Tile.in(300, 0, 2));
    illegal(() -> Tile.in(256, 0, 1));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "tile/0/000",
        "tile/0/999",
        "tile/0/x001/000",
        "tile/63/000",
        "tile/entries/000",
        "tile/0/000.p/1",
        "tile/0/000.p/255",
        "tile/0/x001/x234/067.p/9"
      })
  void tile_isReadAsItPrints(String path) throws Exception {
    assertThat(Tile.parse(path).path()).isEqualTo(path);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "tile",
        "tile/",
        "tile/0/",
        "tile/x/000",
        "tile/entries/000/000",
        "tile/0/00/",
        "tile/0/0a0",
        "tile/0/0/0",
        "tile/0/00:",
        "tile/0/00/000",
        "tile/0/x00:/000",
        "tile/0/x0/000",
        "tile/0/000/x001",
        "tile/0/001/000",
        "tile/0/x001",
        "tile/0/000.p/",
        "tile/0/000.p/1/2",
        "tile/000.p/1",
        "tiles/0/000",
        "tile/0/x009/x223/x372/x036/x854/x775/808"
      })
  void tile_hasNoSuchPath(String path) {
    malformed(() -> Tile.parse(path), "is not a tile path");
  }

  @Test
  void tile_countsToTheLargestIndexThatItsDigitsGive() throws Exception {
    String path = "tile/0/x009/x223/x372/x036/x854/x774/999";
    assertThat(Tile.parse(path).index()).isEqualTo(9_223_372_036_854_774_999L);
    assertThat(Tile.parse(path).path()).isEqualTo(path);
  }

  private static String vkey(byte... key) {
    return "n+00000000+" + Base64.getEncoder().encodeToString(key);
  }

  private static byte[] raw(int type, String hex) {
    byte[] key = HexFormat.of().parseHex("00" + hex);
    key[0] = (byte) type;
    return key;
  }

  @Test
  void key_isEd25519() throws Exception {
    KeyPairGenerator ec = KeyPairGenerator.getInstance("EC");
    KeyPair pair = ec.generateKeyPair();
    illegal(() -> new VerifierKey("n", VerifierKey.Type.ED25519, pair.getPublic()));
    KeyPair x25519 = KeyPairGenerator.getInstance("X25519").generateKeyPair();
    illegal(() -> new VerifierKey("n", VerifierKey.Type.ED25519, x25519.getPublic()));
  }

  @Test
  void verifierKeyErrorIsDescribed() throws Exception {
    String good = new VerifierKey("n", VerifierKey.Type.ED25519, pair().getPublic()).toString();
    malformed(() -> VerifierKey.parse("n"), "`n` is not a verifier key");
    malformed(() -> VerifierKey.parse("n+00000000"), "`n+00000000` is not a verifier key");
    malformed(() -> VerifierKey.parse(good.substring(1)), "the key name is empty");
    malformed(() -> VerifierKey.parse("a b" + good.substring(1)), "is not a valid key name");
    malformed(() -> VerifierKey.parse("n+00000000+"), "the key of `n` is not base64");
    malformed(() -> VerifierKey.parse("n+00000000+?"), "the key of `n` is not base64");
    malformed(() -> VerifierKey.parse(vkey((byte) 5)), "has type 5; only 1");
    malformed(() -> VerifierKey.parse(vkey((byte) 200)), "has type 200; only 1");
    malformed(() -> VerifierKey.parse(vkey(new byte[] {1, 2, 3})), "has 2 bytes; expected 32");
    malformed(() -> VerifierKey.parse(vkey(raw(1, "00".repeat(33)))), "has 33 bytes; expected");
    malformed(
        () -> VerifierKey.parse("n+00000000+" + good.substring("n+00000000+".length())),
        "the key id `00000000` does not match the key of `n`, whose id is `"
            + good.substring(2, 10)
            + "`");
    assertThat(VerifierKey.parse(good)).hasToString(good);
  }

  /// Points that are none, and a point that is written with more than it needs (y = p + 1).
  @ParameterizedTest
  @ValueSource(
      strings = {
        "0200000000000000000000000000000000000000000000000000000000000000",
        "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f"
      })
  void key_isAPointOfTheCurve_inItsOneForm(String hex) {
    assertThatThrownBy(() -> VerifierKey.parse(vkey(raw(1, hex))))
        .isInstanceOf(MalformedLogException.class)
        .hasMessageNotContaining("does not belong");
  }

  @Test
  void exceptionNamesTheSource() {
    assertThat(new MalformedLogException("x").offset()).isEqualTo(-1);
    assertThat(new MalformedLogException("x", 5).offset()).isEqualTo(5);
  }
}
