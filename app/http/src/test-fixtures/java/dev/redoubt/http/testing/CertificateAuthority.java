package dev.redoubt.http.testing;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
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

/// Issues certificates as an organisation does, with the JDK's `keytool`.
public final class CertificateAuthority {

  private static final String PASSWORD = "changeit";

  private final Path folder;
  private final KeyStore store;

  private CertificateAuthority(Path folder, KeyStore store) {
    this.folder = folder;
    this.store = store;
  }

  /// A new one, with certificates for `server` at this machine's own names and for `client`.
  public static CertificateAuthority make(Path folder) {
    try {
      Path file = Files.createDirectories(folder).resolve("all.p12");
      keytool(file, "ca", "-dname", "CN=Test CA", "-ext", "bc:c");
      String names = "san=dns:localhost,ip:127.0.0.1";
      keytool(file, "server", "-dname", "CN=server", "-signer", "ca", "-ext", names);
      keytool(file, "client", "-dname", "CN=client", "-signer", "ca");
      KeyStore store = KeyStore.getInstance("PKCS12");
      try (InputStream in = Files.newInputStream(file)) {
        store.load(in, PASSWORD.toCharArray());
      }
      return new CertificateAuthority(folder, store);
    } catch (IOException | GeneralSecurityException | InterruptedException failed) {
      throw new IllegalStateException(failed);
    }
  }

  private static void keytool(Path store, String alias, String... more)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
    command.add("-J-XX:TieredStopAtLevel=1");
    command.addAll(List.of("-genkeypair", "-keyalg", "EC", "-groupname", "secp256r1"));
    command.addAll(List.of("-storetype", "PKCS12", "-keystore", store.toString()));
    command.addAll(List.of("-storepass", PASSWORD, "-alias", alias));
    command.addAll(List.of(more));
    Process keytool = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (keytool.waitFor() != 0) {
      throw new IllegalStateException(said);
    }
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
    Key key = store.getKey(alias, PASSWORD.toCharArray());
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
        store.getKey(alias, PASSWORD.toCharArray()),
        PASSWORD.toCharArray(),
        new Certificate[] {store.getCertificate(alias), store.getCertificate("ca")});
    KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keys.init(own, PASSWORD.toCharArray());
    return keys.getKeyManagers();
  }
}
