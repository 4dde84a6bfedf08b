import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Properties;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Adds the Java runtime of a distribution to its SBOM.
final class RuntimeBom {

  private RuntimeBom() {}

  /// Adds the runtime as a component of the type `platform`.
  ///
  /// @param bom the SBOM of the jars, CycloneDX as JSON; it is replaced
  /// @param runtime the runtime that `jlink` made with the JDK that runs this program
  static void add(Path bom, Path runtime, String platform) throws IOException {
    JsonMapper json = JsonMapper.shared();
    ObjectNode document = (ObjectNode) json.readTree(bom);
    Properties jdk = release(Path.of(System.getProperty("java.home")));
    String version = value(jdk, "JAVA_RUNTIME_VERSION");
    ObjectNode component = document.withArray("components").addObject();
    component.put("type", "platform");
    component.put("bom-ref", "java-runtime");
    component.put("publisher", value(jdk, "IMPLEMENTOR"));
    component.put("name", "OpenJDK runtime");
    component.put("version", version);
    component
        .withArray("hashes")
        .addObject()
        .put("alg", "SHA-256")
        .put("content", sha256(runtime.resolve("lib/modules")));
    component
        .withArray("licenses")
        .addObject()
        .put("expression", "GPL-2.0-only WITH Classpath-exception-2.0");
    component.put("purl", "pkg:generic/openjdk@" + version.replace("+", "%2B"));
    property(component, "platform", platform);
    property(component, "distribution", value(jdk, "IMPLEMENTOR_VERSION"));
    property(component, "source", value(jdk, "SOURCE_REPO"));
    property(component, "modules", value(release(runtime), "MODULES"));
    property(component, "hashed-file", "lib/modules");
    Files.writeString(
        bom, json.writerWithDefaultPrettyPrinter().writeValueAsString(document) + "\n");
  }

  private static void property(ObjectNode component, String name, String value) {
    if (!value.isEmpty()) {
      component
          .withArray("properties")
          .addObject()
          .put("name", "redoubt:runtime:" + name)
          .put("value", value);
    }
  }

  /// The file with which each JDK and runtime says what it is.
  private static Properties release(Path home) throws IOException {
    Properties release = new Properties();
    try (Reader reader = Files.newBufferedReader(home.resolve("release"))) {
      release.load(reader);
    }
    return release;
  }

  private static String value(Properties release, String name) {
    return release.getProperty(name, "").replace("\"", "");
  }

  private static String sha256(Path file) {
    try {
      return HexFormat.of()
          .formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
