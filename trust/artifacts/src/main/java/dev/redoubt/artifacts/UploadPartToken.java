package dev.redoubt.artifacts;

import dev.redoubt.keys.material.SecretBytes;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// That whoever has its signature may put one part of an upload, until a time: clients put parts
/// without their credentials, as they would at a cloud's store.
///
/// @param part its number
/// @param expires what is finer than seconds is dropped
public record UploadPartToken(String upload, int part, Instant expires) {

  /// Tells what is signed here from whatever else is signed with the same key.
  private static final String PURPOSE = "redoubt part of an upload 1";

  /// Drops what is finer than seconds.
  public UploadPartToken {
    expires = Instant.ofEpochSecond(expires.getEpochSecond());
  }

  /// The signature: HMAC-SHA-256 in base 64 for URLs, without padding.
  public String sign(SecretBytes key) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(mac(key));
  }

  /// Whether a signature is this one's, and its time is not over. How long it takes does not tell
  /// how much of a signature is right.
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
      throw new IllegalStateException("HMAC-SHA-256 is missing", broken);
    }
  }
}
