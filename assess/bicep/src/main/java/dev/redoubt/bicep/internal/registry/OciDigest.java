package dev.redoubt.bicep.internal.registry;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The digest of some bytes, as registries write it. Source: OCI image specification 1.1,
/// "Digests"; of its algorithms both that are registered.
///
/// @param algorithm `sha256` or `sha512`
/// @param hex lower case
public record OciDigest(String algorithm, String hex) {

  private static final Pattern FORM = Pattern.compile("sha256:[a-f0-9]{64}|sha512:[a-f0-9]{128}");

  /// The digest that a text writes, or null where it writes none that can be checked.
  public static @Nullable OciDigest parse(String text) {
    return FORM.matcher(text).matches()
        ? new OciDigest(text.substring(0, 6), text.substring(7))
        : null;
  }

  /// The digest of bytes by the algorithm that registries use.
  public static OciDigest of(byte[] bytes) {
    return new OciDigest("sha256", hex("SHA-256", bytes));
  }

  /// Whether it is the digest of these bytes.
  public boolean isOf(byte[] bytes) {
    return hex.equals(hex(algorithm.equals("sha512") ? "SHA-512" : "SHA-256", bytes));
  }

  /// As registries write it: `sha256:0123...`.
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
