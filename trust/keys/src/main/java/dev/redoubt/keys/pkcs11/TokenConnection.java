package dev.redoubt.keys.pkcs11;

import dev.redoubt.keys.KeyName;
import dev.redoubt.keys.KeyState;
import dev.redoubt.keys.material.KeyAccessException;
import java.security.GeneralSecurityException;
import java.security.ProviderException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// A logged-in token, for one thread at a time. It reloads the objects of the token for each use.
final class TokenConnection implements AutoCloseable {

  private final Pkcs11Uri uri;
  private final TokenSession session;
  private final ReentrantLock lock = new ReentrantLock();

  TokenConnection(Pkcs11Uri uri, TokenSession session) {
    this.uri = uri;
    this.session = session;
  }

  Pkcs11Uri uri() {
    return uri;
  }

  TokenSession session() {
    return session;
  }

  /// The id of a key: the labels of the token and of the key, without the other attributes of the
  /// URI.
  String id(String name) {
    String token = uri.token();
    String serial = uri.attributes().get("serial");
    String slot = uri.attributes().get("slot-id");
    Map<String, String> attributes = new LinkedHashMap<>();
    if (token != null) {
      attributes.put("token", token);
    } else if (serial != null) {
      attributes.put("serial", serial);
    } else if (slot != null) {
      attributes.put("slot-id", slot);
    }
    attributes.put("object", name);
    return new Pkcs11Uri(attributes, null).toString();
  }

  /// An operation on the objects of the token.
  interface Work<T extends @Nullable Object> {
    T apply(TokenKeyVersions objects) throws GeneralSecurityException, KeyAccessException;
  }

  /// Runs an operation while no other thread of this process uses the token.
  <T extends @Nullable Object> T work(Work<T> work) throws KeyAccessException {
    lock.lock();
    try {
      session.refresh();
      return work.apply(TokenKeyVersions.of(session.keys()));
    } catch (GeneralSecurityException | ProviderException broken) {
      throw new KeyAccessException("the token `" + uri + "` fails", broken);
    } finally {
      lock.unlock();
    }
  }

  /// The versions of a key, oldest first.
  ///
  /// @throws KeyAccessException.NotFound if there is no such key
  List<TokenKeyVersions.Version> known(TokenKeyVersions objects, String name)
      throws KeyAccessException {
    List<TokenKeyVersions.Version> versions = objects.versions(name);
    if (versions.isEmpty()) {
      throw new KeyAccessException.NotFound(
          "there is no key `" + name + "` in the token `" + uri + "`");
    }
    return versions;
  }

  /// The named version, or the current one.
  TokenKeyVersions.Version version(TokenKeyVersions objects, KeyName key)
      throws KeyAccessException {
    List<TokenKeyVersions.Version> versions = known(objects, key.name());
    if (key.version() == null) {
      return versions.getLast();
    }
    return versions.stream()
        .filter(each -> Integer.toString(each.number()).equals(key.version()))
        .findFirst()
        .orElseThrow(
            () ->
                new KeyAccessException.NotFound(
                    "key `" + id(key.name()) + "` has no version `" + key.version() + "`"));
  }

  /// The named version, or the current one, if it can be used.
  TokenKeyVersions.Version usable(TokenKeyVersions objects, KeyName key) throws KeyAccessException {
    TokenKeyVersions.Version version = version(objects, key);
    return switch (version.state()) {
      case KeyState.Enabled _ -> version;
      case KeyState.Disabled _ ->
          throw new KeyAccessException.Disabled(
              "key `"
                  + id(key.name())
                  + "/"
                  + version.number()
                  + "` is disabled; `redoubt model key enable` enables it");
      case KeyState.Destroyed(Instant time) ->
          throw new KeyAccessException.Destroyed(id(key.name()) + "/" + version.number(), time);
    };
  }

  /// The named version, or all versions.
  List<TokenKeyVersions.Version> concerned(TokenKeyVersions objects, KeyName key)
      throws KeyAccessException {
    TokenKeyVersions.Version named = version(objects, key);
    return key.version() == null ? known(objects, key.name()) : List.of(named);
  }

  @Override
  public void close() {
    session.close();
  }
}
