import dev.redoubt.admin.AdminMain;
import dev.redoubt.cli.console.Terminal;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import tools.jackson.databind.ObjectMapper;

/// Gathers what a release publishes in the folder `files`: archives, image, SBOM, `SHA256SUMS`; and
/// beside it the statement how they were built (SLSA provenance, version 1). With a key, `redoubt model sign` and
/// `redoubt model attest` sign them as they sign the folder of a model; `redoubt model verify` checks
/// both.
///
///     java -cp 'app/admin/target/lib/*' build/distribution/SignRelease.java DISTRIBUTION VERSION RELEASE [KEY]
///     java -cp ... build/distribution/SignRelease.java --provenance FILE VERSION
final class SignRelease {

  private final Path distribution;
  private final String version;
  private final Path release;
  private final String key;

  private SignRelease(String[] arguments) {
    boolean provenanceAlone = arguments[0].equals("--provenance");
    distribution = Path.of(arguments[0]);
    version = arguments[provenanceAlone ? 2 : 1];
    release = Path.of(arguments[provenanceAlone ? 1 : 2]);
    key = arguments.length > 3 ? arguments[3].strip() : "";
  }

  public static void main(String[] arguments) throws Exception {
    SignRelease release = new SignRelease(arguments);
    if (arguments[0].equals("--provenance")) {
      release.writeProvenance(Path.of(arguments[1]));
    } else {
      release.write();
    }
  }

  private void write() throws Exception {
    Path files = release.resolve("files");
    clear(files);
    for (Path each : list(distribution)) {
      if (Files.isRegularFile(each)
          && each.getFileName().toString().startsWith("redoubt-" + version)) {
        Files.copy(each, files.resolve(each.getFileName()), StandardCopyOption.REPLACE_EXISTING);
      }
    }
    Path bom = Path.of("app/admin/target/redoubt.cdx.json");
    if (Files.exists(bom)) {
      Files.copy(bom, files.resolve("redoubt-" + version + ".cdx.json"));
    }
    StringBuilder sums = new StringBuilder();
    for (Path each : list(files)) {
      sums.append(sha256(each)).append("  ").append(each.getFileName()).append('\n');
    }
    Files.writeString(files.resolve("SHA256SUMS"), sums);
    Path provenance = release.resolve("provenance.json");
    writeProvenance(provenance);
    if (key.isEmpty()) {
      System.err.println("not signed: -Dredoubt.sign.key=KEY signs the release");
      return;
    }
    String folder = files.toString();
    run(
        "model",
        "sign",
        folder,
        "--key",
        key,
        "--signature",
        release.resolve("redoubt-" + version + ".sig").toString());
    run(
        "model",
        "attest",
        folder,
        "--type",
        "provenance",
        "--predicate",
        provenance.toString(),
        "--key",
        key,
        "--output",
        release.resolve("redoubt-" + version + ".provenance").toString());
  }

  private void writeProvenance(Path file) throws IOException, InterruptedException {
    Files.writeString(
        file,
        new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(provenance())
            + "\n");
  }

  /// What is known of this build. Where GitHub ran it, its variables say which run; elsewhere, the
  /// builder is this program on a machine that nobody vouches for.
  private Map<String, Object> provenance() throws IOException, InterruptedException {
    Map<String, String> environment = System.getenv();
    boolean github = environment.containsKey("GITHUB_RUN_ID");
    String repository =
        github
            ? environment.get("GITHUB_SERVER_URL") + "/" + environment.get("GITHUB_REPOSITORY")
            : git("config", "--get", "remote.origin.url");
    String commit = git("rev-parse", "HEAD");
    Map<String, Object> parameters = new LinkedHashMap<>();
    parameters.put("command", "./mvnw -Pdistribution verify");
    parameters.put("version", version);
    Map<String, Object> source = new LinkedHashMap<>();
    source.put("uri", "git+" + (repository.isEmpty() ? "file:redoubt" : repository));
    source.put("digest", Map.of("gitCommit", commit));
    Map<String, Object> jdk = new LinkedHashMap<>();
    jdk.put("uri", "pkg:generic/openjdk@" + Runtime.version().toString().replace("+", "%2B"));
    jdk.put("name", System.getProperty("java.vendor") + " " + Runtime.version());
    Map<String, Object> definition = new LinkedHashMap<>();
    definition.put("buildType", "https://redoubt.dev/distribution/v1");
    definition.put("externalParameters", parameters);
    definition.put(
        "internalParameters",
        Map.of("uncommittedChanges", Boolean.toString(!git("status", "--porcelain").isEmpty())));
    definition.put("resolvedDependencies", List.of(source, jdk));
    Map<String, Object> run = new LinkedHashMap<>();
    run.put(
        "builder",
        Map.of(
            "id",
            github
                ? repository + "/.github/workflows/release.yml"
                : "https://redoubt.dev/builder/local"));
    Map<String, Object> metadata = new LinkedHashMap<>();
    if (github) {
      metadata.put(
          "invocationId", repository + "/actions/runs/" + environment.get("GITHUB_RUN_ID"));
    }
    metadata.put("finishedOn", Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
    run.put("metadata", metadata);
    Map<String, Object> predicate = new LinkedHashMap<>();
    predicate.put("buildDefinition", definition);
    predicate.put("runDetails", run);
    return predicate;
  }

  private static String git(String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("git"));
    command.addAll(List.of(arguments));
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    String text =
        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    process.waitFor();
    return text;
  }

  private static void run(String... arguments) {
    PrintWriter messages = new PrintWriter(System.err, true);
    int code =
        AdminMain.run(new Terminal(messages, messages, false, false, System.getenv()), arguments);
    if (code != 0) {
      throw new IllegalStateException("exit code " + code + " of " + String.join(" ", arguments));
    }
  }

  private static String sha256(Path file) throws Exception {
    MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
    try (InputStream in = Files.newInputStream(file)) {
      byte[] part = new byte[1 << 16];
      for (int read = in.read(part); read >= 0; read = in.read(part)) {
        sha256.update(part, 0, read);
      }
    }
    return HexFormat.of().formatHex(sha256.digest());
  }

  private static List<Path> list(Path folder) throws IOException {
    try (Stream<Path> all = Files.list(folder)) {
      return all.sorted().toList();
    }
  }

  private static void clear(Path folder) throws IOException {
    Files.createDirectories(folder);
    for (Path each : list(folder)) {
      Files.delete(each);
    }
  }
}
