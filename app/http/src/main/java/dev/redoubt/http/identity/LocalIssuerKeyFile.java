package dev.redoubt.http.identity;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import dev.redoubt.keys.OwnerOnlyFiles;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.text.ParseException;

/// Reads or creates the key file of the local issuer: a JWK (RFC 7517) for ES256.
final class LocalIssuerKeyFile {

  /// In bytes; a key has about 200.
  private static final int MAX_LENGTH = 4096;

  private LocalIssuerKeyFile() {}

  /// Reads the key, or creates it.
  static ECKey open(Path file) throws IOException {
    if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
      make(file);
    }
    return read(file);
  }

  /// Writes a new key to a temporary file and links it to its final name. If another process was
  /// faster, its key is kept: no process ever reads a partial key, or one that is about to be
  /// replaced.
  private static void make(Path file) throws IOException {
    Path fresh = file.resolveSibling(file.getFileName() + "." + ProcessHandle.current().pid());
    Files.deleteIfExists(fresh);
    try (FileChannel channel = OwnerOnlyFiles.create(fresh)) {
      channel.write(ByteBuffer.wrap(generated().getBytes(StandardCharsets.US_ASCII)));
      channel.force(true);
    }
    try {
      Files.createLink(file, fresh);
    } catch (FileAlreadyExistsException _) {
      // Another process created the key in the meantime.
    } finally {
      Files.deleteIfExists(fresh);
    }
  }

  private static String generated() {
    try {
      return new ECKeyGenerator(Curve.P_256).generate().toJSONString() + "\n";
    } catch (JOSEException impossible) {
      throw new IllegalStateException("every JDK has P-256", impossible);
    }
  }

  private static ECKey read(Path file) throws IOException {
    if (!OwnerOnlyFiles.others(file).isEmpty()) {
      throw new IOException(
          "the key file `%s` is accessible to other users, who may be able to issue tokens with it; delete it, and the next start creates a new key"
              .formatted(file));
    }
    try (var in = Files.newInputStream(file)) {
      ECKey key = ECKey.parse(new String(in.readNBytes(MAX_LENGTH), StandardCharsets.US_ASCII));
      if (key.isPrivate() && Curve.P_256.equals(key.getCurve())) {
        return key;
      }
    } catch (ParseException | RuntimeException _) {
      // Reported below.
    }
    throw new IOException("`" + file + "` is not a key of the local issuer");
  }
}
