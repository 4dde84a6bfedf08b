package dev.redoubt.keys.material;

import java.io.IOException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Thrown when a key cannot be used, for example because it is disabled or destroyed, or because
/// its provider cannot be reached or refuses.
///
/// The message is for the user and contains no secret. Each case that a caller may handle
/// differently has its own subtype below.
public class KeyAccessException extends IOException {

  private static final long serialVersionUID = 1;

  /// @param message what is wrong with which key, and what to do
  public KeyAccessException(String message) {
    super(message);
  }

  /// @param message what is wrong with which key, and what to do
  public KeyAccessException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }

  /// The key or the version does not exist, and there is no record of it.
  public static final class NotFound extends KeyAccessException {

    private static final long serialVersionUID = 1;

    /// @param message what is wrong with which key, and what to do
    public NotFound(String message) {
      super(message);
    }
  }

  /// The key or its version is disabled. It can be enabled again.
  public static final class Disabled extends KeyAccessException {

    private static final long serialVersionUID = 1;

    /// @param message what is wrong with which key, and what to do
    public Disabled(String message) {
      super(message);
    }
  }

  /// The key or its version is destroyed: what it wrapped cannot be recovered.
  public static final class Destroyed extends KeyAccessException {

    private static final long serialVersionUID = 1;

    private final @Nullable Instant time;

    /// @param key as the user named it
    /// @param time of the destruction, null if the provider does not record it
    public Destroyed(String key, @Nullable Instant time) {
      super(
          "key `"
              + key
              + "` was destroyed"
              + (time == null ? "" : " at " + time)
              + "; the data that it protected cannot be recovered");
      this.time = time;
    }

    /// The time of the destruction; null if the provider does not record it.
    public @Nullable Instant time() {
      return time;
    }
  }

  /// A wrapped key, a header or a ciphertext does not authenticate with this key and context: it
  /// was modified, truncated, combined from several, or belongs to another object.
  public static final class NotAuthentic extends KeyAccessException {

    private static final long serialVersionUID = 1;

    /// @param message names what does not authenticate
    public NotAuthentic(String message) {
      super(message);
    }
  }

  /// The key is confidential: it can only be used in an attested enclave.
  public static final class Confidential extends KeyAccessException {

    private static final long serialVersionUID = 1;

    /// @param key as the user named it
    public Confidential(String key) {
      super("key `" + key + "` is confidential: it can only be released to an attested enclave");
    }
  }

  /// Bytes or text do not have the expected format.
  public static final class Malformed extends KeyAccessException {

    private static final long serialVersionUID = 1;

    /// @param message what is wrong and where
    public Malformed(String message) {
      super(message);
    }
  }

  /// The provider refuses the operation: missing permission, wrong PIN or passphrase, or a state
  /// that forbids it.
  public static final class Refused extends KeyAccessException {

    private static final long serialVersionUID = 1;

    /// @param message who refuses what, and what to do
    public Refused(String message, @Nullable Throwable cause) {
      super(message, cause);
    }

    /// @param message who refuses what, and what to do
    public Refused(String message) {
      super(message);
    }
  }

  /// The provider cannot be reached or is too busy; a later attempt may succeed.
  public static final class Unavailable extends KeyAccessException {

    private static final long serialVersionUID = 1;

    /// @param message which provider does not respond, and what to do
    public Unavailable(String message, @Nullable Throwable cause) {
      super(message, cause);
    }
  }
}
