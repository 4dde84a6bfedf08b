package dev.redoubt.keys.pem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.redoubt.keys.internal.DerEncoding;
import dev.redoubt.keys.internal.PemBlock;
import dev.redoubt.keys.material.KeyAccessException;
import dev.redoubt.keys.material.SecretBytes;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.interfaces.ECPrivateKey;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TlsPemFilesTest {

  private static PrivateKey key(String algorithm) throws GeneralSecurityException {
    return KeyPairGenerator.getInstance(algorithm).generateKeyPair().getPrivate();
  }

  private static PrivateKey read(String pem) throws KeyAccessException {
    return TlsPemFiles.privateKey(SecretBytes.takeOver(bytes(pem)));
  }

  private static byte[] bytes(String pem) {
    return pem.getBytes(StandardCharsets.US_ASCII);
  }

  @ParameterizedTest
  @ValueSource(strings = {"RSA", "RSASSA-PSS", "EC", "Ed25519", "Ed448"})
  void readsKeysOfEachKind(String algorithm) throws Exception {
    PrivateKey key = key(algorithm);
    PrivateKey read = read(PemBlock.write("PRIVATE KEY", key.getEncoded()));
    assertThat(read).isEqualTo(key);
    assertThat(read.getAlgorithm()).isEqualTo(key.getAlgorithm());
  }

  /// What PKCS#8 has around the key itself.
  private static byte[] inner(PrivateKey key) throws KeyAccessException {
    DerEncoding info =
        new DerEncoding("the key", new DerEncoding("the key", key.getEncoded()).take(0x30));
    info.take(2);
    info.take(0x30);
    return info.take(4);
  }

  @Test
  void readsPkcs1() throws Exception {
    PrivateKey key = key("RSA");
    assertThat(read(PemBlock.write("RSA PRIVATE KEY", inner(key)))).isEqualTo(key);
  }

  @Test
  void readsSec1() throws Exception {
    PrivateKey key = key("EC");
    DerEncoding fields =
        new DerEncoding("the key", new DerEncoding("the key", inner(key)).take(0x30));
    byte[] version = DerEncoding.element(2, fields.take(2));
    byte[] number = DerEncoding.element(4, fields.take(4));
    byte[] curve = DerEncoding.element(0xa0, HexFormat.of().parseHex("06052b81040022"));
    String sec1 =
        PemBlock.write("EC PRIVATE KEY", DerEncoding.element(0x30, version, number, curve));
    // The JDK also compares the optional parts, which differ.
    assertThat((ECPrivateKey) read(PemBlock.write("EC PARAMETERS", curve) + sec1))
        .extracting(ECPrivateKey::getS)
        .isEqualTo(((ECPrivateKey) key).getS());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "no block at all | the file has 0 private keys",
        "-----BEGIN ENCRYPTED PRIVATE KEY----- AAAA -----END ENCRYPTED PRIVATE KEY-----"
            + " | is encrypted",
        "-----BEGIN RSA PRIVATE KEY----- DEK-Info: AES-128-CBC,0 AA -----END RSA PRIVATE KEY-----"
            + " | legacy PEM encryption",
        "-----BEGIN DSA PRIVATE KEY----- AAAA -----END DSA PRIVATE KEY----- | not supported for"
            + " TLS",
        "-----BEGIN PRIVATE KEY----- AAAA -----END PRIVATE KEY----- | unsupported key algorithm",
        "-----BEGIN RSA PRIVATE KEY----- AAAA -----END RSA PRIVATE KEY----- | unsupported key"
            + " algorithm",
      })
  void invalidKeyIsDescribed(String pem, String words) {
    assertThatThrownBy(() -> read(pem))
        .isInstanceOf(KeyAccessException.Malformed.class)
        .hasMessageContaining(words);
  }

  @Test
  void fileWithTwoKeysIsRejected() throws Exception {
    String pem = PemBlock.write("PRIVATE KEY", key("Ed25519").getEncoded());
    assertThatThrownBy(() -> read(pem + pem)).hasMessageContaining("the file has 2 private keys");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "no block at all | the file has no",
        "-----BEGIN PRIVATE KEY----- AAAA -----END PRIVATE KEY----- | the file has no",
        "-----BEGIN CERTIFICATE----- *** -----END CERTIFICATE----- | not base64",
        "-----BEGIN CERTIFICATE----- AAAA -----END CERTIFICATE----- | an invalid certificate",
      })
  void invalidCertificatesAreDescribed(String pem, String words) {
    assertThatThrownBy(() -> TlsPemFiles.certificates(bytes(pem)))
        .isInstanceOf(KeyAccessException.Malformed.class)
        .hasMessageContaining(words);
  }
}
