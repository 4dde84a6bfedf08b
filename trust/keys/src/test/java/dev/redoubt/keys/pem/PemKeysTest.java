package dev.redoubt.keys.pem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.redoubt.keys.SigningKey;
import dev.redoubt.keys.material.KeyAccessException;
import dev.redoubt.keys.material.SecretBytes;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.ECPrivateKey;
import java.security.spec.ECGenParameterSpec;
import java.util.Arrays;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PemKeysTest {

  private static SecretBytes pem(String kind, byte[] der) {
    String text =
        "-----BEGIN %s-----\n%s\n-----END %s-----\n"
            .formatted(kind, Base64.getMimeEncoder().encodeToString(der), kind);
    return SecretBytes.takeOver(text.getBytes(StandardCharsets.US_ASCII));
  }

  private static KeyPair pair(String curve) throws Exception {
    KeyPairGenerator generator =
        KeyPairGenerator.getInstance(curve.equals("Ed25519") ? "Ed25519" : "EC");
    if (!curve.equals("Ed25519")) {
      generator.initialize(new ECGenParameterSpec(curve));
    }
    return generator.generateKeyPair();
  }

  @ParameterizedTest
  @ValueSource(strings = {"secp256r1", "secp384r1", "secp521r1", "Ed25519"})
  void findsThePublicHalf_andSigns(String curve) throws Exception {
    byte[] message = {1, 2, 3};
    for (int i = 0; i < 5; i++) {
      KeyPair pair = pair(curve);
      SigningKey key = PemKeys.signingKey(pem("PRIVATE KEY", pair.getPrivate().getEncoded()));

      assertThat(key.publicKey()).isEqualTo(pair.getPublic());
      Signature signature = Signature.getInstance(key.algorithm().standardName());
      signature.initVerify(pair.getPublic());
      signature.update(message);
      assertThat(signature.verify(key.sign(message))).isTrue();
    }
  }

  @Test
  void readsSec1() throws Exception {
    KeyPair pair = pair("secp256r1");
    byte[] scalar = ((ECPrivateKey) pair.getPrivate()).getS().toByteArray();
    byte[] fixed = new byte[32];
    int size = Math.min(32, scalar.length);
    System.arraycopy(scalar, scalar.length - size, fixed, 32 - size, size);
    byte[] head = {0x30, 0x31, 2, 1, 1, 4, 32};
    byte[] curve = {(byte) 0xa0, 10, 6, 8, 0x2a, (byte) 0x86, 0x48, (byte) 0xce, 0x3d, 3, 1, 7};
    byte[] sec1 = Arrays.copyOf(head, 51);
    System.arraycopy(fixed, 0, sec1, 7, 32);
    System.arraycopy(curve, 0, sec1, 39, 12);

    assertThat(PemKeys.privateKey(pem("EC PRIVATE KEY", sec1)).publicKey())
        .isEqualTo(pair.getPublic());
  }

  @Test
  void otherPemContentIsNamedInTheError() throws Exception {
    KeyPairGenerator rsa = KeyPairGenerator.getInstance("RSA");
    rsa.initialize(2048);
    byte[] other = rsa.generateKeyPair().getPrivate().getEncoded();
    byte[] key = pair("Ed25519").getPrivate().getEncoded();

    refuses(pem("PRIVATE KEY", other), "only EC keys on P-256");
    refuses(pem("ENCRYPTED PRIVATE KEY", key), "passphrase");
    refuses(pem("PUBLIC KEY", key), "has no `BEGIN");
    refuses(pem("RSA PRIVATE KEY", key), "RSA PRIVATE KEY");
    refuses(pem("PRIVATE KEY", Arrays.copyOf(key, 20)), "only EC keys");
    refuses(SecretBytes.takeOver(new byte[100_000]), "larger");
    byte[] one = pem("PRIVATE KEY", key).reveal(byte[]::clone);
    byte[] two = Arrays.copyOf(one, one.length * 2);
    System.arraycopy(one, 0, two, one.length, one.length);
    refuses(SecretBytes.takeOver(two), "more than one");
  }

  private static void refuses(SecretBytes pem, String reason) {
    assertThatThrownBy(() -> PemKeys.privateKey(pem))
        .isInstanceOf(KeyAccessException.Malformed.class)
        .hasMessageContaining(reason);
  }
}
