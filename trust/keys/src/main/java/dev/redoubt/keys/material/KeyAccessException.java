package dev.redoubt.keys.material;

import java.io.IOException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A key cannot be used: it is disabled or destroyed, its provider is out of reach or refuses.
///
/// The message is for the user; it holds no secret. What a caller may want to tell apart is a type
/// of its own below.
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

  /// There is no such key or version, and no trace of one.
  public static final class NotFound extends KeyAccessException {

    private static final long serialVersionUID = 1;

    /// @param message what is wrong with which key, and what to do
    public NotFound(String message) {
      super(message);
    }
  }

  /// The key or its version is disabled, and could be enabled again.
  public static final class Disabled extends KeyAccessException {

    private static final long serialVersionUID = 1;

    /// @param message what is wrong with which key, and what to do
    public Disabled(String message) {
      super(message);
    }
  }

  /// The key or its version is destroyed: what it wrapped is unreadable for good.
  public static final class Destroyed extends KeyAccessException {

    private static final long serialVersionUID = 1;

    private final @Nullable Instant time;

    /// @param key the user's name of the key
    /// @param time when it was destroyed, null where the provider does not say
    public Destroyed(String key, @Nullable Instant time) {
      super(
          "key `"
              + key
              + "` was destroyed"
              + (time == null ? "" : " at " + time)
              + "; the data that it protected cannot be recovered");
      this.time = time;
    }

    /// When it was destroyed; null where the provider does not say.
    public @Nullable Instant time() {
      return time;
    }
  }

  /// A wrapped key, a header or a ciphertext is not what was made with this key in this context:
  /// changed, truncated, put together from several, or of another object.
  public static final class NotAuthentic extends KeyAccessException {

    private static final long serialVersionUID = 1;

    /// @param message what does not authenticate
    public NotAuthentic(String message) {
      super(message);
    }
  }

  /// The key is confidential: it is used in an attested enclave and nowhere else.
  public static final class Confidential extends KeyAccessException {

    private static final long serialVersionUID = 1;

    /// @param key the user's name of the key
    public Confidential(String key) {
      super(
          "key `"
              + key
              + "` is confidential: it can only be released to an attested enclave");
    }
  }

  /// Bytes or text are not in the form that they should have.
  public static final class Malformed extends KeyAccessException {

    private static final long serialVersionUID = 1;

    /// @param message what is wrong where
    public Malformed(String message) {
      super(message);
    }
  }

  /// The provider refuses: no permission, a wrong PIN or passphrase, a state that forbids it.
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

  /// The provider cannot be reached or is too busy; later it may work.
  public static final class Unavailable extends KeyAccessException {

    private static final long serialVersionUID = 1;

    /// @param message who does not answer, and what to do
    public Unavailable(String message, @Nullable Throwable cause) {
      super(message, cause);
    }
  }
}
