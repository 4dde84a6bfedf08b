package dev.redoubt.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.redoubt.testing.ProgramRun;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The launcher and the Maven wrapper on a machine without a JDK, with a server that answers like
/// the API of Adoptium and delivers a JDK whose `java` is a shell script.
@DisabledOnOs(OS.WINDOWS)
class JdkDownloadTest {

  private static final Path ROOT =
      Path.of(System.getProperty("redoubt.root", "../..")).toAbsolutePath().normalize();

  /// All programs that the machine has; neither `java` nor what downloads is among them.
  private static final List<String> TOOLS =
      List.of(
          "sh",
          "sed",
          "tr",
          "tar",
          "gzip",
          "mkdir",
          "mv",
          "rm",
          "wc",
          "sleep",
          "uname",
          "find",
          "readlink",
          "dirname",
          "basename",
          "tail",
          "cat",
          "sha256sum",
          "shasum");

  private static final String JAVA = "#!/bin/sh\necho \"fake java in ${0%/bin/java}: $*\"\n";

  @TempDir private Path folder;

  private final List<String> requests = new CopyOnWriteArrayList<>();
  private HttpServer server = HttpServer.create();
  private byte[] archive = {};
  private String checksum = "";
  private String answer = "";
  private int linkStatus = 200;
  private int missingBytes;

  JdkDownloadTest() throws IOException {}

  @BeforeEach
  void startServerAndPrepareCheckout() throws Exception {
    Path checkout = Files.createDirectories(folder.resolve("checkout/build"));
    Files.copy(ROOT.resolve("build/download-jdk.sh"), checkout.resolve("download-jdk.sh"));
    for (String each : List.of("redoubt", "mvnw", "pom.xml")) {
      Files.copy(ROOT.resolve(each), checkout.resolveSibling(each));
    }
    Path wrapper = Files.createDirectories(folder.resolve("checkout/.mvn/wrapper"));
    Files.copy(
        ROOT.resolve(".mvn/wrapper/maven-wrapper.properties"),
        wrapper.resolve("maven-wrapper.properties"));
    Path lib = Files.createDirectories(folder.resolve("checkout/app/admin/target/lib"));
    Files.createFile(lib.resolve("redoubt-admin.jar"));
    Files.createFile(lib.resolve("redoubt-cli-0.jar"));
    Files.createDirectories(folder.resolve("home"));
    for (String tool : TOOLS) {
      link(tool);
    }
    archive = archive("25.0.3");
    checksum = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(archive));
    server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/v3/assets/latest/25/hotspot", this::answerLikeAdoptium);
    server.createContext("/jdk.tar.gz", this::deliver);
    server.start();
  }

  @AfterEach
  void stopServer() {
    server.stop(0);
  }

  private static Optional<Path> program(String name) {
    return Arrays.stream(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
        .map(each -> Path.of(each, name))
        .filter(Files::isExecutable)
        .findFirst();
  }

  private boolean link(String tool) throws IOException {
    Path tools = Files.createDirectories(folder.resolve("tools"));
    Optional<Path> there = program(tool);
    if (there.isPresent()) {
      script(tools.resolve(tool), "#!/bin/sh\nexec '" + there.get() + "' \"$@\"\n");
    }
    return there.isPresent();
  }

  private byte[] archive(String version) throws IOException, InterruptedException {
    Path jdk = Files.createDirectories(folder.resolve("to-pack/jdk-" + version + "+9/bin"));
    script(jdk.resolve("java"), JAVA);
    Files.writeString(jdk.resolveSibling("release"), "JAVA_VERSION=\"" + version + "\"\n");
    Path file = folder.resolve("jdk.tar.gz");
    ProgramRun.of(
            List.of(
                "tar",
                "-czf",
                file.toString(),
                "-C",
                folder.resolve("to-pack").toString(),
                "." + "/jdk-" + version + "+9"))
        .succeeds();
    return Files.readAllBytes(file);
  }

  private static void script(Path file, String text) throws IOException {
    Files.writeString(file, text);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  private void answerLikeAdoptium(HttpExchange exchange) throws IOException {
    requests.add(exchange.getRequestURI().toString());
    String text =
        """
        [
          {
            "binary": {
              "architecture": "x64",
              "image_type": "jdk",
              "installer": {
                "checksum": "0000", "link": "https://example.org/jdk.pkg", "name": "jdk.pkg"
              },
              "os": "linux",
              "package": {
                "checksum": "%s",
                "checksum_link": "%s/jdk.tar.gz.sha256.txt",
                "download_count": 12,
                "link": "%s/jdk.tar.gz",
                "name": "OpenJDK25U-jdk_x64_linux_hotspot_25.0.3_9.tar.gz",
                "size": %d
              },
              "project": "jdk"
            },
            "release_name": "jdk-25.0.3+9"
          }
        ]
        """
            .formatted(checksum, url(), url(), archive.length);
    send(exchange, 200, (answer.isEmpty() ? text : answer).getBytes(StandardCharsets.UTF_8), 0);
  }

  private void deliver(HttpExchange exchange) throws IOException {
    requests.add(exchange.getRequestURI().toString());
    send(exchange, linkStatus, archive, missingBytes);
  }

  private static void send(HttpExchange exchange, int status, byte[] body, int missing)
      throws IOException {
    exchange.sendResponseHeaders(status, body.length);
    try {
      exchange.getResponseBody().write(body, 0, body.length - missing);
    } finally {
      exchange.close();
    }
  }

  private ProcessBuilder process(List<String> command, Map<String, String> variables) {
    ProcessBuilder process = new ProcessBuilder(command);
    Map<String, String> environment = process.environment();
    environment.clear();
    environment.put("PATH", folder.resolve("tools").toString());
    environment.put("HOME", folder.resolve("home").toString());
    environment.put("REDOUBT_JDK_FOLDERS", folder.resolve("nothing").toString());
    environment.put("REDOUBT_JDK_API", url());
    environment.put("REDOUBT_NO_BUILD", "yes");
    environment.put("REDOUBT_NO_AOT", "yes");
    environment.putAll(variables);
    return process;
  }

  private ProgramRun redoubt(Map<String, String> variables)
      throws IOException, InterruptedException {
    String launcher = folder.resolve("checkout/redoubt").toString();
    return ProgramRun.of(process(List.of("/bin/sh", launcher, "--version"), variables));
  }

  private ProgramRun download() throws IOException, InterruptedException {
    assumeTrue(link("curl") || link("wget"), "neither curl nor wget is installed");
    return redoubt(Map.of("REDOUBT_JDK", "download"));
  }

  private Path cache() {
    return folder.resolve("home/.cache/redoubt/jdk");
  }

  private void assertNothingInstalled() throws IOException {
    try (Stream<Path> all = Files.list(cache())) {
      assertThat(all).as("neither a JDK nor a part of a download is left").isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"curl", "wget"})
  void downloadsVerifiesAndRunsJdk(String tool) throws IOException, InterruptedException {
    assumeTrue(link(tool), tool + " is not installed");
    ProgramRun run = redoubt(Map.of("REDOUBT_JDK", "download"));
    assertThat(run.succeeds().output())
        .contains("redoubt: downloading OpenJDK25U-jdk_x64_linux_hotspot_25.0.3_9.tar.gz")
        .contains("fake java in " + cache().resolve("jdk-25.0.3+9") + ": ")
        .contains("--version");
    assertThat(requests).hasSize(2);
    assertThat(requests.getFirst()).contains("image_type=jdk").contains("vendor=eclipse");

    assertThat(redoubt(Map.of()).succeeds().output()).startsWith("fake java in ");
    assertThat(requests).as("the second run downloads nothing").hasSize(2);
  }

  @Test
  void usesCacheFolderOfEnvironment() throws IOException, InterruptedException {
    assumeTrue(link("curl") || link("wget"), "neither curl nor wget is installed");
    Map<String, String> variables =
        Map.of("REDOUBT_JDK", "download", "XDG_CACHE_HOME", folder.resolve("a cache").toString());
    assertThat(redoubt(variables).succeeds().output())
        .contains("fake java in " + folder.resolve("a cache/redoubt/jdk/jdk-25.0.3+9"));
  }

  @Test
  void wrongChecksumInstallsNothing() throws IOException, InterruptedException {
    checksum = "0".repeat(64);
    ProgramRun run = download();
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.output()).contains("the vendor says 0000").doesNotContain("fake java");
    assertNothingInstalled();
  }

  @Test
  void missingChecksumDownloadsNothing() throws IOException, InterruptedException {
    checksum = "";
    ProgramRun run = download();
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.output()).contains("names no SHA-256 checksum");
    assertThat(requests).hasSize(1);
    assertNothingInstalled();
  }

  @Test
  void missingArchiveIsReported() throws IOException, InterruptedException {
    linkStatus = 404;
    ProgramRun run = download();
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.output()).contains("the download failed").contains("404");
    assertNothingInstalled();
  }

  @Test
  void interruptedDownloadInstallsNothing() throws IOException, InterruptedException {
    missingBytes = 100;
    ProgramRun run = download();
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.output()).containsAnyOf("the download failed", "nothing was installed");
    assertNothingInstalled();
  }

  @Test
  void archiveWithoutJdkInstallsNothing() throws Exception {
    archive = "no archive".getBytes(StandardCharsets.UTF_8);
    checksum = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(archive));
    ProgramRun run = download();
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.output()).contains("cannot be unpacked");
    assertNothingInstalled();
  }

  @Test
  void unknownArchitectureIsReported() throws IOException, InterruptedException {
    Path uname = folder.resolve("tools/uname");
    Files.delete(uname);
    script(uname, "#!/bin/sh\ncase $1 in -m) echo sparc ;; *) echo Linux ;; esac\n");
    answer = "[]";
    ProgramRun run = download();
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.output()).contains("the vendor offers no JDK 25 for").contains("on sparc");
    assertThat(requests.getFirst()).contains("architecture=sparc");
  }

  @Test
  void unknownSystemIsReportedWithoutRequest() throws IOException, InterruptedException {
    Path uname = folder.resolve("tools/uname");
    Files.delete(uname);
    script(uname, "#!/bin/sh\necho Plan9\n");
    ProgramRun run = download();
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.output()).contains("`Plan9`");
    assertThat(requests).isEmpty();
  }

  @Test
  void asksNoServerWithoutTls() throws IOException, InterruptedException {
    link("curl");
    ProgramRun run =
        redoubt(Map.of("REDOUBT_JDK", "download", "REDOUBT_JDK_API", "http://mirror.example.org"));
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.output()).contains("it must begin with https://");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "system", "yes"})
  void downloadsNothingWithoutConsent(String wish) throws IOException, InterruptedException {
    link("curl");
    ProgramRun run = redoubt(Map.of("REDOUBT_JDK", wish));
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.output())
        .contains(wish.equals("yes") ? "it can be `download` or `system`" : "REDOUBT_JDK=download");
    assertThat(requests).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"y", "n", ""})
  void asksOnTerminal(String reply) throws IOException, InterruptedException {
    Optional<Path> script = program("script");
    assumeTrue(script.isPresent() && OS.LINUX.isCurrentOs(), "`script` is not installed");
    assumeTrue(link("curl") || link("wget"), "neither curl nor wget is installed");
    link("stty");
    ProcessBuilder process =
        process(
            List.of(
                script.get().toString(),
                "-qec",
                "/bin/sh " + folder.resolve("checkout/redoubt") + " --version",
                "/dev/null"),
            Map.of("SHELL", "/bin/sh"));
    process.redirectInput(Files.writeString(folder.resolve("reply"), reply + "\n").toFile());
    Process running = process.redirectErrorStream(true).start();
    String output = new String(running.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(output).contains("Download Eclipse Temurin 25");
    assertThat(running.waitFor()).as(output).isEqualTo(reply.equals("n") ? 2 : 0);
    assertThat(requests).hasSize(reply.equals("n") ? 0 : 2);
  }

  @Test
  void mavenWrapperRunsOnSameJdk() throws IOException, InterruptedException {
    assumeTrue(link("curl") || link("wget"), "neither curl nor wget is installed");
    Properties wrapper = new Properties();
    try (var text =
        Files.newBufferedReader(folder.resolve("checkout/.mvn/wrapper/maven-wrapper.properties"))) {
      wrapper.load(text);
    }
    String url = wrapper.getProperty("distributionUrl");
    String name = url.substring(url.lastIndexOf('/') + 1).replace("-bin.zip", "");
    Path maven =
        folder.resolve(
            "home/.m2/wrapper/dists/" + name + "/" + Integer.toHexString(url.hashCode()) + "/bin");
    Files.createDirectories(maven);
    script(maven.resolve("mvn"), "#!/bin/sh\necho \"maven with $JAVA_HOME\"\n");
    ProgramRun run =
        ProgramRun.of(
            process(
                List.of("/bin/sh", folder.resolve("checkout/mvnw").toString(), "verify"),
                Map.of("REDOUBT_JDK", "download")));
    assertThat(run.succeeds().output()).contains("maven with " + cache().resolve("jdk-25.0.3+9"));
  }
}
