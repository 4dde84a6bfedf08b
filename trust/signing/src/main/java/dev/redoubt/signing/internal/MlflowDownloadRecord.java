package dev.redoubt.signing.internal;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.regex.Pattern;

/// Recognizes the file that MLflow's client adds to a model that it downloads from a registry: two
/// lines of YAML with the name and version of the model
/// (`mlflow.store.artifact.models_artifact_repo`). Without this file, the folder contains exactly
/// the registered files.
///
/// It is known by what is in it and not by its name alone, so that nothing can hide behind that: a
/// folder, a link, a larger file or one with anything else is a part of the model like any other.
public final class MlflowDownloadRecord {

  /// At the top of the model.
  public static final String NAME = "registered_model_meta";

  /// A name has 256 characters, of 4 bytes at most, or 10 where PyYAML escapes them.
  private static final int MAX_BYTES = 4096;

  /// As PyYAML writes a mapping: a value may go on in further lines, which are indented. It begins
  /// with no character that has a meaning in YAML but a quote.
  private static final Pattern TEXT =
      Pattern.compile(
          "model_name: [^\\s!&*|>{}\\[\\]%@`#,?:\\p{Cntrl}][^\\p{Cntrl}]*"
              + "(?:\n  [^\\p{Cntrl}]+)*\n"
              + "model_version: '?[0-9]{1,18}'?\n");

  private MlflowDownloadRecord() {}

  /// Whether a file at the top of a model, under that name, is such a record.
  ///
  /// @throws IOException if it cannot be read
  static boolean isAt(Path file) throws IOException {
    if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
      return false;
    }
    byte[] bytes;
    try (InputStream in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
      bytes = in.readNBytes(MAX_BYTES + 1);
    }
    return bytes.length <= MAX_BYTES && isText(bytes);
  }

  private static boolean isText(byte[] bytes) {
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      return TEXT.matcher(text).matches();
    } catch (CharacterCodingException _) {
      return false;
    }
  }
}
