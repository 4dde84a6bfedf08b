package dev.redoubt.server.artifact;

import dev.redoubt.artifacts.Artifact;
import dev.redoubt.artifacts.ArtifactPath;
import dev.redoubt.http.route.RouteRequest;
import dev.redoubt.http.route.RouteResponse;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URLEncoder;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/// Serves an artifact or a byte range of it, as an attachment that a browser never renders.
final class ArtifactDownload {

  private static final int BUFFER = 64 * 1024;

  private ArtifactDownload() {}

  /// Opens the artifact before the response starts, so that a missing or corrupted one becomes an
  /// error response.
  @FunctionalInterface
  interface Opener {
    SeekableByteChannel open() throws IOException;
  }

  static RouteResponse of(RouteRequest request, Artifact artifact, Opener opener)
      throws IOException {
    return switch (HttpByteRange.of(request.header("Range"), artifact.size())) {
      case HttpByteRange.Requested.Outside _ ->
          RouteResponse.text(416, "text/plain", "")
              .with("Content-Range", "bytes */" + artifact.size());
      case HttpByteRange.Requested.All _ ->
          part(200, artifact, new HttpByteRange(0, artifact.size()), opener);
      case HttpByteRange.Requested.Part(HttpByteRange range) ->
          part(206, artifact, range, opener).with("Content-Range", range.header(artifact.size()));
    };
  }

  private static RouteResponse part(
      int status, Artifact artifact, HttpByteRange range, Opener opener) throws IOException {
    SeekableByteChannel channel = opener.open();
    Map<String, String> headers =
        Map.of(
            "Accept-Ranges",
            "bytes",
            "Content-Disposition",
            disposition(artifact.path()),
            "ETag",
            "\"" + artifact.sha256() + "\"");
    return new RouteResponse(
        status,
        "application/octet-stream",
        headers,
        range.length(),
        out -> {
          try (channel) {
            copy(channel, range, out);
          }
        });
  }

  /// Content-Disposition as in RFC 6266, with the encoding of RFC 8187.
  private static String disposition(ArtifactPath path) {
    String name = URLEncoder.encode(path.name(), StandardCharsets.UTF_8).replace("+", "%20");
    return "attachment; filename*=UTF-8''" + name.replace("*", "%2A");
  }

  private static void copy(SeekableByteChannel from, HttpByteRange range, OutputStream out)
      throws IOException {
    from.position(range.start());
    ByteBuffer buffer = ByteBuffer.allocate((int) Math.min(BUFFER, range.length()));
    for (long left = range.length(); left > 0; ) {
      buffer.clear().limit((int) Math.min(buffer.capacity(), left));
      int count = from.read(buffer);
      if (count < 0) {
        throw new EOFException("unexpected end of the file");
      }
      out.write(buffer.array(), 0, count);
      left -= count;
    }
  }
}
