import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Compares the SBOM with the jars that ship: both must list the same files, by SHA-256.
///
/// `SbomCheck.java SBOM LIB OWN PURL...`: LIB is the folder of jars, OWN the name of the jar that
/// the SBOM describes, which is not one of its own components. Each PURL is a component that is
/// compiled into a jar of LIB, and has no jar there. Exit code 1 lists the differences.
final class SbomCheck {

  private SbomCheck() {}

  public static void main(String[] args) throws IOException, NoSuchAlgorithmException {
    Path lib = Path.of(args[1]);
    Map<String, String> listed = components(Path.of(args[0]));
    List<String> differences = new ArrayList<>();
    for (String purl : List.of(args).subList(3, args.length)) {
      if (!listed.values().remove(purl)) {
        differences.add("`" + purl + "` is compiled into the product, and missing in the SBOM");
      }
    }
    for (Path jar : jars(lib)) {
      boolean own = jar.endsWith(args[2]);
      if (!own && listed.remove(digest(jar)) == null) {
        differences.add(
            "`"
                + jar.getFileName()
                + "` is missing in the SBOM (left by an earlier build? `mvnw clean`)");
      }
    }
    for (String purl : listed.values()) {
      differences.add("`" + purl + "` is in the SBOM, and not in `" + lib + "`");
    }
    differences.forEach(System.err::println);
    System.exit(differences.isEmpty() ? 0 : 1);
  }

  /// Package URLs by SHA-256.
  private static Map<String, String> components(Path sbom) {
    Map<String, String> components = new TreeMap<>();
    for (JsonNode component : JsonMapper.shared().readTree(sbom).required("components")) {
      String purl = component.required("purl").stringValue();
      for (JsonNode hash : component.required("hashes")) {
        if (hash.required("alg").stringValue().equals("SHA-256")) {
          components.put(hash.required("content").stringValue(), purl);
        }
      }
    }
    return components;
  }

  private static List<Path> jars(Path lib) throws IOException {
    try (Stream<Path> files = Files.list(lib)) {
      return files.filter(file -> file.toString().endsWith(".jar")).sorted().toList();
    }
  }

  private static String digest(Path file) throws IOException, NoSuchAlgorithmException {
    byte[] digest = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file));
    return HexFormat.of().formatHex(digest);
  }
}
