package dev.redoubt.scan.engine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/// Computes the digest of the jars, or of the folders, that contain the given classes.
final class ScannerDigest {

  private ScannerDigest() {}

  /// @param types one class of each jar
  static String of(Class<?>... types) {
    try {
      MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
      for (Class<?> type : types) {
        add(sha256, type);
      }
      return HexFormat.of().formatHex(sha256.digest());
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    } catch (URISyntaxException | NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static void add(MessageDigest sha256, Class<?> type)
      throws IOException, URISyntaxException, NoSuchAlgorithmException {
    Path place = place(type);
    for (Path each : Files.isDirectory(place) ? below(place) : List.of(place)) {
      sha256.update(place.relativize(each).toString().getBytes(StandardCharsets.UTF_8));
      sha256.update((byte) 0);
      sha256.update(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(each)));
    }
  }

  /// The jar or the folder of a class, from the URL of its class file. The protection domain does
  /// not tell it where jars have moved since their AOT cache was made.
  private static Path place(Class<?> type) throws URISyntaxException {
    String file = type.getName().replace('.', '/') + ".class";
    String url = String.valueOf(type.getResource(file.substring(file.lastIndexOf('/') + 1)));
    boolean inJar = url.startsWith("jar:") && url.endsWith("!/" + file);
    return Path.of(
        new URI(
            inJar
                ? url.substring("jar:".length(), url.length() - file.length() - "!/".length())
                : url.substring(0, url.length() - file.length())));
  }

  private static List<Path> below(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).sorted().toList();
    }
  }
}
