package dev.redoubt.signing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.redoubt.signing.trust.TrustRoots;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CertificateTest {

  private static final Instant NOW = TestCertificate.NOW;

  @TempDir private Path temp = Path.of("");
  private final TestKey rootKey = TestKey.make();
  private final TestKey middleKey = TestKey.make();
  private final TestKey key = TestKey.make();
  private final X509Certificate root =
      TestCertificate.of("CN=Root", rootKey).authority().signedBy("CN=Root", rootKey);
  private final X509Certificate middle =
      TestCertificate.of("CN=Middle", middleKey).authority().signedBy("CN=Root", rootKey);

  @BeforeEach
  void makeModel() throws Exception {
    new SignedModel(temp).file("a", "1");
  }

  private TestCertificate ada() {
    return TestCertificate.of("CN=Ada,O=Contoso", key).email("ada@contoso.com");
  }

  private String verify(TrustRoots.Certificates trust, X509Certificate... chain) throws Exception {
    byte[] bundle =
        ModelSigner.sign(
                temp,
                EnvelopeSigner.withCertificates(key, List.of(chain)),
                HashMethod.FILES,
                HashScope.DEFAULT)
            .bundle()
            .toJson();
    return SignedModel.words(
        ModelVerifier.of(trust, HashScope.DEFAULT)
            .at(InstantSource.fixed(NOW))
            .verify(temp, bundle));
  }

  private TrustRoots.Certificates trust(String... identities) {
    return new TrustRoots.Certificates(List.of(root), false, Set.of(identities), null);
  }

  private X509Certificate byMiddle(TestCertificate certificate) {
    return certificate.signedBy("CN=Middle", middleKey);
  }

  @Test
  void acceptsAChainToARoot_withOrWithoutTheRootInIt() throws Exception {
    assertThat(verify(trust(), byMiddle(ada()), middle)).isEqualTo("verified");
    assertThat(verify(trust(), byMiddle(ada()), middle, root)).isEqualTo("verified");
  }

  @Test
  void refusesAChainWithAGap_orToAnotherRoot() throws Exception {
    assertThat(verify(trust(), byMiddle(ada()))).contains("does not lead to a trusted root");
    TestKey other = TestKey.make();
    X509Certificate imposter =
        TestCertificate.of("CN=Root", other).authority().signedBy("CN=Root", other);
    assertThat(verify(trust(), ada().signedBy("CN=Root", other), imposter))
        .contains("does not lead to a trusted root");
  }

  @Test
  void refusesACertificateThatSomebodyWithoutAuthorityIssued() throws Exception {
    X509Certificate clerk = TestCertificate.of("CN=Clerk", middleKey).signedBy("CN=Root", rootKey);
    assertThat(verify(trust(), ada().signedBy("CN=Clerk", middleKey), clerk))
        .contains("does not lead to a trusted root");
  }

  @Test
  void refusesACertificateThatIsNotForSigningCode() throws Exception {
    assertThat(verify(trust(), byMiddle(ada().forServers()), middle)).contains("codeSigning");
    assertThat(verify(trust(), byMiddle(ada().withoutPurpose()), middle)).contains("codeSigning");
    assertThat(verify(trust(), byMiddle(ada().forKeyAgreementOnly()), middle))
        .contains("lacks the key usage `digitalSignature`");
  }

  @Test
  void refusesCertificatesOutsideTheirTime_unlessTheCallerNamesAnother() throws Exception {
    Instant start = NOW.minus(Duration.ofDays(20));
    Instant end = NOW.minus(Duration.ofDays(10));
    X509Certificate expired = byMiddle(ada().valid(start, end));

    assertThat(verify(trust(), expired, middle)).contains("expired at");
    TrustRoots.Certificates then =
        new TrustRoots.Certificates(List.of(root), false, Set.of(), NOW.minus(Duration.ofDays(15)));
    assertThat(verify(then, expired, middle)).isEqualTo("verified");
    X509Certificate future =
        byMiddle(ada().valid(NOW.plus(Duration.ofDays(1)), NOW.plus(Duration.ofDays(2))));
    assertThat(verify(trust(), future, middle)).contains("is not valid before");
  }

  /// RFC 5280, section 4.1.2.5: the period of validity includes both of its ends.
  @Test
  void acceptsCertificatesAtTheExactInstantsOfTheirEnds_notASecondBesideThem() throws Exception {
    Duration tick = Duration.ofSeconds(1);
    Instant early = NOW.minus(Duration.ofDays(9));
    Instant late = NOW.plus(Duration.ofDays(9));

    assertThat(verify(trust(), byMiddle(ada().valid(early, NOW)), middle)).isEqualTo("verified");
    assertThat(verify(trust(), byMiddle(ada().valid(NOW, late)), middle)).isEqualTo("verified");
    assertThat(verify(trust(), byMiddle(ada().valid(early, NOW.minus(tick))), middle))
        .contains(
            "the signer's certificate expired at "
                + NOW.minus(tick)
                + "; verification time: "
                + NOW);
    assertThat(verify(trust(), byMiddle(ada().valid(NOW.plus(tick), late)), middle))
        .contains(
            "the signer's certificate is not valid before "
                + NOW.plus(tick)
                + "; verification time: "
                + NOW);

    X509Certificate ada = byMiddle(ada());
    assertThat(verify(trust(), ada, middle(early, NOW))).isEqualTo("verified");
    assertThat(verify(trust(), ada, middle(NOW, late))).isEqualTo("verified");
    assertThat(verify(trust(), ada, middle(early, NOW.minus(tick))))
        .contains("does not lead to a trusted root: an intermediate certificate has expired");
    assertThat(verify(trust(), ada, middle(NOW.plus(tick), late)))
        .contains("does not lead to a trusted root: an intermediate certificate is not valid yet");

    assertThat(verify(trustIn(root(early, NOW)), ada, middle)).isEqualTo("verified");
    assertThat(verify(trustIn(root(NOW, late)), ada, middle)).isEqualTo("verified");
    assertThat(verify(trustIn(root(early, NOW.minus(tick))), ada, middle))
        .contains("does not lead to a trusted root");
    assertThat(verify(trustIn(root(NOW.plus(tick), late)), ada, middle))
        .contains("does not lead to a trusted root");
  }

  private X509Certificate middle(Instant first, Instant last) {
    return TestCertificate.of("CN=Middle", middleKey)
        .authority()
        .valid(first, last)
        .signedBy("CN=Root", rootKey);
  }

  private X509Certificate root(Instant first, Instant last) {
    return selfSigned(TestCertificate.of("CN=Root", rootKey).authority().valid(first, last));
  }

  @Test
  void countsTheTimeThatTheCallerNames_forEachCertificateOfTheChain() throws Exception {
    Instant then = NOW.minus(Duration.ofDays(500));
    Instant first = then.minus(Duration.ofDays(1));
    Instant last = then.plus(Duration.ofDays(1));
    TrustRoots.Certificates old =
        new TrustRoots.Certificates(List.of(root(first, last)), false, Set.of(), then);
    X509Certificate ada = byMiddle(ada().valid(first, last));

    assertThat(verify(old, ada, middle(first, last))).isEqualTo("verified");
    assertThat(verify(old, ada, middle)).contains("is not valid yet");
    assertThat(verify(trustIn(root(first, last)), ada, middle(first, last))).contains("expired at");
    assertThat(verify(trustIn(ada), ada)).contains("expired at");
  }

  @Test
  void acceptsNoIdentityThatIsOnlyAPartOfOne() throws Exception {
    X509Certificate ada = byMiddle(ada().uri("https://contoso.com/ci"));

    assertThat(verify(trust("https://contoso.com/ci"), ada, middle)).isEqualTo("verified");
    assertThat(verify(trust("eve@contoso.com", "ada@contoso.com"), ada, middle))
        .isEqualTo("verified");
    for (String other :
        List.of(
            "https://contoso.com/",
            "https://contoso.com/ci/",
            "contoso.com",
            "ADA@contoso.com",
            "CN=Ada",
            "O=Contoso",
            "",
            "=")) {
      assertThat(verify(trust(other), ada, middle)).contains("not by `" + other + "`");
    }
    X509Certificate imposter =
        byMiddle(TestCertificate.of("CN=ada@contoso.com", key).email("eve@contoso.com"));
    assertThat(verify(trust("ada@contoso.com"), imposter, middle))
        .contains("not by `ada@contoso.com`");
  }

  @Test
  void acceptsOnlyTheIdentitiesThatAreNamed() throws Exception {
    X509Certificate ada = byMiddle(ada());

    assertThat(verify(trust("ada@contoso.com"), ada, middle)).isEqualTo("verified");
    assertThat(verify(trust("CN=Ada, O=Contoso"), ada, middle)).isEqualTo("verified");
    assertThat(verify(trust("eve@contoso.com"), ada, middle)).contains("not by `eve@contoso.com`");
    assertThat(verify(trust("Ada"), ada, middle)).contains("not by `Ada`");
  }

  @Test
  void refusesAnAuthorityInBetween_thatIsForOtherPurposes() throws Exception {
    TestCertificate forServers = TestCertificate.of("CN=Middle", middleKey).authority();
    assertThat(
            verify(trust(), byMiddle(ada()), forServers.forServers().signedBy("CN=Root", rootKey)))
        .contains(
            "the certificate of `CN=Middle` must not issue code signing certificates (extended key"
                + " usage)");
  }

  @Test
  void refusesACertificateThatIsSignedWithSha1() throws Exception {
    assertThat(verify(trust(), byMiddle(ada().withSha1()), middle)).contains("is not secure");
    X509Certificate weak =
        TestCertificate.of("CN=Middle", middleKey)
            .authority()
            .withSha1()
            .signedBy("CN=Root", rootKey);
    assertThat(verify(trust(), byMiddle(ada()), weak))
        .contains("the certificate of `CN=Middle` is signed with `SHA1withECDSA`");
  }

  @Test
  void keepsToTheLengthThatAnAuthorityInBetweenAllows() throws Exception {
    TestKey lowerKey = TestKey.make();
    X509Certificate upper =
        TestCertificate.of("CN=Middle", middleKey).authorityAbove(0).signedBy("CN=Root", rootKey);
    X509Certificate lower = byMiddle(TestCertificate.of("CN=Lower", lowerKey).authority());

    assertThat(verify(trust(), ada().signedBy("CN=Lower", lowerKey), lower, upper))
        .contains("does not lead to a trusted root");
  }

  @Test
  void keepsToTheNamesThatAnAuthorityInBetweenVouchesFor() throws Exception {
    X509Certificate limited =
        TestCertificate.of("CN=Middle", middleKey)
            .authority()
            .vouchingForMailAt("fabrikam.com")
            .signedBy("CN=Root", rootKey);

    assertThat(verify(trust(), byMiddle(ada()), limited))
        .contains("does not lead to a trusted root");
  }

  /// The JDK takes a root for its name and its key alone.
  @Test
  void keepsToWhatTheRootSaysOfItself() throws Exception {
    X509Certificate here = selfSigned(TestCertificate.of("CN=Root", rootKey).authority());
    X509Certificate narrow =
        selfSigned(
            TestCertificate.of("CN=Root", rootKey).authority().vouchingForMailAt("fabrikam.com"));
    X509Certificate wide =
        selfSigned(
            TestCertificate.of("CN=Root", rootKey).authority().vouchingForMailAt("contoso.com"));
    X509Certificate flat = selfSigned(TestCertificate.of("CN=Root", rootKey).authorityAbove(0));
    X509Certificate direct = ada().signedBy("CN=Root", rootKey);

    assertThat(verify(trustIn(here), byMiddle(ada()), middle)).isEqualTo("verified");
    assertThat(verify(trustIn(wide), byMiddle(ada()), middle)).isEqualTo("verified");
    assertThat(verify(trustIn(narrow), byMiddle(ada()), middle))
        .contains("its path length or name constraints");
    assertThat(verify(trustIn(flat), direct)).isEqualTo("verified");
    assertThat(verify(trustIn(flat), byMiddle(ada()), middle))
        .contains("its path length or name constraints");
  }

  private X509Certificate selfSigned(TestCertificate certificate) {
    return certificate.signedBy("CN=Root", rootKey);
  }

  private static TrustRoots.Certificates trustIn(X509Certificate anchor) {
    return new TrustRoots.Certificates(List.of(anchor), false, Set.of(), null);
  }

  @Test
  void refusesToSign_withTheCertificateOfAnotherKey() {
    X509Certificate other = byMiddle(TestCertificate.of("CN=Eve", TestKey.make()));
    assertThatThrownBy(() -> EnvelopeSigner.withCertificates(key, List.of(other)))
        .hasMessageContaining("does not belong to the signing key");
  }

  @Test
  void systemRootsNeedAnIdentity() {
    assertThatThrownBy(() -> new TrustRoots.Certificates(List.of(), true, Set.of(), null))
        .hasMessageContaining("identity");
  }

  @Test
  void refusesAKey_whereCertificatesAreTrusted() throws Exception {
    byte[] bundle =
        ModelSigner.sign(temp, EnvelopeSigner.withKey(key), HashMethod.FILES, HashScope.DEFAULT)
            .bundle()
            .toJson();
    assertThat(SignedModel.words(ModelVerifier.of(trust(), HashScope.DEFAULT).verify(temp, bundle)))
        .contains("signed with a key, not with a certificate");
  }
}
