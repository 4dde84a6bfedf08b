package dev.redoubt.testing;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;

/// Creates key pairs with certificates with `keytool`, because the JDK has no API for it.
public final class KeytoolCertificates {

  /// Of every store.
  public static final String PASSWORD = "changeit";

  private KeytoolCertificates() {}

  /// Adds a pair to a store in PKCS #12, which is made if it is not there.
  ///
  /// @param more what `keytool -genkeypair` has to know: `-keyalg`, `-dname`
  public static void generate(Path store, String alias, List<String> more)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(ProgramRun.ofJdk("keytool"));
    command.add("-J-XX:TieredStopAtLevel=1");
    command.addAll(List.of("-genkeypair", "-alias", alias, "-storetype", "PKCS12"));
    command.addAll(List.of("-keystore", store.toString(), "-storepass", PASSWORD));
    command.addAll(more);
    ProgramRun.of(command).succeeds();
  }

  /// Reads a store.
  public static KeyStore read(Path store) throws IOException, GeneralSecurityException {
    KeyStore read = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(store)) {
      read.load(in, PASSWORD.toCharArray());
    }
    return read;
  }
}
