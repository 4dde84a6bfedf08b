package dev.redoubt.bicep.internal.registry;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A digest in OCI notation. Source: OCI image specification 1.1, "Digests"; both registered
/// algorithms are supported.
///
/// @param algorithm `sha256` or `sha512`
/// @param hex lower case
public record OciDigest(String algorithm, String hex) {

  private static final Pattern FORM = Pattern.compile("sha256:[a-f0-9]{64}|sha512:[a-f0-9]{128}");

  /// Parses a digest; null if it is not valid or its algorithm is not supported.
  public static @Nullable OciDigest parse(String text) {
    return FORM.matcher(text).matches()
        ? new OciDigest(text.substring(0, 6), text.substring(7))
        : null;
  }

  /// The SHA-256 digest of bytes.
  public static OciDigest of(byte[] bytes) {
    return new OciDigest("sha256", hex("SHA-256", bytes));
  }

  /// Whether this is the digest of the bytes.
  public boolean isOf(byte[] bytes) {
    return hex.equals(hex(algorithm.equals("sha512") ? "SHA-512" : "SHA-256", bytes));
  }

  /// The OCI notation: `sha256:0123...`.
  public String text() {
    return algorithm + ":" + hex;
  }

  private static String hex(String algorithm, byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance(algorithm).digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java platform has SHA-2", e);
    }
  }
}
