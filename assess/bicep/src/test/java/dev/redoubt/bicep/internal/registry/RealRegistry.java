package dev.redoubt.bicep.internal.registry;

import static dev.redoubt.bicep.internal.registry.FakeRegistry.utf8;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Runs the registry of the CNCF distribution project as a process on the loopback interface.
final class RealRegistry implements AutoCloseable {

  private static final Pattern LISTENS = Pattern.compile("listening on 127\\.0\\.0\\.1:(\\d+)");

  private final Path folder;
  private final int port;
  private final Process process;
  private final HttpClient client = HttpClient.newHttpClient();

  /// Starts it, and waits until it responds.
  ///
  /// @param binary the program
  /// @param folder takes its data
  /// @param auth what to put under `auth` in its configuration; empty for nothing
  RealRegistry(Path binary, Path folder, String auth) throws IOException, InterruptedException {
    this.folder = folder;
    Path configuration =
        Files.writeString(
            folder.resolve("registry.yml"),
            """
            version: 0.1
            log: {accesslog: {disabled: true}}
            storage: {filesystem: {rootdirectory: '%s'}, cache: {blobdescriptor: ''}}
            http: {addr: '127.0.0.1:0'}
            %s
            """
                .formatted(folder.resolve("data"), auth));
    process =
        new ProcessBuilder(binary.toString(), "serve", configuration.toString())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("registry.log").toFile())
            .start();
    port = port();
  }

  /// The port that the system assigned, from the output of the process.
  private int port() throws IOException, InterruptedException {
    while (true) {
      boolean alive = process.isAlive();
      String log = Files.readString(folder.resolve("registry.log"));
      Matcher listens = LISTENS.matcher(log);
      if (listens.find()) {
        return Integer.parseInt(listens.group(1));
      }
      if (!alive) {
        throw new IOException(log);
      }
      Thread.sleep(10);
    }
  }

  /// The program from the property `redoubt.registry` or the variable `REDOUBT_REGISTRY`, or
  /// `registry` on the path; null if not found.
  static @Nullable Path program() {
    String named = System.getProperty("redoubt.registry", System.getenv("REDOUBT_REGISTRY"));
    if (named != null) {
      return Path.of(named);
    }
    for (String place : String.valueOf(System.getenv("PATH")).split(File.pathSeparator, -1)) {
      Path program = Path.of(place, "registry");
      if (Files.isExecutable(program) && Files.isRegularFile(program)) {
        return program;
      }
    }
    return null;
  }

  /// The name of this registry in a reference.
  String host() {
    return "127.0.0.1:" + port;
  }

  /// Publishes a module as Bicep does, and returns the digest of its manifest.
  ///
  /// @param authorization the value of the header; null for none
  OciDigest push(String repository, String tag, String template, @Nullable String authorization)
      throws IOException, InterruptedException {
    byte[] layer = utf8(template);
    byte[] source = utf8("source");
    byte[] manifest =
        utf8(
            FakeRegistry.manifest(layer)
                .replace(
                    "\"sha256:" + "0".repeat(64) + "\", \"size\": 7",
                    "\"%s\", \"size\": %d".formatted(OciDigest.of(source).text(), source.length)));
    for (byte[] blob : new byte[][] {utf8("{}"), layer, source}) {
      pushBlob(repository, blob, authorization);
    }
    HttpResponse<String> response =
        send(
            "PUT",
            address("/v2/" + repository + "/manifests/" + tag),
            manifest,
            ModuleManifest.IMAGE_MANIFEST,
            authorization);
    expect(201, response);
    return OciDigest.of(manifest);
  }

  private void pushBlob(String repository, byte[] blob, @Nullable String authorization)
      throws IOException, InterruptedException {
    HttpResponse<String> started =
        send(
            "POST",
            address("/v2/" + repository + "/blobs/uploads/"),
            new byte[0],
            "application/octet-stream",
            authorization);
    expect(202, started);
    URI upload = started.uri().resolve(started.headers().firstValue("Location").orElseThrow());
    URI whole = URI.create(upload + "&digest=" + OciDigest.of(blob).text());
    expect(201, send("PUT", whole, blob, "application/octet-stream", authorization));
  }

  private HttpResponse<String> send(
      String method, URI uri, byte[] body, String type, @Nullable String authorization)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(uri)
            .method(method, BodyPublishers.ofByteArray(body))
            .header("Content-Type", type);
    if (authorization != null) {
      request.header("Authorization", authorization);
    }
    return client.send(request.build(), BodyHandlers.ofString());
  }

  private static void expect(int status, HttpResponse<String> response) throws IOException {
    if (response.statusCode() != status) {
      throw new IOException(response + " " + response.body());
    }
  }

  /// Where the registry itself keeps a blob.
  Path blob(OciDigest digest) {
    return folder
        .resolve("data/docker/registry/v2/blobs")
        .resolve(digest.algorithm())
        .resolve(digest.hex().substring(0, 2))
        .resolve(digest.hex())
        .resolve("data");
  }

  private URI address(String path) {
    return URI.create("http://" + host() + path);
  }

  @Override
  public void close() {
    process.destroy();
    client.close();
  }
}
