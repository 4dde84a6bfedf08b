package dev.redoubt.signing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.redoubt.keys.material.SignatureAlgorithm;
import dev.redoubt.signing.digest.HashAlgorithm;
import dev.redoubt.signing.digest.HashProgress;
import dev.redoubt.signing.digest.ResourceDigest;
import dev.redoubt.signing.refusal.RefusedException;
import dev.redoubt.signing.trust.PublicKeyReader;
import dev.redoubt.signing.trust.Signatory;
import dev.redoubt.signing.trust.TrustRoots;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ModelSigningTest {

  @TempDir private Path temp = Path.of("");
  private SignedModel model = new SignedModel(Path.of(""));

  @BeforeEach
  void makeModel() throws Exception {
    model =
        new SignedModel(Files.createDirectory(temp.resolve("credit model")))
            .file("weights.bin", "weights")
            .file("a/b.json", "{}")
            .file("a.txt", "text")
            .file(".hidden/secret name.txt", "hidden")
            .file("empty", "");
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "ED25519")
  void verifiesWhatItSigned_onEachCurve(SignatureAlgorithm algorithm) throws Exception {
    TestKey key = TestKey.make(algorithm);
    byte[] bundle =
        ModelSigner.sign(
                model.folder, EnvelopeSigner.withKey(key), HashMethod.FILES, HashScope.DEFAULT)
            .bundle()
            .toJson();

    VerificationResult verification =
        ModelVerifier.of(TrustRoots.Keys.of(key.publicKey()), HashScope.DEFAULT)
            .verify(model.folder, bundle);

    assertThat(verification)
        .asInstanceOf(InstanceOfAssertFactories.type(VerificationResult.Verified.class))
        .satisfies(
            verified -> {
              assertThat(verified.files()).isEqualTo(5);
              assertThat(verified.bytes()).isEqualTo(19);
              assertThat(verified.manifest().name()).isEqualTo("credit model");
              assertThat(verified.by()).isInstanceOf(Signatory.ByKey.class);
            });
  }

  @Test
  void refusesToSign_withEd25519_whichTheSpecificationDoesNotHave() {
    EnvelopeSigner signer = EnvelopeSigner.withKey(TestKey.make(SignatureAlgorithm.ED25519));

    assertThatThrownBy(
            () -> ModelSigner.sign(model.folder, signer, HashMethod.FILES, HashScope.DEFAULT))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("not supported for models");
  }

  @Test
  void signsTheSameModelWithTheSamePayload() throws Exception {
    assertThat(SignedModel.payload(model.sign())).isEqualTo(SignedModel.payload(model.sign()));
  }

  @Test
  void sortsResourcesByCodePoint_notByUtf16Unit() {
    SignedResource wide = new SignedResource.OfFile("\uFF21", new ResourceDigest("00"));
    SignedResource face = new SignedResource.OfFile("\uD83D\uDE00", new ResourceDigest("01"));
    SignedResource slash = new SignedResource.OfFile("a/b", new ResourceDigest("02"));
    SignedResource dot = new SignedResource.OfFile("a.b", new ResourceDigest("03"));
    SerializationMethod files =
        new SerializationMethod.Files(HashAlgorithm.SHA256, false, List.of());

    Manifest manifest = Manifest.sorted("m", files, List.of(face, slash, wide, dot));

    assertThat("\uD83D\uDE00").isLessThan("\uFF21");
    assertThat(manifest.resources()).containsExactly(dot, slash, wide, face);
  }

  @Test
  void knowsTheDigestOfTheReferenceImplementation_whichSortsByPartsOfPaths() {
    SignedResource slash = new SignedResource.OfFile("a/b", new ResourceDigest("02"));
    SignedResource dot = new SignedResource.OfFile("a.b", new ResourceDigest("03"));
    SerializationMethod files =
        new SerializationMethod.Files(HashAlgorithm.SHA256, false, List.of());

    Manifest ours = Manifest.sorted("m", files, List.of(slash, dot));
    Manifest theirs = new Manifest("m", files, List.of(slash, dot));

    assertThat(ours.rootDigest()).isNotEqualTo(theirs.rootDigest());
    assertThat(ours.digests()).contains(theirs.rootDigest());
  }

  @Test
  void acceptsResourcesInAnyOrder() throws Exception {
    SignedModel two =
        new SignedModel(Files.createDirectory(temp.resolve("two"))).file("a", "1").file("b", "2");
    String a = SignedModel.sha256("1");
    String b = SignedModel.sha256("2");
    String payload =
        SignedModel.payload(
            SignedModel.FILES,
            List.of(SignedModel.resource("b", b), SignedModel.resource("a", a)),
            List.of(b, a));

    assertThat(two.refusal(two.forge(payload))).isEqualTo("verified");
  }

  @Test
  void refusesEachFileThatChanged_isMissing_orIsNew() throws Exception {
    byte[] bundle = model.sign();
    model.file("weights.bin", "WEIGHTS").file("new.py", "import os");
    Files.delete(model.folder.resolve("a.txt"));

    assertThat(model.refusal(bundle).lines())
        .hasSize(3)
        .anyMatch(
            line -> line.startsWith("weights.bin: the content differs from the signed content"))
        .contains("new.py: is not in the signature", "a.txt: is signed, but missing");
  }

  @Test
  void refusesFilesThatChangedNames_thoughTheDigestOfTheModelIsTheSame() throws Exception {
    byte[] bundle = model.sign();
    Files.move(model.folder.resolve("empty"), model.folder.resolve("emptz"));

    assertThat(model.refusal(bundle))
        .contains("empty: is signed, but missing", "emptz: is not in the signature");
  }

  @Test
  void leavesOutUnsignedFiles_whereTheCallerAsksForIt_andSaysSo() throws Exception {
    byte[] bundle = model.sign();
    model.file("notes/new.txt", "note");

    VerificationResult verification =
        ModelVerifier.of(TrustRoots.Keys.of(model.key.publicKey()), HashScope.DEFAULT)
            .ignoringUnsigned()
            .verify(model.folder, bundle);

    assertThat(verification)
        .asInstanceOf(InstanceOfAssertFactories.type(VerificationResult.Verified.class))
        .satisfies(verified -> assertThat(verified.uncovered()).containsExactly("notes/new.txt"));
  }

  @Test
  void leavesOutGit_atTheTopOnly() throws Exception {
    model.file(".git/config", "x").file(".gitignore", "x").file("sub/.gitignore", "x");
    byte[] bundle = model.sign();
    model.file(".git/config", "y");
    assertThat(model.refusal(bundle)).isEqualTo("verified");

    model.file("sub/.gitignore", "y");
    assertThat(model.refusal(bundle)).startsWith("sub/.gitignore: the content");
  }

  private static final String RECORD = "registered_model_meta";

  /// As PyYAML writes them for MLflow 3.17, the last one with a name of more than one line.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "model_name: credit\nmodel_version: '1'\n",
        "model_name: credit\nmodel_version: 12\n",
        "model_name: größe\nmodel_version: '1'\n",
        "model_name: '7'\nmodel_version: '1'\n",
        "model_name: \"\\U0001F3E6\"\nmodel_version: '1'\n",
        "model_name: a model whose name\n  goes on\n  and on\nmodel_version: '1'\n"
      })
  void ignoresTheRecordOfADownload_inWhateverIsHashed(String record) throws Exception {
    byte[] bundle = model.sign();
    HashedModel before = HashedModel.of(model.folder, HashMethod.FILES, HashScope.DEFAULT);
    model.file(RECORD, record);
    assertThat(model.refusal(bundle)).isEqualTo("verified");
    HashedModel after = HashedModel.of(model.folder, HashMethod.FILES, HashScope.DEFAULT);
    assertThat(after.manifest()).isEqualTo(before.manifest());
    assertThat(after.ignored()).contains(RECORD);
    assertThat(after.manifest().serialization().ignorePaths()).doesNotContain(RECORD);
    VerificationResult verification =
        ModelVerifier.of(TrustRoots.Keys.of(model.key.publicKey()), HashScope.DEFAULT)
            .verify(model.folder, bundle);
    assertThat(verification)
        .asInstanceOf(InstanceOfAssertFactories.type(VerificationResult.Verified.class))
        .satisfies(verified -> assertThat(verified.uncovered()).containsExactly(RECORD));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "model_name: credit\n",
        "model_version: '1'\n",
        "model_name: credit\nmodel_version: '1'",
        "model_name: credit\nmodel_version: '1'\nmore: x\n",
        "model_name: credit\nmodel_version: one\n",
        "model_name: credit\nmodel_version: '1'\n\n",
        "model_name: \nmodel_version: '1'\n",
        "model_name: !!python/object/apply:os.system [id]\nmodel_version: '1'\n",
        "model_name: &a credit\nmodel_version: '1'\n",
        "model_name: {a: b}\nmodel_version: '1'\n",
        "model_name: credit\nimport os\nmodel_version: '1'\n",
        "model_name: cre\u0000dit\nmodel_version: '1'\n",
        "model_name: credit\r\nmodel_version: '1'\n",
        "cos\nsystem\n(S'id'\ntR."
      })
  void refusesTheNameOfTheRecord_whenItHoldsAnythingElse(String content) throws Exception {
    byte[] bundle = model.sign();
    model.file(RECORD, content);
    assertThat(model.refusal(bundle)).isEqualTo(RECORD + ": is not in the signature");
  }

  @Test
  void refusesTheNameOfTheRecord_whenItIsLargeOrAFolderOrALinkOrElsewhere() throws Exception {
    byte[] bundle = model.sign();
    String record = "model_name: credit\nmodel_version: '1'\n";
    String padded = "model_name: c%s\nmodel_version: '1'\n";
    int most = 4096 - padded.formatted("").length();
    model.file(RECORD, padded.formatted("x".repeat(most)));
    assertThat(model.refusal(bundle)).isEqualTo("verified");
    model.file(RECORD, padded.formatted("x".repeat(most + 1)));
    assertThat(model.refusal(bundle)).isEqualTo(RECORD + ": is not in the signature");
    Files.delete(model.folder.resolve(RECORD));
    model.file("sub/" + RECORD, record);
    assertThat(model.refusal(bundle)).isEqualTo("sub/" + RECORD + ": is not in the signature");
    Files.delete(model.folder.resolve("sub/" + RECORD));
    model.file(RECORD + "/code.py", record);
    assertThat(model.refusal(bundle)).isEqualTo(RECORD + "/code.py: is not in the signature");
    Files.delete(model.folder.resolve(RECORD + "/code.py"));
    Files.delete(model.folder.resolve(RECORD));
    Path elsewhere = model.folder.resolveSibling("record");
    Files.writeString(elsewhere, record);
    Files.createSymbolicLink(model.folder.resolve(RECORD), elsewhere);
    assertThat(model.refusal(bundle)).contains("is a symbolic link");
  }

  @Test
  void comparesTheRecordOfADownload_whenItIsSignedOrAskedFor() throws Exception {
    byte[] without = model.sign();
    model.file(RECORD, "model_name: credit\nmodel_version: '1'\n");
    HashScope all = new HashScope(List.of(), true, false, false, 2, HashProgress.NONE);
    assertThat(
            ModelVerifier.of(TrustRoots.Keys.of(model.key.publicKey()), all)
                .verify(model.folder, without))
        .isInstanceOf(VerificationResult.Refused.class);
    byte[] bundle =
        ModelSigner.sign(model.folder, EnvelopeSigner.withKey(model.key), HashMethod.FILES, all)
            .bundle()
            .toJson();
    assertThat(model.refusal(bundle)).isEqualTo("verified");
    model.file(RECORD, "model_name: credit\nmodel_version: '2'\n");
    assertThat(model.refusal(bundle))
        .startsWith(RECORD + ": the content differs from the signed content");
    Files.delete(model.folder.resolve(RECORD));
    assertThat(model.refusal(bundle)).isEqualTo(RECORD + ": is signed, but missing");
  }

  @Test
  void comparesWhatIsSigned_alsoWhereItIsIgnored() throws Exception {
    model.file(".gitignore", "x");
    HashScope all = new HashScope(List.of(), false, false, false, 2, HashProgress.NONE);
    byte[] bundle =
        ModelSigner.sign(model.folder, EnvelopeSigner.withKey(model.key), HashMethod.FILES, all)
            .bundle()
            .toJson();
    assertThat(model.refusal(bundle)).isEqualTo("verified");

    model.file(".gitignore", "y");
    assertThat(model.refusal(bundle)).startsWith(".gitignore: the content");
  }

  @Test
  void signatureInsideTheModelIsNoPartOfIt() throws Exception {
    Path file = model.folder.resolve("model.sig");
    ModelSigner.signTo(
        file, model.folder, EnvelopeSigner.withKey(model.key), HashMethod.FILES, HashScope.DEFAULT);

    VerificationResult verification =
        ModelVerifier.of(TrustRoots.Keys.of(model.key.publicKey()), HashScope.DEFAULT)
            .verify(model.folder, file);

    assertThat(SignedModel.words(verification)).isEqualTo("verified");
    assertThat(model.folder.toFile().list()).hasSize(6);
  }

  @Test
  void signsASingleFile_asTheReferenceImplementationNamesIt() throws Exception {
    Path file = Files.writeString(temp.resolve("one.bin"), "1");
    SignedModel one = new SignedModel(file);
    byte[] bundle = one.sign();

    assertThat(SignedModel.payload(bundle)).contains("\"name\":\".\"");
    assertThat(one.refusal(bundle)).isEqualTo("verified");
    String digest = SignedModel.sha256("1");
    String asSpecified =
        SignedModel.payload(
            SignedModel.FILES, List.of(SignedModel.resource("one.bin", digest)), List.of(digest));
    assertThat(one.refusal(one.forge(asSpecified))).isEqualTo("verified");
    Files.writeString(file, "2");
    assertThat(one.refusal(bundle)).contains("the content differs from the signed content");
  }

  @Test
  void verifiesShards_andNoticesWhatIsLongerOrShorter() throws Exception {
    model.file("big", "0123456789");
    byte[] bundle = model.sign(new HashMethod.Shards(HashAlgorithm.SHA256, 4));
    assertThat(SignedModel.payload(bundle)).contains("\"big:0:4\"", "\"big:8:10\"");
    assertThat(model.refusal(bundle)).isEqualTo("verified");

    model.file("big", "01234567");
    assertThat(model.refusal(bundle)).isEqualTo("big: is shorter than the signed file");
    model.file("big", "01234567890123");
    assertThat(model.refusal(bundle)).contains("big: is longer or shorter");
    model.file("big", "0123X56789");
    assertThat(model.refusal(bundle))
        .startsWith("big: the content differs from the signed content");
  }

  @Test
  void acceptsShards_asTheReferenceImplementationNamesTheirAlgorithm() throws Exception {
    byte[] bundle = model.sign(new HashMethod.Shards(HashAlgorithm.SHA256, 4));
    String theirs =
        SignedModel.payload(bundle)
            .replace("\"algorithm\":\"sha256\"", "\"algorithm\":\"sha256-sharded-4\"");

    assertThat(model.refusal(model.forge(theirs))).isEqualTo("verified");
    assertThat(model.refusal(model.forge(theirs.replace("sharded-4", "sharded-5"))))
        .contains("sha256-sharded-5");
  }

  @ParameterizedTest
  @EnumSource
  void verifiesEachHash(HashAlgorithm hash) throws Exception {
    byte[] bundle = model.sign(new HashMethod.Files(hash));
    assertThat(model.refusal(bundle)).isEqualTo("verified");

    model.file("weights.bin", "Weights");
    assertThat(model.refusal(bundle))
        .startsWith("weights.bin: the content differs from the signed content");
  }

  @Test
  void refusesLinks_unlessBothSidesAllowThem() throws Exception {
    Path target = Files.writeString(temp.resolve("target"), "t");
    Files.createSymbolicLink(model.folder.resolve("link"), target);
    assertThatThrownBy(model::sign).hasMessageContaining("link: is a symbolic link");

    byte[] bundle =
        ModelSigner.sign(
                model.folder,
                EnvelopeSigner.withKey(model.key),
                HashMethod.FILES,
                HashScope.DEFAULT.withSymlinks(true))
            .bundle()
            .toJson();
    assertThat(model.refusal(bundle)).startsWith("link: is a symbolic link");
    assertThat(SignedModel.words(model.verify(bundle, HashScope.DEFAULT.withSymlinks(true))))
        .isEqualTo("verified");
  }

  @Test
  void refusesALinkToAFolder_whoseFilesNobodyWouldHaveSigned() throws Exception {
    Files.createSymbolicLink(model.folder.resolve("linked"), temp);

    assertThatThrownBy(
            () ->
                ModelSigner.sign(
                    model.folder,
                    EnvelopeSigner.withKey(model.key),
                    HashMethod.FILES,
                    HashScope.DEFAULT.withSymlinks(true)))
        .hasMessageContaining("linked: is a symbolic link that does not lead to a file");
  }

  @Test
  void refusesAModelWithoutFiles() throws Exception {
    Path empty = Files.createDirectory(temp.resolve("nothing"));
    assertThatThrownBy(() -> new SignedModel(empty).sign()).hasMessage("the model has no files");
  }

  @Test
  void noticesAFileThatChangesWhileItIsHashed() throws Exception {
    AtomicInteger calls = new AtomicInteger();
    HashProgress meddler =
        _ -> {
          if (calls.getAndIncrement() == 0) {
            try {
              Files.writeString(model.folder.resolve("weights.bin"), "something longer");
            } catch (java.io.IOException e) {
              throw new IllegalStateException(e);
            }
          }
        };

    assertThatThrownBy(
            () ->
                ModelSigner.sign(
                    model.folder,
                    EnvelopeSigner.withKey(model.key),
                    HashMethod.FILES,
                    HashScope.DEFAULT.reportingTo(meddler)))
        .hasMessageContaining("weights.bin: changed while it was read");
  }

  @Test
  void reportsEveryByteOnce() throws Exception {
    AtomicLong total = new AtomicLong();
    AtomicLong done = new AtomicLong();
    HashProgress progress =
        new HashProgress() {
          @Override
          public void started(int files, long bytes) {
            total.set(bytes);
          }

          @Override
          public void hashed(long bytes) {
            done.addAndGet(bytes);
          }
        };
    model.file("big", "x".repeat(1_000_000));

    HashedModel.of(model.folder, HashMethod.FILES, HashScope.DEFAULT.reportingTo(progress));

    assertThat(total.get()).isEqualTo(1_000_019).isEqualTo(done.get());
  }

  @Test
  void hashesManyFilesOfAllSizes_asOneDigestEach() throws Exception {
    List<String> expected = new ArrayList<>();
    SignedModel many = new SignedModel(Files.createDirectory(temp.resolve("many")));
    for (int i = 0; i < 50; i++) {
      String content = "z".repeat(i * i * 331);
      many.file("f" + (i + 10), content);
      expected.add(SignedModel.sha256(content));
    }

    HashedModel hashed = HashedModel.of(many.folder, HashMethod.FILES, HashScope.DEFAULT);

    assertThat(hashed.manifest().resources())
        .extracting(each -> each.digest().hex())
        .containsExactlyElementsOf(expected);
  }

  @Test
  void refusesNamesThatMeanAnotherFileElsewhere() throws Exception {
    model.file("a\\b", "x");
    assertThatThrownBy(model::sign).hasMessageContaining("has a backslash");
  }

  @Test
  void refusesAnotherKey_andSaysWhich() throws Exception {
    byte[] bundle = model.sign();
    TestKey other = TestKey.make();

    VerificationResult verification =
        ModelVerifier.of(TrustRoots.Keys.of(other.publicKey()), HashScope.DEFAULT)
            .verify(model.folder, bundle);

    assertThat(SignedModel.words(verification))
        .contains(
            PublicKeyReader.hint(other.publicKey()), PublicKeyReader.hint(model.key.publicKey()));
  }

  @Test
  void acceptsAnyOfSeveralKeys() throws Exception {
    TrustRoots trust =
        new TrustRoots.Keys(List.of(TestKey.make().publicKey(), model.key.publicKey()));

    VerificationResult verification =
        ModelVerifier.of(trust, HashScope.DEFAULT).verify(model.folder, model.sign());

    assertThat(SignedModel.words(verification)).isEqualTo("verified");
  }

  @Test
  void acceptsTheKeyItself_asSignaturesBeforeVersion11HaveIt() throws Exception {
    String bundle = new String(model.sign(), StandardCharsets.UTF_8);
    String hint = PublicKeyReader.hint(model.key.publicKey());
    String raw = SignedModel.base64(PublicKeyReader.pem(model.key.publicKey()));
    String old =
        bundle
            .replace(
                "\"hint\":\"" + hint + "\"",
                "\"rawBytes\":\"" + raw + "\",\"keyDetails\":\"PKIX_ECDSA_P256_SHA_256\"")
            .replace("\"keyid\":\"\"", "\"keyid\":null");

    assertThat(model.refusal(old.getBytes(StandardCharsets.UTF_8))).isEqualTo("verified");
  }
}
