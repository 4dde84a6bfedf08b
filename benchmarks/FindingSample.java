import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Draws findings for a judge who compares them with the source: `java -cp JARS
/// benchmarks/FindingSample.java SEED FAILS PASSES TSV ROOT=REPORT...`.
///
/// A REPORT is the output of `redoubt assess --include-passes --format json`, run in the folder
/// ROOT; a folder can have several reports, of several parameter values. A finding that is the same
/// in several of them (folder, control, verdict, resource, place, reason) counts once, for the
/// first. The sample is stratified by control: the controls are visited in turn, and each gives one
/// finding at random until the number is reached. So a control with few findings is judged whole,
/// and the file TSV notes how many each control has, to weight the result. The same SEED and the
/// same reports give the same sample.
///
/// Standard output is for the judge: control, resource, place, reason, the lines around each place
/// that the finding names, and the declarations of the parameters and variables in these lines. TSV
/// gets a line for each finding, with an empty column for the judgement.
final class FindingSample {

  private static final int AROUND = 3;
  private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");
  private static final Pattern DECLARATION =
      Pattern.compile("^\\s*(?:param|var)\\s+([A-Za-z_][A-Za-z0-9_]*)\\b.*");
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private record Finding(Path root, String report, JsonNode node) {
    String text(String name) {
      return node.path(name).asString("");
    }

    String resource() {
      return node.path("resource").path("type").asString("")
          + " "
          + node.path("resource").path("name").asString("");
    }

    String place() {
      return node.path("origin").path("file").asString("")
          + ":"
          + node.path("origin").path("line").asInt(0);
    }

    String key() {
      return String.join(
          "\t",
          root.getFileName().toString(),
          text("control"),
          text("verdict"),
          resource(),
          place(),
          text("reason"));
    }
  }

  private FindingSample() {}

  public static void main(String[] args) throws IOException {
    Random random = new Random(Long.parseLong(args[0]));
    Map<String, Finding> findings = new LinkedHashMap<>();
    for (String argument : List.of(args).subList(4, args.length)) {
      int at = argument.indexOf('=');
      Path root = Path.of(argument.substring(0, at)).toAbsolutePath().normalize();
      Path report = Path.of(argument.substring(at + 1));
      for (JsonNode node : JSON.readTree(Files.readString(report)).path("findings")) {
        Finding finding = new Finding(root, report.getFileName().toString(), node);
        findings.putIfAbsent(finding.key(), finding);
      }
    }
    List<String> lines = new ArrayList<>();
    lines.add("number\tverdict\tcontrol\tof\treport\tresource\tplace\treason\tjudgement\twhy");
    int number = 0;
    for (String verdict : List.of("fail", "pass")) {
      int wanted = Integer.parseInt(args[verdict.equals("fail") ? 1 : 2]);
      TreeMap<String, List<Finding>> strata = new TreeMap<>();
      for (Finding finding : findings.values()) {
        if (finding.text("verdict").equals(verdict)) {
          strata.computeIfAbsent(finding.text("control"), c -> new ArrayList<>()).add(finding);
        }
      }
      Map<String, Integer> sizes = new TreeMap<>();
      strata.forEach((control, of) -> sizes.put(control, of.size()));
      for (Finding finding : draw(strata, wanted, random)) {
        number++;
        print(number, finding);
        lines.add(row(number, finding, sizes.get(finding.text("control"))));
      }
      System.err.printf(
          "%s: %d drawn of %d, %d controls%n",
          verdict,
          Math.min(wanted, sizes.values().stream().mapToInt(Integer::intValue).sum()),
          sizes.values().stream().mapToInt(Integer::intValue).sum(),
          sizes.size());
    }
    Files.write(Path.of(args[3]), lines);
  }

  private static List<Finding> draw(
      TreeMap<String, List<Finding>> strata, int wanted, Random random) {
    strata.values().forEach(of -> Collections.shuffle(of, random));
    List<Finding> drawn = new ArrayList<>();
    while (drawn.size() < wanted && !strata.isEmpty()) {
      for (String control : List.copyOf(strata.keySet())) {
        List<Finding> left = strata.get(control);
        drawn.add(left.removeLast());
        if (left.isEmpty()) {
          strata.remove(control);
        }
        if (drawn.size() == wanted) {
          break;
        }
      }
    }
    drawn.sort((a, b) -> a.text("control").compareTo(b.text("control")));
    return drawn;
  }

  private static String row(int number, Finding finding, int size) {
    return String.join(
        "\t",
        String.valueOf(number),
        finding.text("verdict"),
        finding.text("control"),
        String.valueOf(size),
        finding.report().replaceFirst("\\.json$", ""),
        finding.resource().replace('\t', ' '),
        finding.place(),
        finding.text("reason").replace('\t', ' ').replace('\n', ' '),
        "",
        "");
  }

  private static void print(int number, Finding finding) throws IOException {
    System.out.printf(
        "=== %d %s %s [%s]%n    %s%n    %s%n    %s%n",
        number,
        finding.text("verdict"),
        finding.text("control"),
        finding.report(),
        finding.resource(),
        finding.place(),
        finding.text("reason"));
    if (finding.node().has("when")) {
      System.out.printf("    when %s%n", finding.node().path("when"));
    }
    Set<String> places = new LinkedHashSet<>();
    places(finding.node(), places);
    for (String place : places) {
      source(finding.root(), place);
    }
    System.out.println();
  }

  /// The places that the finding and its reasons name.
  private static void places(JsonNode node, Set<String> into) {
    JsonNode origin = node.path("origin");
    if (origin.has("file")) {
      into.add(origin.path("file").asString("") + ":" + origin.path("line").asInt(0));
    }
    node.path("because").forEach(child -> places(child, into));
  }

  private static void source(Path root, String place) throws IOException {
    int at = place.lastIndexOf(':');
    Path file = root.resolve(place.substring(0, at));
    if (!Files.isRegularFile(file)) {
      System.out.printf("  -- %s is not in the folder%n", place);
      return;
    }
    List<String> lines = Files.readAllLines(file);
    int line = Integer.parseInt(place.substring(at + 1));
    int from = Math.max(1, line - AROUND);
    int to = Math.min(lines.size(), line + AROUND);
    System.out.printf("  -- %s%n", place);
    Set<String> names = new HashSet<>();
    for (int i = from; i <= to; i++) {
      String content = lines.get(i - 1);
      System.out.printf("  %s%5d  %s%n", i == line ? ">" : " ", i, shortened(content));
      NAME.matcher(content).results().forEach(match -> names.add(match.group()));
    }
    for (int i = 1; i <= lines.size(); i++) {
      Matcher declaration = DECLARATION.matcher(lines.get(i - 1));
      boolean shown = i >= from && i <= to;
      if (!shown && declaration.matches() && names.contains(declaration.group(1))) {
        System.out.printf("   %5d  %s%n", i, shortened(lines.get(i - 1)));
      }
    }
  }

  private static String shortened(String line) {
    return line.length() <= 140 ? line : line.substring(0, 139) + "…";
  }
}
