package dev.redoubt.keys.envelope;

import dev.redoubt.keys.DataKey;
import dev.redoubt.keys.KeyContext;
import dev.redoubt.keys.KeyEncryptionKey;
import dev.redoubt.keys.ProviderKind;
import dev.redoubt.keys.WrappedKey;
import dev.redoubt.keys.internal.wrapping.AesKeyWrapping;
import dev.redoubt.keys.material.KeyAccessException;
import dev.redoubt.keys.material.SecretBytes;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// A key between a provider's key and data keys: the provider's key wraps it, and it wraps data
/// keys in memory. This needs one request to the provider for many objects; if the intermediate key
/// is lost, all of them are.
public final class IntermediateKey implements KeyEncryptionKey, AutoCloseable {

  private static final String VERSION = "1";

  private final String id;
  private final DataKey key;
  private final SortedMap<String, String> place;

  private IntermediateKey(String id, DataKey key, SortedMap<String, String> place) {
    this.id = id;
    this.key = key;
    this.place = place;
  }

  /// Creates an intermediate key from a key that a provider unwrapped.
  ///
  /// @param id name in what it wraps, for example `vault:7`; unique to this key
  /// @param key closed with this
  public static IntermediateKey of(String id, DataKey key) {
    return new IntermediateKey(id, key, new TreeMap<>());
  }

  /// Returns the key bound to one location: what it wraps there cannot be unwrapped for another,
  /// although the context of the object itself does not name the location and stays when the object
  /// moves.
  ///
  /// @param where names and values, as in a [KeyContext]; none of them may be in the context of the
  ///   object
  public KeyEncryptionKey at(Map<String, String> where) {
    return new IntermediateKey(id, key, new TreeMap<>(where));
  }

  /// Returns an independent copy.
  public IntermediateKey copy() {
    try {
      return new IntermediateKey(
          id, DataKey.of(key.secret().reveal(SecretBytes::copyOf)), new TreeMap<>(place));
    } catch (KeyAccessException impossible) {
      throw new IllegalStateException("the key has an unexpected size", impossible);
    }
  }

  @Override
  public ProviderKind provider() {
    return ProviderKind.INTERMEDIATE;
  }

  @Override
  public String keyId() {
    return id;
  }

  @Override
  public String version() {
    return VERSION;
  }

  @Override
  public WrappedKey wrap(DataKey dataKey, KeyContext context) {
    return AesKeyWrapping.wrap(key.secret(), provider(), id, VERSION, dataKey, placed(context));
  }

  @Override
  public DataKey unwrap(WrappedKey wrapped, KeyContext context) throws KeyAccessException {
    return AesKeyWrapping.unwrap(key.secret(), wrapped, placed(context));
  }

  private KeyContext placed(KeyContext context) {
    TreeMap<String, String> all = new TreeMap<>(context.values());
    place.forEach(
        (name, value) -> {
          if (all.put(name, value) != null) {
            throw new IllegalArgumentException("`" + name + "` is already in the context");
          }
        });
    return KeyContext.of(all);
  }

  @Override
  public void close() {
    key.close();
  }
}
