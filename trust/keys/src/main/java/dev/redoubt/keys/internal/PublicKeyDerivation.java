package dev.redoubt.keys.internal;

import dev.redoubt.keys.material.KeyAccessException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.EdECPrivateKey;
import java.security.spec.ECFieldFp;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPublicKeySpec;
import java.security.spec.NamedParameterSpec;
import javax.crypto.KeyAgreement;

/// Computes the public key of a private key, with the arithmetic of the JDK.
public final class PublicKeyDerivation {

  private static final BigInteger FOUR = BigInteger.valueOf(4);
  private static final BigInteger THREE = BigInteger.valueOf(3);

  private PublicKeyDerivation() {}

  /// Computes the public key.
  ///
  /// @throws KeyAccessException.Malformed if it is not a supported signing key
  public static PublicKey of(PrivateKey key) throws KeyAccessException {
    try {
      return switch (key) {
        case ECPrivateKey ec -> ofEc(ec);
        case EdECPrivateKey ed -> ofEd(ed);
        default ->
            throw new KeyAccessException.Malformed(
                "a key of type `"
                    + key.getAlgorithm()
                    + "` is not supported for signing; use EC or Ed25519");
      };
    } catch (GeneralSecurityException | RuntimeException wrong) {
      throw new KeyAccessException.Malformed("the private key is not valid on its curve");
    }
  }

  /// Key agreement with the generator of the curve gives x; of the two possible y, the right one
  /// verifies a signature.
  private static PublicKey ofEc(ECPrivateKey key)
      throws GeneralSecurityException, KeyAccessException {
    SigningAlgorithms algorithm = SigningAlgorithms.of(key.getParams());
    ECParameterSpec curve = algorithm.parameters();
    KeyFactory factory = KeyFactory.getInstance("EC");
    KeyAgreement agreement = KeyAgreement.getInstance("ECDH");
    agreement.init(key);
    agreement.doPhase(
        factory.generatePublic(new ECPublicKeySpec(curve.getGenerator(), curve)), true);
    BigInteger x = new BigInteger(1, agreement.generateSecret());
    BigInteger p = ((ECFieldFp) curve.getCurve().getField()).getP();
    BigInteger square =
        x.modPow(THREE, p)
            .add(curve.getCurve().getA().multiply(x))
            .add(curve.getCurve().getB())
            .mod(p);
    // p = 3 mod 4 for all three curves.
    BigInteger y = square.modPow(p.add(BigInteger.ONE).divide(FOUR), p);
    PublicKey one = factory.generatePublic(new ECPublicKeySpec(new ECPoint(x, y), curve));
    return verifies(algorithm, key, one)
        ? one
        : factory.generatePublic(new ECPublicKeySpec(new ECPoint(x, p.subtract(y)), curve));
  }

  private static boolean verifies(SigningAlgorithms algorithm, PrivateKey key, PublicKey other)
      throws GeneralSecurityException {
    byte[] message = {1};
    Signature signer = Signature.getInstance(algorithm.algorithm().standardName());
    signer.initSign(key);
    signer.update(message);
    byte[] signature = signer.sign();
    signer.initVerify(other);
    signer.update(message);
    return signer.verify(signature);
  }

  /// A key pair generator that gets the seed instead of random bytes creates the same pair again.
  private static PublicKey ofEd(EdECPrivateKey key)
      throws GeneralSecurityException, KeyAccessException {
    byte[] seed = key.getBytes().orElseThrow();
    KeyPairGenerator generator = KeyPairGenerator.getInstance("Ed25519");
    generator.initialize(NamedParameterSpec.ED25519, new Seeded(seed));
    PublicKey made = generator.generateKeyPair().getPublic();
    if (!verifies(SigningAlgorithms.ED25519, key, made)) {
      throw new IllegalStateException(
          "the Ed25519 key pair generator does not use the seed unchanged");
    }
    return made;
  }

  private static final class Seeded extends SecureRandom {

    private static final long serialVersionUID = 1;

    private final byte[] seed;

    Seeded(byte[] seed) {
      this.seed = seed;
    }

    @Override
    public void nextBytes(byte[] bytes) {
      System.arraycopy(seed, 0, bytes, 0, bytes.length);
    }
  }
}
