package dev.redoubt.bicep.syntax;

import dev.redoubt.estate.Origin;
import dev.redoubt.estate.Problem;
import dev.redoubt.estate.SourceFiles;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Reads Bicep files, in UTF-8, or in UTF-16 with a byte order mark. Never throws for invalid
/// input.
public final class BicepReader {

  /// The largest file that is read. Azure accepts templates of up to 4 MB; the largest public Bicep
  /// file has 0.2 MB.
  public static final int MAX_BYTES = 16 << 20;

  private static final String PARAMETERS_EXTENSION = ".bicepparam";

  private BicepReader() {}

  /// Reads a file, or reports why it cannot and returns null. A file whose name ends in
  /// `.bicepparam`, ignoring case, is a parameter file.
  ///
  /// @param name the display name of the file in messages
  public static @Nullable BicepFile read(
      Path file, String name, SourceFiles files, List<Problem> problems) {
    try (InputStream stream = Files.newInputStream(file)) {
      byte[] bytes = stream.readNBytes(MAX_BYTES + 1);
      boolean parameters = file.toString().toLowerCase(Locale.ROOT).endsWith(PARAMETERS_EXTENSION);
      return read(
          bytes,
          parameters ? BicepFile.Kind.PARAMETERS : BicepFile.Kind.TEMPLATE,
          name,
          files,
          problems);
    } catch (IOException e) {
      problems.add(Problem.error("cannot be read: " + reason(e), files.whole(name)));
      return null;
    }
  }

  /// Reads the bytes of a file, or reports why it cannot and returns null.
  ///
  /// @param name the display name of the file in messages
  public static @Nullable BicepFile read(
      byte[] bytes, BicepFile.Kind kind, String name, SourceFiles files, List<Problem> problems) {
    if (bytes.length > MAX_BYTES) {
      problems.add(
          Problem.error(
              "the file exceeds the limit of %d MB".formatted(MAX_BYTES >> 20), files.whole(name)));
      return null;
    }
    int file = files.add(name);
    String text = text(bytes, file, problems);
    return text == null ? null : BicepParser.parse(text, kind, file, problems);
  }

  /// The comments of a file, in order; none in a file that cannot be read.
  public static List<BicepComment> comments(byte[] bytes) {
    List<Problem> ignored = new ArrayList<>();
    String text = bytes.length > MAX_BYTES ? null : text(bytes, 0, ignored);
    if (text == null) {
      return List.of();
    }
    List<BicepComment> comments = new ArrayList<>();
    Lexer lexer = new Lexer(text, new SyntaxProblems(ignored, 0), comments);
    do {
      lexer.advance();
    } while (lexer.kind != TokenKind.END_OF_FILE);
    return comments;
  }

  /// The text of a file, decoded as the parser does; null if it cannot be read.
  public static @Nullable String text(byte[] bytes) {
    return bytes.length > MAX_BYTES ? null : text(bytes, 0, new ArrayList<>());
  }

  private static @Nullable String text(byte[] bytes, int file, List<Problem> problems) {
    Charset charset = StandardCharsets.UTF_8;
    if (bytes.length >= 2 && bytes[0] == (byte) 0xFE && bytes[1] == (byte) 0xFF) {
      charset = StandardCharsets.UTF_16BE;
    } else if (bytes.length >= 2 && bytes[0] == (byte) 0xFF && bytes[1] == (byte) 0xFE) {
      charset = StandardCharsets.UTF_16LE;
    }
    ByteBuffer input = ByteBuffer.wrap(bytes);
    try {
      return charset.newDecoder().decode(input).toString();
    } catch (CharacterCodingException _) {
      String message =
          charset.equals(StandardCharsets.UTF_8)
              ? "the text is not valid UTF-8; save the file as UTF-8"
              : "the text has a UTF-16 byte order mark but is not valid UTF-16; save the file as"
                  + " UTF-8";
      problems.add(Problem.error(message, place(bytes, input.position(), file)));
      return null;
    }
  }

  /// The location of a byte: its line, and its column in bytes.
  private static Origin place(byte[] bytes, int position, int file) {
    int line = 1;
    int lineStart = 0;
    for (int i = 0; i < position; i++) {
      if (bytes[i] == '\n') {
        line++;
        lineStart = i + 1;
      }
    }
    return Origin.of(file, line, position - lineStart + 1);
  }

  private static String reason(IOException e) {
    return switch (e) {
      case NoSuchFileException _ -> "no such file";
      case AccessDeniedException _ -> "permission denied";
      default -> e.getMessage() == null ? "input/output error" : e.getMessage();
    };
  }
}
