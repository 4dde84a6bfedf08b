import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/// Prints the score of a mutation run, and what survived: `Mutants.java MUTATIONS_XML... PERCENT`.
///
/// Of several reports, which differ in the tests that were run, a mutant that is killed in one of
/// them is killed. A report that does not exist is one of a module without tests of these classes.
///
/// A mutant is killed when a test fails, runs out of memory, or runs into the time limit. What PIT
/// could not run counts as not killed. Mutants that the JVM refuses to load say nothing about the
/// tests, and are left out. Exit code 1 if fewer than PERCENT are killed, 2 if nothing was
/// measured.
final class Mutants {

  private Mutants() {}

  private enum Status {
    KILLED,
    TIMED_OUT,
    MEMORY_ERROR,
    SURVIVED,
    NO_COVERAGE,
    RUN_ERROR,
    NOT_STARTED,
    STARTED,
    NON_VIABLE;

    boolean isKilled() {
      return this == KILLED || this == TIMED_OUT || this == MEMORY_ERROR;
    }
  }

  public static void main(String[] args) throws Exception {
    int wanted = Integer.parseInt(args[args.length - 1]);
    Map<String, Mutant> best = new HashMap<>();
    for (String report : Arrays.asList(args).subList(0, args.length - 1)) {
      if (Files.exists(Path.of(report))) {
        read(new File(report))
            .forEach((place, mutant) -> best.merge(place, mutant, Mutant::better));
      }
    }
    if (best.isEmpty()) {
      System.err.println("there is no report `" + args[0] + "`: no class was changed");
      System.exit(2);
    }
    Map<Status, Integer> counts = new EnumMap<>(Status.class);
    List<String> survivors = new ArrayList<>();
    for (Mutant each : best.values()) {
      counts.merge(each.status, 1, Integer::sum);
      if (!each.status.isKilled() && each.status != Status.NON_VIABLE) {
        survivors.add(each.line + " (" + each.status + ")");
      }
    }
    survivors.stream().sorted().forEach(System.out::println);
    int killed = sum(counts, true);
    int total = killed + sum(counts, false);
    if (total == 0 || counts.getOrDefault(Status.NO_COVERAGE, 0) == total) {
      System.err.println("nothing was measured: no test reached a changed place");
      System.exit(2);
    }
    System.out.printf(
        "killed %d of %d mutants: %.1f %% %s%n", killed, total, 100.0 * killed / total, counts);
    System.exit(100L * killed < (long) wanted * total ? 1 : 0);
  }

  private record Mutant(Status status, String line) {

    Mutant better(Mutant other) {
      return other.status.compareTo(status) < 0 ? other : this;
    }
  }

  /// Returns the mutants of a report by their place in the compiled class.
  private static Map<String, Mutant> read(File report) throws Exception {
    DocumentBuilder builder = DocumentBuilderFactory.newInstance().newDocumentBuilder();
    NodeList mutations = builder.parse(report).getElementsByTagName("mutation");
    Map<String, Mutant> found = new HashMap<>();
    for (int i = 0; i < mutations.getLength(); i++) {
      Element each = (Element) mutations.item(i);
      String place =
          String.join(
              " ",
              text(each, "mutatedClass"),
              text(each, "mutatedMethod"),
              text(each, "methodDescription"),
              text(each, "mutator"),
              text(each, "indexes"));
      found.put(place, new Mutant(Status.valueOf(each.getAttribute("status")), line(each)));
    }
    return found;
  }

  private static int sum(Map<Status, Integer> counts, boolean killed) {
    return counts.entrySet().stream()
        .filter(each -> each.getKey() != Status.NON_VIABLE)
        .filter(each -> each.getKey().isKilled() == killed)
        .mapToInt(Map.Entry::getValue)
        .sum();
  }

  private static String line(Element mutation) {
    String mutator = text(mutation, "mutator");
    return "%s:%04d %s [%s] %s"
        .formatted(
            text(mutation, "mutatedClass"),
            Integer.parseInt(text(mutation, "lineNumber")),
            text(mutation, "mutatedMethod"),
            mutator.substring(mutator.lastIndexOf('.') + 1),
            text(mutation, "description"));
  }

  private static String text(Element mutation, String name) {
    return mutation.getElementsByTagName(name).item(0).getTextContent();
  }
}
