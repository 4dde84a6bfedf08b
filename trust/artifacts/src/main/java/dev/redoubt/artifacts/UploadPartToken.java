package dev.redoubt.artifacts;

import dev.redoubt.keys.material.SecretBytes;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Signed permission to upload one part until it expires: clients upload parts without their
/// credentials, as with the presigned URLs of cloud object stores.
///
/// @param part number of the part
/// @param expires truncated to seconds
public record UploadPartToken(String upload, int part, Instant expires) {

  /// Domain separation from other uses of the same key.
  private static final String PURPOSE = "redoubt part of an upload 1";

  /// Truncates the expiry to seconds.
  public UploadPartToken {
    expires = Instant.ofEpochSecond(expires.getEpochSecond());
  }

  /// Returns the signature: HMAC-SHA-256 in unpadded base64url.
  public String sign(SecretBytes key) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(mac(key));
  }

  /// Whether the signature is valid and has not expired. Compares in constant time.
  public boolean verify(SecretBytes key, String signature, Instant now) {
    byte[] given;
    try {
      given = Base64.getUrlDecoder().decode(signature);
    } catch (IllegalArgumentException notBase64) {
      return false;
    }
    return MessageDigest.isEqual(mac(key), given) && now.isBefore(expires);
  }

  private byte[] mac(SecretBytes key) {
    String signed =
        String.join("\n", PURPOSE, upload, "" + part, Long.toString(expires.getEpochSecond()));
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      key.<Mac, GeneralSecurityException>reveal(
          bytes -> {
            mac.init(new SecretKeySpec(bytes, "HmacSHA256"));
            return mac;
          });
      return mac.doFinal(signed.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException broken) {
      throw new IllegalStateException("HMAC-SHA-256 is not available", broken);
    }
  }
}
