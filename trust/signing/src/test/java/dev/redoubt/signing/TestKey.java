package dev.redoubt.signing;

import dev.redoubt.keys.SigningKey;
import dev.redoubt.keys.material.KeyAccessException;
import dev.redoubt.keys.material.SignatureAlgorithm;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.Signature;
import java.security.interfaces.RSAPrivateKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.PSSParameterSpec;

/// A key of the JDK, made for a test.
public record TestKey(KeyPair pair, SignatureAlgorithm algorithm) implements SigningKey {

  /// One on P-256.
  public static TestKey make() {
    return make(SignatureAlgorithm.ECDSA_P256_SHA256);
  }

  public static TestKey make(SignatureAlgorithm algorithm) {
    try {
      KeyPairGenerator generator =
          KeyPairGenerator.getInstance(algorithm == SignatureAlgorithm.ED25519 ? "Ed25519" : "EC");
      switch (algorithm) {
        case ECDSA_P256_SHA256 -> generator.initialize(new ECGenParameterSpec("secp256r1"));
        case ECDSA_P384_SHA384 -> generator.initialize(new ECGenParameterSpec("secp384r1"));
        case ECDSA_P521_SHA512 -> generator.initialize(new ECGenParameterSpec("secp521r1"));
        case ED25519 -> {}
      }
      return new TestKey(generator.generateKeyPair(), algorithm);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /// One that vouches in certificates, and signs no model: RSA, by PKCS #1 with SHA-256.
  public static TestKey rsa(int bits) {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(bits);
      return new TestKey(generator.generateKeyPair(), SignatureAlgorithm.ECDSA_P256_SHA256);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  boolean isRsa() {
    return pair.getPrivate() instanceof RSAPrivateKey;
  }

  byte[] signWithPss(byte[] message, PSSParameterSpec parameters) throws GeneralSecurityException {
    Signature signature = Signature.getInstance("RSASSA-PSS");
    signature.setParameter(parameters);
    signature.initSign(pair.getPrivate());
    signature.update(message);
    return signature.sign();
  }

  @Override
  public PublicKey publicKey() {
    return pair.getPublic();
  }

  @Override
  public byte[] sign(byte[] message) throws KeyAccessException {
    try {
      Signature signature =
          Signature.getInstance(isRsa() ? "SHA256withRSA" : algorithm.standardName());
      signature.initSign(pair.getPrivate());
      signature.update(message);
      return signature.sign();
    } catch (GeneralSecurityException e) {
      throw new KeyAccessException("the test key does not sign", e);
    }
  }

  /// As nobody should any more.
  byte[] signWithSha1(byte[] message) throws GeneralSecurityException {
    Signature signature = Signature.getInstance("SHA1withECDSA");
    signature.initSign(pair.getPrivate());
    signature.update(message);
    return signature.sign();
  }
}
