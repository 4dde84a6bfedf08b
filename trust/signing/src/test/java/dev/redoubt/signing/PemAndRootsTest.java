package dev.redoubt.signing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.redoubt.signing.refusal.RefusedException;
import dev.redoubt.signing.trust.CertificateReader;
import dev.redoubt.signing.trust.TrustRoots;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Certificates in files, and the roots that the system brings along.
@Isolated("it sets system properties")
class PemAndRootsTest {

  private static final String TRUST_STORE = "javax.net.ssl.trustStore";

  @TempDir private Path temp = Path.of("");
  private final TestKey rootKey = TestKey.make();
  private final TestKey key = TestKey.make();
  private final Instant from = Instant.now().minus(Duration.ofDays(1));
  private final Instant until = Instant.now().plus(Duration.ofDays(1));
  private final X509Certificate root =
      TestCertificate.of("CN=Root", rootKey)
          .authority()
          .valid(from, until)
          .signedBy("CN=Root", rootKey);
  private final X509Certificate leaf =
      TestCertificate.of("CN=Ada", key)
          .valid(from, until)
          .email("ada@contoso.com")
          .signedBy("CN=Root", rootKey);

  private static List<X509Certificate> read(String pem) throws RefusedException {
    return CertificateReader.read(pem.getBytes(StandardCharsets.ISO_8859_1), "`ca.pem`");
  }

  @Test
  void readsCertificatesInTheirOrder_whateverStandsAround() throws Exception {
    String pem = TestCertificate.pem(List.of(leaf, root));
    assertThat(read(pem)).containsExactly(leaf, root);
    assertThat(read("subject=CN=Ada\n" + pem.replace("\n", "\r\n") + "\nthe end"))
        .containsExactly(leaf, root);
    assertThat(read(pem.replace("-----\nMII", "-----  \n  MII"))).containsExactly(leaf, root);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "nothing | no `CERTIFICATE`",
        "-----BEGIN CERTIFICATE-----_AAAA | without the matching",
        "-----BEGIN CERTIFICATE-----_AAAA_-----END KEY----- | without the matching",
        "-----BEGIN CERTIFICATE-----_A*AA_-----END CERTIFICATE----- | not base64",
        "-----BEGIN CERTIFICATE-----_a: b_AAAA_-----END CERTIFICATE----- | not base64",
        "-----BEGIN CERTIFICATE-----_AAAA_-----END CERTIFICATE----- | certificate 1 of `ca.pem`",
        "-----BEGIN PUBLIC KEY-----_AAAA_-----END PUBLIC KEY----- |, expected only certificates",
      })
  void saysWhatIsWrongWithAFile(String pem, String words) {
    assertThatThrownBy(() -> read(pem.replace('_', '\n')))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining(words);
  }

  private String verify(TrustRoots trust) throws Exception {
    SignedModel model =
        new SignedModel(Files.createDirectories(temp.resolve("m"))).file("weights", "1");
    EnvelopeSigner signer = EnvelopeSigner.withCertificates(key, List.of(leaf));
    byte[] bundle =
        ModelSigner.sign(model.folder, signer, HashMethod.FILES, HashScope.DEFAULT)
            .bundle()
            .toJson();
    return SignedModel.words(
        ModelVerifier.of(trust, HashScope.DEFAULT).verify(model.folder, bundle));
  }

  private static TrustRoots system(List<X509Certificate> roots, String identity) {
    return new TrustRoots.Certificates(roots, true, Set.of(identity), null);
  }

  @Test
  void rootsOfTheSystemDoNotVouchForOthers() throws Exception {
    assertThat(verify(system(List.of(), "ada@contoso.com")))
        .contains("does not lead to a trusted root");
    assertThat(verify(system(List.of(root), "ada@contoso.com"))).isEqualTo("verified");
  }

  @Test
  void rootsOfTheSystemCount_withTheIdentityAlone() throws Exception {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    store.setCertificateEntry("root", root);
    Path file = temp.resolve("roots.p12");
    try (OutputStream out = Files.newOutputStream(file)) {
      store.store(out, "changeit".toCharArray());
    }
    System.setProperty(TRUST_STORE, file.toString());
    System.setProperty(TRUST_STORE + "Password", "changeit");
    try {
      assertThat(verify(system(List.of(), "ada@contoso.com"))).isEqualTo("verified");
      assertThat(verify(system(List.of(), "eve@contoso.com"))).contains("not by `eve@");
    } finally {
      System.clearProperty(TRUST_STORE);
      System.clearProperty(TRUST_STORE + "Password");
    }
  }

  @Test
  void rootsOfTheSystemNeedAnIdentity() {
    assertThatThrownBy(() -> new TrustRoots.Certificates(List.of(root), true, Set.of(), null))
        .hasMessageContaining("require an identity");
  }
}
