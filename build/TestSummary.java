import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/// Says after a build how many tests ran, which were skipped and why, and which classes were slow.
///
/// `TestSummary.java ROOT BEGIN`: of Surefire's reports below ROOT, those written since BEGIN, the
/// time at which the build began.
final class TestSummary {

  private static final int SLOWEST = 5;

  private record TestClass(String name, double seconds) {}

  private final List<TestClass> classes = new ArrayList<>();
  private final Map<String, Map<String, Integer>> skipped = new TreeMap<>();
  private int modules;
  private int tests;
  private int skips;

  private TestSummary() {}

  public static void main(String[] args) throws Exception {
    TestSummary summary = new TestSummary();
    summary.read(Path.of(args[0]), Instant.parse(args[1]));
    summary.print();
  }

  private void read(Path root, Instant begin) throws IOException, XMLStreamException {
    List<Path> folders;
    try (Stream<Path> all = Files.walk(root, 4)) {
      folders = all.filter(each -> each.endsWith("target/surefire-reports")).sorted().toList();
    }
    var matcher = FileSystems.getDefault().getPathMatcher("glob:TEST-*.xml");
    for (Path folder : folders) {
      int before = tests;
      List<Path> reports;
      try (Stream<Path> all = Files.list(folder)) {
        reports = all.filter(each -> matcher.matches(each.getFileName())).sorted().toList();
      }
      for (Path report : reports) {
        // A report of an earlier build may be of a class that is no more.
        if (!Files.getLastModifiedTime(report).toInstant().isBefore(begin)) {
          read(report);
        }
      }
      modules += tests > before ? 1 : 0;
    }
  }

  private void read(Path report) throws IOException, XMLStreamException {
    XMLInputFactory factory = XMLInputFactory.newFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    try (InputStream in = Files.newInputStream(report)) {
      XMLStreamReader xml = factory.createXMLStreamReader(in);
      String name = "";
      while (xml.hasNext()) {
        if (xml.next() != XMLStreamConstants.START_ELEMENT) {
          continue;
        }
        switch (xml.getLocalName()) {
          case "testsuite" -> {
            name = simple(xml.getAttributeValue(null, "name"));
            String seconds = xml.getAttributeValue(null, "time").replace(",", "");
            classes.add(new TestClass(name, Double.parseDouble(seconds)));
          }
          case "testcase" -> tests++;
          case "skipped" -> {
            skips++;
            String message = xml.getAttributeValue(null, "message");
            String why = reason(message == null ? xml.getElementText() : message);
            skipped.computeIfAbsent(why, _ -> new TreeMap<>()).merge(name, 1, Integer::sum);
          }
          default -> {}
        }
      }
    }
  }

  private static String simple(String name) {
    return name.substring(name.lastIndexOf('.') + 1);
  }

  /// The first line, without the exception that JUnit makes of it.
  private static String reason(String text) {
    return text.strip()
        .lines()
        .findFirst()
        .orElse("no reason given")
        .replaceFirst("^[\\w.]+Exception: ", "")
        .replaceFirst("^(Assumption failed|skipped): ", "")
        .replaceFirst("^skipped: ", "");
  }

  private void print() {
    System.out.printf(
        "%,d tests passed in %d modules, %,d skipped%n", tests - skips, modules, skips);
    skipped.forEach(
        (why, where) -> {
          int count = where.values().stream().mapToInt(Integer::intValue).sum();
          System.out.printf(
              "  skipped %d: %s (%s)%n", count, why, String.join(", ", where.keySet()));
        });
    List<String> slow =
        classes.stream()
            .sorted((a, b) -> Double.compare(b.seconds(), a.seconds()))
            .limit(SLOWEST)
            .map(each -> "%s %.0f s".formatted(each.name(), each.seconds()))
            .toList();
    System.out.println("  slowest: " + String.join(", ", slow));
  }
}
