package dev.redoubt.ledger.format;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/// A signature line of a note: the name of the key, the key id and the signature.
public final class NoteSignature {

  private static final int ID_LENGTH = 4;

  private final String keyName;
  private final int keyId;
  private final byte[] signature;

  /// Creates a signature line.
  ///
  /// @param keyId the first four bytes of a digest, as an unsigned number
  /// @param signature in the format of the key type; not empty
  public NoteSignature(String keyName, int keyId, byte[] signature) {
    String problem = KeyNames.problem(keyName);
    if (problem != null || signature.length == 0) {
      throw new IllegalArgumentException(problem != null ? problem : "the signature is empty");
    }
    this.keyName = keyName;
    this.keyId = keyId;
    this.signature = signature.clone();
  }

  /// Parses a line without its line break: em dash, space, name, space, base64 of id and signature.
  static NoteSignature parse(String line) throws MalformedLogException {
    int space = line.indexOf(' ', 2);
    if (!line.startsWith("— ") || space < 0) {
      throw new MalformedLogException("`" + StrictText.shown(line) + "` is not a signature line");
    }
    String name = line.substring(2, space);
    String problem = KeyNames.problem(name);
    if (problem != null) {
      throw new MalformedLogException(problem);
    }
    byte[] bytes = StrictText.base64(line.substring(space + 1));
    if (bytes == null || bytes.length <= ID_LENGTH) {
      throw new MalformedLogException(
          "the signature of `%s` is not the base64 of a key id and a signature"
              .formatted(StrictText.shown(name)));
    }
    return new NoteSignature(
        name, ByteBuffer.wrap(bytes).getInt(), Arrays.copyOfRange(bytes, ID_LENGTH, bytes.length));
  }

  /// The name of the key, by custom a URL without its scheme.
  public String keyName() {
    return keyName;
  }

  /// The id of the key, an unsigned number of four bytes.
  public int keyId() {
    return keyId;
  }

  /// The signature without the id.
  public byte[] signature() {
    return signature.clone();
  }

  /// The line without its line break.
  String line() {
    byte[] bytes =
        ByteBuffer.allocate(ID_LENGTH + signature.length).putInt(keyId).put(signature).array();
    return "— " + keyName + " " + Base64.getEncoder().encodeToString(bytes);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof NoteSignature that
        && keyName.equals(that.keyName)
        && keyId == that.keyId
        && Arrays.equals(signature, that.signature);
  }

  @Override
  public int hashCode() {
    return 31 * keyName.hashCode() + Arrays.hashCode(signature);
  }

  @Override
  public String toString() {
    return line();
  }
}
