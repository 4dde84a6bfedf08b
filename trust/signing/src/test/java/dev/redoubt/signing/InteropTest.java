package dev.redoubt.signing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redoubt.signing.trust.PublicKeyReader;
import dev.redoubt.signing.trust.TrustRoots;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Beside the reference implementation (`model_signing` of PyPI) and npm's `@sigstore/verify`.
@Tag("interop")
class InteropTest {

  private static final Path TOOLS =
      Path.of(System.getProperty("redoubt.interop", "target/interop"));
  private static final Path OWN =
      Path.of(System.getProperty("redoubt.root", "."), "trust/signing/src/test/interop");

  @TempDir private Path temp = Path.of("");
  private final TestKey key = TestKey.make();
  private Path folder = Path.of("");
  private Path signature = Path.of("");

  @BeforeEach
  void makeModel() throws Exception {
    signature = temp.resolve("model.sig");
    folder = Files.createDirectory(temp.resolve("a model"));
    new SignedModel(folder)
        .file("a/b", "1")
        .file("a.txt", "2")
        .file("with space/\u00e9\u00df.txt", "3")
        .file("\uD83D\uDE00.bin", "4")
        .file("\uFF21.bin", "5")
        .file(".hidden/x", "6")
        .file(".git/config", "7")
        .file("empty", "")
        .file("big", "0123456789".repeat(500_000));
    Files.writeString(temp.resolve("key.pub"), PublicKeyReader.pem(key.publicKey()));
    Files.writeString(temp.resolve("key.pem"), pkcs8Pem());
  }

  /// As the JDK writes it.
  private String pkcs8Pem() {
    byte[] pkcs8 = key.pair().getPrivate().getEncoded();
    return "-----BEGIN PRIVATE KEY-----\n"
        + java.util.Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(pkcs8)
        + "\n-----END PRIVATE KEY-----\n";
  }

  private void sign(EnvelopeSigner signer, HashMethod method) throws Exception {
    ModelSigner.signTo(signature, folder, signer, method, HashScope.DEFAULT);
  }

  private String verify(TrustRoots trust) throws IOException {
    return SignedModel.words(ModelVerifier.of(trust, HashScope.DEFAULT).verify(folder, signature));
  }

  /// Exit code of another program.
  private int run(Path tool, String... arguments) throws Exception {
    Assumptions.assumeTrue(Files.exists(tool), tool + " is missing; build/interop.sh prepares it");
    java.util.ArrayList<String> call = new java.util.ArrayList<>(List.of(tool.toString()));
    call.addAll(Arrays.asList(arguments));
    Process process =
        new ProcessBuilder(call)
            .directory(temp.toFile())
            .redirectErrorStream(true)
            .redirectOutput(temp.resolve("log").toFile())
            .start();
    return process.waitFor();
  }

  private int reference(String method, String... options) throws Exception {
    java.util.ArrayList<String> call =
        new java.util.ArrayList<>(List.of("verify", method, folder.toString()));
    call.addAll(List.of("--signature", signature.toString()));
    call.addAll(Arrays.asList(options));
    return run(TOOLS.resolve("python/bin/model_signing"), call.toArray(String[]::new));
  }

  @Test
  void referenceAcceptsOurs_andRefusesTampering() throws Exception {
    sign(EnvelopeSigner.withKey(key), HashMethod.FILES);
    assertThat(reference("key", "--public_key", "key.pub")).isZero();

    new SignedModel(folder).file("a.txt", "X");
    assertThat(reference("key", "--public_key", "key.pub")).isNotZero();
    assertThat(verify(TrustRoots.Keys.of(key.publicKey()))).startsWith("a.txt: the content");
  }

  @ParameterizedTest
  @CsvSource({"files,sha256", "files,blake2", "files,blake3", "shards,sha256", "shards,blake2"})
  void weAcceptTheirs_andRefuseTampering(String method, String hash) throws Exception {
    int code =
        run(
            TOOLS.resolve("python/bin/python"),
            OWN.resolve("sign.py").toAbsolutePath().toString(),
            folder.toString(),
            "key.pem",
            signature.toString(),
            method,
            hash);
    assertThat(code).isZero();
    assertThat(verify(TrustRoots.Keys.of(key.publicKey()))).isEqualTo("verified");

    new SignedModel(folder).file("big", "1123456789".repeat(500_000));
    assertThat(verify(TrustRoots.Keys.of(key.publicKey()))).startsWith("big: the content");
  }

  @Test
  void referenceAcceptsOurCertificates_andRefusesAnotherRoot() throws Exception {
    TestKey rootKey = TestKey.make();
    Instant now = Instant.now();
    Instant from = now.minus(Duration.ofDays(1));
    Instant until = now.plus(Duration.ofDays(1));
    X509Certificate root =
        TestCertificate.of("CN=Root", rootKey)
            .authority()
            .valid(from, until)
            .signedBy("CN=Root", rootKey);
    X509Certificate signer =
        TestCertificate.of("CN=Ada", key).valid(from, until).signedBy("CN=Root", rootKey);
    Files.writeString(temp.resolve("root.pem"), TestCertificate.pem(List.of(root)));
    TestKey otherKey = TestKey.make();
    X509Certificate other =
        TestCertificate.of("CN=Root", otherKey)
            .authority()
            .valid(from, until)
            .signedBy("CN=Root", otherKey);
    Files.writeString(temp.resolve("other.pem"), TestCertificate.pem(List.of(other)));

    sign(EnvelopeSigner.withCertificates(key, List.of(signer)), HashMethod.FILES);

    assertThat(reference("certificate", "--certificate_chain", "root.pem")).isZero();
    assertThat(reference("certificate", "--certificate_chain", "other.pem")).isNotZero();
    assertThat(verify(new TrustRoots.Certificates(List.of(root), false, Set.of(), null)))
        .isEqualTo("verified");
    assertThat(verify(new TrustRoots.Certificates(List.of(other), false, Set.of(), null)))
        .contains("does not lead to a trusted root");
  }

  @Test
  void npmAcceptsOurs_andRefusesTampering() throws Exception {
    Assumptions.assumeTrue(
        Files.exists(TOOLS.resolve("node/node_modules/@sigstore/verify")),
        "@sigstore/verify is missing; build/interop.sh prepares it");
    sign(EnvelopeSigner.withKey(key), HashMethod.FILES);
    assertThat(npm()).isZero();

    String bundle = Files.readString(signature);
    Files.writeString(
        signature, bundle.replaceFirst("\"payload\":\".{8}", "\"payload\":\"eyJfdHlx"));
    assertThat(npm()).isNotZero();
  }

  private int npm() throws Exception {
    return run(
        Path.of("/usr/bin/env"),
        "node",
        OWN.resolve("verify.mjs").toAbsolutePath().toString(),
        TOOLS.resolve("node").toAbsolutePath().toString(),
        signature.toString(),
        "key.pub");
  }
}
