package dev.redoubt.keys.release;

import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import dev.redoubt.testing.KeytoolCertificates;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.interfaces.ECPrivateKey;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/// A key of an issuer with its certificate, as `keytool` makes it.
record IssuerCertificate(PrivateKey key, Certificate certificate) {

  /// @param from the first second at which it is valid, as `keytool` reads it
  static IssuerCertificate make(Path folder, String algorithm, String from, int days)
      throws Exception {
    Path file = Files.createDirectories(folder).resolve("issuer.p12");
    List<String> how = new ArrayList<>(List.of("-keyalg", algorithm, "-dname", "CN=issuer"));
    how.addAll(List.of("-startdate", from, "-validity", Integer.toString(days)));
    how.addAll(
        algorithm.equals("EC") ? List.of("-groupname", "secp256r1") : List.of("-keysize", "2048"));
    KeytoolCertificates.generate(file, "issuer", how);
    KeyStore store = KeytoolCertificates.read(file);
    return new IssuerCertificate(
        (PrivateKey) store.getKey("issuer", KeytoolCertificates.PASSWORD.toCharArray()),
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
