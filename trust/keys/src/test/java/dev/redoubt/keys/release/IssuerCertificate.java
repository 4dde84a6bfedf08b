package dev.redoubt.keys.release;

import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.interfaces.ECPrivateKey;
import java.util.Base64;
import java.util.List;

/// A key of an issuer with its certificate, as `keytool` makes it.
record IssuerCertificate(PrivateKey key, Certificate certificate) {

  private static final String PASSWORD = "changeit";

  /// @param from the first second at which it is valid, as `keytool` reads it
  static IssuerCertificate make(Path folder, String algorithm, String from, int days)
      throws Exception {
    Path file = Files.createDirectories(folder).resolve("issuer.p12");
    List<String> size =
        algorithm.equals("EC") ? List.of("-groupname", "secp256r1") : List.of("-keysize", "2048");
    List<String> command =
        new java.util.ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-J-XX:TieredStopAtLevel=1",
                "-genkeypair",
                "-keyalg",
                algorithm,
                "-alias",
                "issuer",
                "-dname",
                "CN=issuer",
                "-startdate",
                from,
                "-validity",
                Integer.toString(days),
                "-storetype",
                "PKCS12",
                "-keystore",
                file.toString(),
                "-storepass",
                PASSWORD));
    command.addAll(size);
    Process keytool = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (keytool.waitFor() != 0) {
      throw new IllegalStateException(said);
    }
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(file)) {
      store.load(in, PASSWORD.toCharArray());
    }
    return new IssuerCertificate(
        (PrivateKey) store.getKey("issuer", PASSWORD.toCharArray()),
        store.getCertificate("issuer"));
  }

  /// The member `x5c`.
  String chain() throws Exception {
    return "\"x5c\":[\"%s\"]"
        .formatted(Base64.getEncoder().encodeToString(certificate.getEncoded()));
  }

  /// The key `k1` without parameters, as Microsoft lists it.
  String x5c(String type) throws Exception {
    return "{\"kid\":\"k1\",\"kty\":\"%s\",%s}".formatted(type, chain());
  }

  JWSSigner rsaSigner() {
    return new RSASSASigner(key);
  }

  JWSSigner ecSigner() throws Exception {
    return new ECDSASigner((ECPrivateKey) key);
  }
}
