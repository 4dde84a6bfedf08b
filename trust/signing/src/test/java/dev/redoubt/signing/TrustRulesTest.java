package dev.redoubt.signing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.redoubt.keys.material.SignatureAlgorithm;
import dev.redoubt.signing.attestation.AttestationResult;
import dev.redoubt.signing.attestation.AttestationVerifier;
import dev.redoubt.signing.digest.HashProgress;
import dev.redoubt.signing.internal.trust.CertificateChainCheck;
import dev.redoubt.signing.refusal.RefusedException;
import dev.redoubt.signing.trust.PublicKeyReader;
import dev.redoubt.signing.trust.TrustRoots;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What is trusted, how far, and what is compared whatever the caller leaves out.
class TrustRulesTest {

  private static final Instant NOW = TestCertificate.NOW;

  @TempDir private Path temp = Path.of("");
  private SignedModel model = new SignedModel(Path.of(""));
  private final TestKey rootKey = TestKey.make();
  private final TestKey middleKey = TestKey.make();
  private final TestKey key = TestKey.make();

  @BeforeEach
  void makeModel() throws Exception {
    model = new SignedModel(temp).file("a", "1").file("sub/b", "2");
  }

  private TestCertificate ada() {
    return TestCertificate.of("CN=Ada", key).email("ada@contoso.com");
  }

  private static X509Certificate self(String name, TestKey own) {
    return TestCertificate.of(name, own).authority().signedBy(name, own);
  }

  private String verify(X509Certificate anchor, X509Certificate... chain) throws Exception {
    byte[] bundle =
        ModelSigner.sign(
                temp,
                EnvelopeSigner.withCertificates(key, List.of(chain)),
                HashMethod.FILES,
                HashScope.DEFAULT)
            .bundle()
            .toJson();
    TrustRoots trust = new TrustRoots.Certificates(List.of(anchor), false, Set.of(), null);
    return SignedModel.words(
        ModelVerifier.of(trust, HashScope.DEFAULT)
            .at(InstantSource.fixed(NOW))
            .verify(temp, bundle));
  }

  @Test
  void trustNeedsSomebody() {
    assertThatThrownBy(() -> new TrustRoots.Keys(List.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("at least one trusted key is required");
    assertThatThrownBy(() -> new TrustRoots.Certificates(List.of(), false, Set.of("x"), null))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("at least one trusted root is required");
    assertThat(new TrustRoots.Certificates(List.of(), true, Set.of("x"), null).withSystemRoots())
        .isTrue();
  }

  @Test
  void scopeNeedsSomebodyWhoHashes_andPathsWithinTheModel() {
    assertThatThrownBy(() -> new HashScope(List.of(), true, true, false, 0, HashProgress.NONE))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(new HashScope(List.of("a/b"), true, true, false, 1, HashProgress.NONE).threads())
        .isEqualTo(1);
    for (String path : List.of("../a", "/a", "", "a//b", "a/./b")) {
      assertThatThrownBy(() -> HashScope.DEFAULT.ignoring(List.of(path)))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("cannot ignore `" + path + "`");
    }
  }

  /// Else a caller who leaves out a folder would leave out what was signed in it.
  @Test
  void comparesWhatIsSigned_alsoInAFolderThatIsIgnored() throws Exception {
    byte[] bundle = model.sign();
    HashScope scope = HashScope.DEFAULT.ignoring(List.of("sub"));
    assertThat(SignedModel.words(model.verify(bundle, scope))).isEqualTo("verified");
    model.file("sub/b", "3");
    assertThat(SignedModel.words(model.verify(bundle, scope)))
        .startsWith("sub/b: the content differs from the signed content");
  }

  @Test
  void tellsHowMuchIsCompared() throws Exception {
    byte[] bundle = model.sign();
    AtomicLong files = new AtomicLong();
    AtomicLong bytes = new AtomicLong();
    HashProgress progress =
        new HashProgress() {
          @Override
          public void started(int count, long size) {
            files.set(count);
            bytes.set(size);
          }

          @Override
          public void hashed(long size) {}
        };
    assertThat(SignedModel.words(model.verify(bundle, HashScope.DEFAULT.reportingTo(progress))))
        .isEqualTo("verified");
    assertThat(files).hasValue(2);
    assertThat(bytes).hasValue(2);
  }

  @Test
  void saysWhichCertificateIsNone() throws Exception {
    X509Certificate root = self("CN=Root", rootKey);
    byte[] good = ada().signedBy("CN=Root", rootKey).getEncoded();
    TrustRoots.Certificates trust =
        new TrustRoots.Certificates(List.of(root), false, Set.of(), null);
    assertThatThrownBy(() -> CertificateChainCheck.check(List.of(good, new byte[] {1}), trust, NOW))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("certificate 1");
    assertThatThrownBy(() -> CertificateChainCheck.check(List.of(new byte[] {1}, good), trust, NOW))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("the signer's certificate");
  }

  /// The JDK alone would allow five.
  @Test
  void acceptsEightCertificatesInBetween_andNotNine() throws Exception {
    X509Certificate root = self("CN=Root", rootKey);
    String issuer = "CN=Root";
    TestKey issuerKey = rootKey;
    List<X509Certificate> between = new ArrayList<>();
    for (int i = 1; i <= 9; i++) {
      TestKey next = TestKey.make();
      between.addFirst(
          TestCertificate.of("CN=Middle" + i, next).authority().signedBy(issuer, issuerKey));
      issuer = "CN=Middle" + i;
      issuerKey = next;
      List<X509Certificate> chain = new ArrayList<>(between);
      chain.addFirst(ada().signedBy(issuer, issuerKey));
      String words = verify(root, chain.toArray(X509Certificate[]::new));
      if (i <= 8) {
        assertThat(words).as("%d", i).isEqualTo("verified");
      } else {
        assertThat(words).contains("does not lead to a trusted root");
      }
    }
  }

  @Test
  void refusesRsaKeysOfLessThan2048Bits_ofTheRootAndInBetween() throws Exception {
    for (int bits : new int[] {1024, 2047, 2048}) {
      TestKey rsa = TestKey.rsa(bits);
      X509Certificate root = self("CN=Root", rootKey);
      X509Certificate middle =
          TestCertificate.of("CN=Middle", rsa).authority().signedBy("CN=Root", rootKey);
      String between = verify(root, ada().signedBy("CN=Middle", rsa), middle);
      String above = verify(self("CN=Old", rsa), ada().signedBy("CN=Old", rsa));
      if (bits < 2048) {
        assertThat(between)
            .contains("the certificate of `CN=Middle` has an RSA key with fewer than 2048 bits");
        assertThat(above)
            .contains("the certificate of `CN=Old` has an RSA key with fewer than 2048 bits");
      } else {
        assertThat(between).isEqualTo("verified");
        assertThat(above).isEqualTo("verified");
      }
    }
  }

  @Test
  void refusesSha1AlsoWhereItIsAParameterOfTheSignature() throws Exception {
    TestKey rsa = TestKey.rsa(2048);
    X509Certificate root = self("CN=Root", rsa);
    PSSParameterSpec good =
        new PSSParameterSpec("SHA-256", "MGF1", MGF1ParameterSpec.SHA256, 32, 1);
    PSSParameterSpec weak = new PSSParameterSpec("SHA-1", "MGF1", MGF1ParameterSpec.SHA1, 20, 1);
    assertThat(verify(root, ada().withPss(good).signedBy("CN=Root", rsa))).isEqualTo("verified");
    assertThat(verify(root, ada().withPss(weak).signedBy("CN=Root", rsa)))
        .contains("which is not secure");
  }

  /// Trusted as it is: its limits are those that its issuer gave it, not its own.
  @Test
  void takesATrustedCertificateThatDidNotSignItselfAsItIs() throws Exception {
    X509Certificate limited =
        TestCertificate.of("CN=Middle", middleKey)
            .authority()
            .vouchingForMailAt("fabrikam.com")
            .signedBy("CN=Root", rootKey);
    assertThat(verify(limited, ada().signedBy("CN=Middle", middleKey))).isEqualTo("verified");
    X509Certificate sameName =
        TestCertificate.of("CN=Root", middleKey).authority().signedBy("CN=Root", rootKey);
    assertThat(verify(sameName, ada().signedBy("CN=Root", middleKey))).isEqualTo("verified");
    X509Certificate leaf = ada().signedBy("CN=Nobody", rootKey);
    assertThat(verify(leaf, leaf)).isEqualTo("verified");
    assertThat(verify(self("CN=Root", rootKey), leaf)).contains("does not lead to a trusted root");
  }

  private byte[] withRawKey(byte[] bundle, TestKey named) {
    String text = new String(bundle, StandardCharsets.UTF_8);
    String hint = PublicKeyReader.hint(model.key.publicKey());
    String raw = SignedModel.base64(PublicKeyReader.pem(named.publicKey()));
    return text.replace(
            "\"hint\":\"" + hint + "\"",
            "\"rawBytes\":\"" + raw + "\",\"keyDetails\":\"PKIX_ECDSA_P256_SHA_256\"")
        .getBytes(StandardCharsets.UTF_8);
  }

  @Test
  void refusesAnotherKeyThatTheBundleBringsItself() throws Exception {
    byte[] raw = withRawKey(model.sign(), model.key);
    TrustRoots other = TrustRoots.Keys.of(TestKey.make().publicKey());
    assertThat(SignedModel.words(ModelVerifier.of(other, HashScope.DEFAULT).verify(temp, raw)))
        .isEqualTo("signed with another key");
  }

  @Test
  void refusesAKeyOfAKindThatDoesNotSignThis() throws Exception {
    TestKey rsa = TestKey.rsa(2048);
    byte[] raw = withRawKey(model.sign(), rsa);
    TrustRoots trust = TrustRoots.Keys.of(rsa.publicKey());
    assertThat(SignedModel.words(ModelVerifier.of(trust, HashScope.DEFAULT).verify(temp, raw)))
        .contains("the key has type `RSA`, which is not supported for models");
    assertThat(AttestationVerifier.of(trust).verify(raw, Set.of()))
        .isInstanceOfSatisfying(
            AttestationResult.Refused.class,
            refused ->
                assertThat(refused.reasons().toString())
                    .contains("the key has type `RSA`, which is not supported for attestations"));
    assertThat(PublicKeyReader.algorithm(TestKey.make().publicKey()))
        .contains(SignatureAlgorithm.ECDSA_P256_SHA256);
  }

  @Test
  void readsManifestsOnlyOfWhoeverIsTrusted() throws Exception {
    byte[] bundle = model.sign();
    assertThat(
            ModelVerifier.of(TrustRoots.Keys.of(model.key.publicKey()), HashScope.DEFAULT)
                .manifest(bundle)
                .resources())
        .hasSize(2);
    ModelVerifier other =
        ModelVerifier.of(TrustRoots.Keys.of(TestKey.make().publicKey()), HashScope.DEFAULT);
    assertThatThrownBy(() -> other.manifest(bundle)).isInstanceOf(RefusedException.class);
  }
}
