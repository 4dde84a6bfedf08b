package dev.redoubt.http.testing;

import dev.redoubt.testing.KeytoolCertificates;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/// A private certificate authority, implemented with the JDK's `keytool`.
public final class CertificateAuthority {

  private final Path folder;
  private final KeyStore store;

  private CertificateAuthority(Path folder, KeyStore store) {
    this.folder = folder;
    this.store = store;
  }

  /// A new one, with certificates for `server` at this machine's own names and for `client`.
  public static CertificateAuthority make(Path folder) {
    return make(folder, "EC");
  }

  /// The same, with keys of some algorithm.
  public static CertificateAuthority make(Path folder, String algorithm) {
    try {
      Path file = Files.createDirectories(folder).resolve("all.p12");
      List<String> kind =
          switch (algorithm) {
            case "EC" -> List.of("-keyalg", algorithm, "-groupname", "secp256r1");
            case "RSA" -> List.of("-keyalg", algorithm, "-keysize", "2048");
            default -> List.of("-keyalg", algorithm);
          };
      keytool(file, "ca", kind, "-dname", "CN=Test CA", "-ext", "bc:c");
      String names = "san=dns:localhost,ip:127.0.0.1";
      keytool(file, "server", kind, "-dname", "CN=server", "-signer", "ca", "-ext", names);
      keytool(file, "client", kind, "-dname", "CN=client", "-signer", "ca");
      return new CertificateAuthority(folder, KeytoolCertificates.read(file));
    } catch (IOException | GeneralSecurityException | InterruptedException failed) {
      throw new IllegalStateException(failed);
    }
  }

  private static void keytool(Path store, String alias, List<String> kind, String... more)
      throws IOException, InterruptedException {
    List<String> how = new ArrayList<>(kind);
    how.addAll(List.of(more));
    KeytoolCertificates.generate(store, alias, how);
  }

  /// Its own certificate in PEM.
  public Path authority() throws IOException, GeneralSecurityException {
    return pem("ca.pem", "CERTIFICATE", store.getCertificate("ca").getEncoded());
  }

  /// A certificate in PEM.
  public Path certificate(String alias) throws IOException, GeneralSecurityException {
    return pem(alias + ".pem", "CERTIFICATE", store.getCertificate(alias).getEncoded());
  }

  /// Its key in PEM.
  public Path key(String alias) throws IOException, GeneralSecurityException {
    Key key = store.getKey(alias, KeytoolCertificates.PASSWORD.toCharArray());
    return pem(alias + ".key", "PRIVATE KEY", key.getEncoded());
  }

  private Path pem(String name, String type, byte[] der) throws IOException {
    String text = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
    return Files.writeString(
        folder.resolve(name),
        "-----BEGIN %s-----\n%s\n-----END %s-----\n".formatted(type, text, type));
  }

  /// A client that trusts this authority.
  ///
  /// @param alias of the certificate that it brings; null for none
  public SSLContext client(@Nullable String alias) throws GeneralSecurityException, IOException {
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    KeyStore trusted = KeyStore.getInstance("PKCS12");
    trusted.load(null, null);
    trusted.setCertificateEntry("ca", store.getCertificate("ca"));
    trust.init(trusted);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(alias == null ? null : keys(alias), trust.getTrustManagers(), null);
    return context;
  }

  private KeyManager[] keys(String alias) throws GeneralSecurityException, IOException {
    KeyStore own = KeyStore.getInstance("PKCS12");
    own.load(null, null);
    own.setKeyEntry(
        alias,
        store.getKey(alias, KeytoolCertificates.PASSWORD.toCharArray()),
        KeytoolCertificates.PASSWORD.toCharArray(),
        new Certificate[] {store.getCertificate(alias), store.getCertificate("ca")});
    KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keys.init(own, KeytoolCertificates.PASSWORD.toCharArray());
    return keys.getKeyManagers();
  }
}
