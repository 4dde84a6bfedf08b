package dev.redoubt.keys.pem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.redoubt.keys.access.KeyOpener;
import dev.redoubt.keys.access.KeyReference;
import dev.redoubt.keys.internal.DerEncoding;
import dev.redoubt.keys.internal.PemBlock;
import dev.redoubt.keys.material.KeyAccessException;
import dev.redoubt.keys.material.SecretBytes;
import dev.redoubt.keys.material.SignatureAlgorithm;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.interfaces.ECPrivateKey;
import java.security.spec.ECGenParameterSpec;
import java.util.Arrays;
import java.util.HexFormat;
import javax.crypto.Cipher;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class PemFormsTest {

  private static final byte[] SALT = new byte[16];

  @TempDir private Path temp = Path.of("");

  private static KeyPair make(SignatureAlgorithm algorithm) throws GeneralSecurityException {
    String curve =
        switch (algorithm) {
          case ECDSA_P256_SHA256 -> "secp256r1";
          case ECDSA_P384_SHA384 -> "secp384r1";
          case ECDSA_P521_SHA512 -> "secp521r1";
          case ED25519 -> "";
        };
    if (curve.isEmpty()) {
      return KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    }
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec(curve));
    return generator.generateKeyPair();
  }

  private static KeyPair p256() throws GeneralSecurityException {
    return make(SignatureAlgorithm.ECDSA_P256_SHA256);
  }

  private static SecretBytes secret(String text) {
    return SecretBytes.takeOver(text.getBytes(StandardCharsets.UTF_8));
  }

  private static PemKeys.Pair read(String pem) throws KeyAccessException {
    return PemKeys.privateKey(secret(pem));
  }

  private static PemKeys.Pair read(String pem, String passphrase) throws KeyAccessException {
    return PemKeys.privateKey(secret(pem), () -> secret(passphrase));
  }

  /// The last element of a SubjectPublicKeyInfo, as ECPrivateKey has it too.
  private static byte[] bits(KeyPair pair) throws KeyAccessException {
    DerEncoding info =
        new DerEncoding("test", new DerEncoding("test", pair.getPublic().getEncoded()).take(0x30));
    info.take(0x30);
    return DerEncoding.element(3, info.take(3));
  }

  private static byte[] curve(KeyPair pair) throws KeyAccessException {
    DerEncoding info =
        new DerEncoding("test", new DerEncoding("test", pair.getPublic().getEncoded()).take(0x30));
    DerEncoding algorithm = new DerEncoding("test", info.take(0x30));
    algorithm.take(6);
    return DerEncoding.element(6, algorithm.take(6));
  }

  /// ECPrivateKey of RFC 5915 with those parts behind the number.
  private static byte[] sec1(KeyPair pair, byte[]... parts) {
    ECPrivateKey key = (ECPrivateKey) pair.getPrivate();
    int size = (key.getParams().getOrder().bitLength() + 7) / 8;
    byte[] number = new byte[size];
    byte[] big = key.getS().toByteArray();
    int length = Math.min(size, big.length);
    System.arraycopy(big, big.length - length, number, size - length, length);
    byte[][] all = new byte[parts.length + 2][];
    all[0] = DerEncoding.element(2, new byte[] {1});
    all[1] = DerEncoding.element(4, number);
    System.arraycopy(parts, 0, all, 2, parts.length);
    return DerEncoding.element(0x30, all);
  }

  private static String pkcs8(KeyPair curveOf, byte[] sec1) throws KeyAccessException {
    byte[] ec = hex("06072a8648ce3d0201");
    byte[] der =
        DerEncoding.element(
            0x30,
            DerEncoding.element(2, new byte[] {0}),
            DerEncoding.element(0x30, ec, curve(curveOf)),
            DerEncoding.element(4, sec1));
    return PemBlock.write("PRIVATE KEY", der);
  }

  /// As OpenSSL writes it: PBES2 of RFC 8018 with PBKDF2, HMAC-SHA-256 and AES-256-CBC.
  private static String encrypted(PrivateKey key, String passphrase) throws Exception {
    PBEKeySpec spec = new PBEKeySpec(passphrase.toCharArray(), SALT, 2048, 256);
    byte[] secret =
        SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256").generateSecret(spec).getEncoded();
    Cipher cipher = Cipher.getInstance("AES/CBC/PKCS5Padding");
    cipher.init(
        Cipher.ENCRYPT_MODE, new SecretKeySpec(secret, "AES"), new IvParameterSpec(new byte[16]));
    return encrypted(2048, cipher.doFinal(key.getEncoded()));
  }

  private static String encrypted(long iterations, byte[] ciphertext) {
    byte[] prf = DerEncoding.element(0x30, hex("06082a864886f70d02090500"));
    byte[] work = DerEncoding.element(2, BigInteger.valueOf(iterations).toByteArray());
    byte[] pbkdf2 =
        DerEncoding.element(
            0x30,
            hex("06092a864886f70d01050c"),
            DerEncoding.element(0x30, DerEncoding.element(4, SALT), work, prf));
    byte[] aes =
        DerEncoding.element(
            0x30, hex("060960864801650304012a"), DerEncoding.element(4, new byte[16]));
    byte[] pbes2 =
        DerEncoding.element(
            0x30, hex("06092a864886f70d01050d"), DerEncoding.element(0x30, pbkdf2, aes));
    return PemBlock.write(
        "ENCRYPTED PRIVATE KEY",
        DerEncoding.element(0x30, pbes2, DerEncoding.element(4, ciphertext)));
  }

  private static byte[] hex(String text) {
    return HexFormat.of().parseHex(text);
  }

  @ParameterizedTest
  @EnumSource
  void readsPkcs8WithoutPublicHalf_andDerivesIt(SignatureAlgorithm algorithm) throws Exception {
    KeyPair pair = make(algorithm);
    PemKeys.Pair read = read(PemBlock.write("PRIVATE KEY", pair.getPrivate().getEncoded()));
    assertThat(read.publicKey()).isEqualTo(pair.getPublic());
    assertThat(read.algorithm()).isEqualTo(algorithm);

    byte[] signed = PemKeys.signingKey(read).sign(new byte[] {7});
    Signature check = Signature.getInstance(algorithm.standardName());
    check.initVerify(pair.getPublic());
    check.update(new byte[] {7});
    assertThat(check.verify(signed)).isTrue();
  }

  @RepeatedTest(10)
  void derivesTheRightOneOfTwoPoints() throws Exception {
    KeyPair pair = p256();
    assertThat(read(PemBlock.write("PRIVATE KEY", pair.getPrivate().getEncoded())).publicKey())
        .isEqualTo(pair.getPublic());
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "ED25519")
  void readsPkcs8AndSec1_withPublicHalf(SignatureAlgorithm algorithm) throws Exception {
    KeyPair pair = make(algorithm);
    byte[] named = DerEncoding.element(0xa0, curve(pair));
    byte[] half = DerEncoding.element(0xa1, bits(pair));
    String parameters = PemBlock.write("EC PARAMETERS", curve(pair));
    assertThat(read(pkcs8(pair, sec1(pair, half))).publicKey()).isEqualTo(pair.getPublic());
    assertThat(
            read(parameters + PemBlock.write("EC PRIVATE KEY", sec1(pair, named, half)))
                .publicKey())
        .isEqualTo(pair.getPublic());
    assertThat(read(PemBlock.write("EC PRIVATE KEY", sec1(pair, named))).publicKey())
        .isEqualTo(pair.getPublic());
  }

  @Test
  void refusesAPublicHalfOfAnotherKey() throws Exception {
    KeyPair pair = p256();
    byte[] half = DerEncoding.element(0xa1, bits(p256()));
    String pkcs8 = pkcs8(pair, sec1(pair, half));
    String sec1 =
        PemBlock.write("EC PRIVATE KEY", sec1(pair, DerEncoding.element(0xa0, curve(pair)), half));
    for (String pem : new String[] {pkcs8, sec1}) {
      assertThatThrownBy(() -> read(pem)).hasMessageContaining("does not match the private key");
    }
  }

  @Test
  void refusesSec1WithoutItsCurve() throws Exception {
    String pem = PemBlock.write("EC PRIVATE KEY", sec1(p256()));
    assertThatThrownBy(() -> read(pem)).hasMessageContaining("does not name its curve");
  }

  @ParameterizedTest
  @EnumSource
  void readsEncryptedPkcs8_withItsPassphraseAlone(SignatureAlgorithm algorithm) throws Exception {
    KeyPair pair = make(algorithm);
    String pem = encrypted(pair.getPrivate(), "correct horse");
    assertThat(read(pem, "correct horse").publicKey()).isEqualTo(pair.getPublic());
    for (String wrong : new String[] {"wrong horse", "", "pferd \u00e4"}) {
      assertThatThrownBy(() -> read(pem, wrong))
          .isInstanceOf(KeyAccessException.class)
          .hasMessageContaining("the passphrase is wrong");
    }
    assertThatThrownBy(() -> read(pem)).hasMessageContaining("encrypted with a passphrase");
  }

  @Test
  void refusesPassphrasesThatTakeHours() {
    String pem = encrypted(2_000_000_000, new byte[16]);
    assertThatThrownBy(() -> read(pem, "x"))
        .hasMessageContaining("the encryption of the key is not supported");
  }

  @Test
  void refusesOtherCurvesAndKinds() throws Exception {
    KeyPair rsa = KeyPairGenerator.getInstance("RSA").generateKeyPair();
    String privateKey = PemBlock.write("PRIVATE KEY", rsa.getPrivate().getEncoded());
    String publicKey = PemBlock.write("PUBLIC KEY", rsa.getPublic().getEncoded());
    assertThatThrownBy(() -> read(privateKey)).hasMessageContaining("only EC keys on P-256");
    assertThatThrownBy(() -> PemKeys.publicKey(publicKey.getBytes(StandardCharsets.US_ASCII)))
        .hasMessageContaining("only EC keys on P-256");
    assertThatThrownBy(() -> read(PemBlock.write("RSA PRIVATE KEY", new byte[3])))
        .hasMessageContaining("`RSA PRIVATE KEY` is neither PKCS#8 nor SEC 1");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0",
        "115792089210356248762697446949407573529996955224135760342422259061068512044369"
      })
  void refusesNumbersOffTheCurve(String number) throws Exception {
    byte[] content = new byte[32];
    byte[] big = new BigInteger(number).toByteArray();
    int length = Math.min(32, big.length);
    System.arraycopy(big, big.length - length, content, 32 - length, length);
    KeyPair any = p256();
    byte[] sec1 =
        DerEncoding.element(
            0x30, DerEncoding.element(2, new byte[] {1}), DerEncoding.element(4, content));
    assertThatThrownBy(() -> read(pkcs8(any, sec1))).isInstanceOf(KeyAccessException.class);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "no block at all | the file has no",
        "-----BEGIN PRIVATE KEY----- AAAA | the file has no",
        "-----BEGIN PRIVATE KEY----- AAAA -----END PUBLIC KEY----- | the file has no",
        "-----BEGIN PRIVATE KEY----- *** -----END PRIVATE KEY----- | not base64",
        "-----BEGIN PRIVATE KEY----- AAAA -----END PRIVATE KEY----- | only EC keys",
        "-----BEGIN EC PRIVATE KEY----- DEK-Info: DES-EDE3-CBC,0 AA -----END EC PRIVATE KEY-----"
            + " | legacy PEM encryption",
      })
  void invalidPemIsDescribed(String pem, String words) {
    assertThatThrownBy(() -> read(pem))
        .isInstanceOf(KeyAccessException.Malformed.class)
        .hasMessageContaining(words);
  }

  @Test
  void refusesTwoKeys_andSkipsWhatStandsAround() throws Exception {
    KeyPair pair = p256();
    String pem = PemBlock.write("PRIVATE KEY", pair.getPrivate().getEncoded());
    String around = "Bag Attributes\n-----BEGIN \n" + pem + PemKeys.pem(pair.getPublic());
    assertThat(read(around).publicKey()).isEqualTo(pair.getPublic());
    assertThatThrownBy(() -> read(pem + pem)).hasMessageContaining("more than one key");
  }

  @Test
  void readsThePublicKeyThatItWrote() throws Exception {
    KeyPair pair = p256();
    byte[] pem = PemKeys.pem(pair.getPublic()).getBytes(StandardCharsets.US_ASCII);
    assertThat(PemKeys.publicKey(pem)).isEqualTo(pair.getPublic());
    byte[] large = Arrays.copyOf(pem, PemKeys.MAX_BYTES + 1);
    assertThatThrownBy(() -> PemKeys.publicKey(large)).hasMessageContaining("larger than");
  }

  @Test
  void doesNotPrintKeys() throws Exception {
    PemKeys.Pair pair = read(PemBlock.write("PRIVATE KEY", p256().getPrivate().getEncoded()));
    assertThat(pair).hasToString("ECDSA_P256_SHA256 (secret)");
    assertThat(PemKeys.signingKey(pair)).hasToString("ECDSA_P256_SHA256 (secret)");
  }

  @Test
  void opensFilesByReference_andNamesThemInMessages() throws Exception {
    KeyPair pair = p256();
    Path key = temp.resolve("key.pem");
    Files.writeString(key, encrypted(pair.getPrivate(), "pass"));
    Path half = Files.writeString(temp.resolve("key.pub"), PemKeys.pem(pair.getPublic()));
    KeyOpener access =
        new KeyOpener(
            null,
            () -> {
              throw new KeyAccessException("not asked for");
            },
            null,
            () -> {
              throw new KeyAccessException("not asked for");
            });
    KeyReference reference = KeyReference.parse(key.toString());
    assertThat(access.signingKey(reference, () -> secret("pass")).publicKey())
        .isEqualTo(pair.getPublic());
    assertThat(access.publicKey(KeyReference.parse("file:" + half))).isEqualTo(pair.getPublic());
    assertThatThrownBy(() -> access.signingKey(reference, () -> secret("other")))
        .hasMessageStartingWith("`" + key + "`: ");
    assertThatThrownBy(() -> access.signingKey(reference)).hasMessageContaining("encrypted");
    assertThatThrownBy(() -> access.publicKey(reference)).hasMessageContaining("has no `BEGIN");
  }
}
