import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// `redoubt assess` and Checkov beside each other: `java -cp JARS benchmarks/AssessComparison.java
/// [--names] [--module-path DIR] CHECKOV REDOUBT TABLE FOLDER...`.
///
/// CHECKOV and REDOUBT are the programs, TABLE is `benchmarks/checkov-checks.tsv`. Both run in each
/// FOLDER, once to fill the caches of the machine and once measured, one after the other, Checkov
/// with the frameworks for Bicep and ARM only and without a download. The cost is that of the whole
/// process: processor time of user and system, wall time, peak resident memory (Linux, `python3` on
/// the path).
///
/// A violation of Redoubt is a resource as deployed: a module that is used three times is three
/// resources, with the parameters of each. One of Checkov is a declaration in a file, with the
/// default of each parameter. So violations are not compared one by one. For each control that the
/// table pairs with checks, a type of resource in a folder is violated in the eyes of both, of one,
/// or of none. With `--names` these are listed, and the files that a tool does not read.
///
/// A file is unread by Redoubt if no input of the report is this file, and by Checkov if it reports
/// a parsing error for it.
final class AssessComparison {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  /// Runs a command and writes its wall time, its processor time and its peak memory in KB, which
  /// only the parent of a process is told exactly.
  private static final String MEASURE =
      """
      import resource, subprocess, sys, time
      start = time.monotonic()
      status = subprocess.call(sys.argv[2:])
      wall = time.monotonic() - start
      used = resource.getrusage(resource.RUSAGE_CHILDREN)
      with open(sys.argv[1], "w") as file:
          print(wall, used.ru_utime + used.ru_stime, used.ru_maxrss, file=file)
      sys.exit(status if status >= 0 else 128 - status)
      """;

  private record Cost(double wall, double processor, long peakKilobytes) {}

  private record Run(Path out, Cost cost) {}

  /// What a tool says of a folder. The violations by rule (a control or a check) and type of
  /// resource.
  private record Report(
      Map<String, Map<String, Integer>> violations, Set<String> unread, Cost cost) {
    int count() {
      return violations.values().stream()
          .flatMap(of -> of.values().stream())
          .mapToInt(Integer::intValue)
          .sum();
    }
  }

  private final boolean names;
  private final List<String> options;
  private final Map<String, String> controlOfCheck;

  private AssessComparison(boolean names, List<String> options, Map<String, String> controls) {
    this.names = names;
    this.options = options;
    this.controlOfCheck = controls;
  }

  public static void main(String[] arguments) throws IOException, InterruptedException {
    List<String> args = new ArrayList<>(List.of(arguments));
    boolean names = args.remove("--names");
    List<String> options = new ArrayList<>();
    int modules = args.indexOf("--module-path");
    if (modules >= 0) {
      options.addAll(List.of("--module-path", args.get(modules + 1)));
      args.subList(modules, modules + 2).clear();
    }
    AssessComparison comparison =
        new AssessComparison(names, options, controls(Path.of(args.get(2))));
    System.out.printf(
        "%-34s %-8s %10s %6s %12s %7s %10s %8s%n",
        "folder (Bicep files)",
        "tool",
        "violations",
        "rules",
        "unread",
        "wall s",
        "processor",
        "MB");
    for (String folder : args.subList(3, args.size())) {
      comparison.compare(args.get(0), args.get(1), Path.of(folder).toAbsolutePath().normalize());
    }
  }

  private static Map<String, String> controls(Path table) throws IOException {
    Map<String, String> controls = new HashMap<>();
    for (String line : Files.readAllLines(table)) {
      if (!line.startsWith("#") && !line.isBlank()) {
        String[] columns = line.split("\t");
        for (String check : columns[1].split(" ")) {
          controls.put(check, columns[0]);
        }
      }
    }
    return controls;
  }

  private void compare(String checkov, String redoubt, Path folder)
      throws IOException, InterruptedException {
    Set<String> files = bicepFiles(folder);
    Report ours = redoubt(redoubt, folder, files);
    Report theirs = checkov(checkov, folder, files);
    String name = folder.getFileName() + " (" + files.size() + ")";
    print(name, "redoubt", ours);
    print(name, "checkov", theirs);
    System.out.printf(
        Locale.ROOT,
        "%-34s processor time of redoubt: 1/%.1f of Checkov's%n",
        name,
        theirs.cost().processor() / ours.cost().processor());
    pairs(ours, theirs);
    if (names) {
      ours.unread().forEach(file -> System.out.println("  unread by redoubt: " + file));
      theirs.unread().forEach(file -> System.out.println("  unread by Checkov: " + file));
    }
  }

  /// Which controls and types of resources both see, and which only one.
  private void pairs(Report ours, Report theirs) {
    Map<String, Set<String>> found = new TreeMap<>();
    ours.violations()
        .forEach(
            (control, types) ->
                types
                    .keySet()
                    .forEach(
                        type ->
                            found
                                .computeIfAbsent(control + " " + type, k -> new TreeSet<>())
                                .add("redoubt")));
    theirs
        .violations()
        .forEach(
            (check, types) ->
                types
                    .keySet()
                    .forEach(
                        type ->
                            found
                                .computeIfAbsent(
                                    controlOfCheck.getOrDefault(check, check) + " " + type,
                                    k -> new TreeSet<>())
                                .add("checkov")));
    Map<String, List<String>> by = new TreeMap<>();
    found.forEach(
        (what, tools) -> {
          boolean paired = controlOfCheck.containsValue(what.substring(0, what.indexOf(' ')));
          String who =
              tools.size() == 2
                  ? "both"
                  : "only "
                      + tools.iterator().next()
                      + (paired ? "" : ", not a question of the other");
          by.computeIfAbsent(who, k -> new ArrayList<>()).add(what);
        });
    by.forEach(
        (who, what) -> {
          System.out.printf("  %3d rules and types: %s%n", what.size(), who);
          if (names) {
            what.forEach(one -> System.out.println("        " + one));
          }
        });
  }

  private static void print(String folder, String tool, Report report) {
    System.out.printf(
        Locale.ROOT,
        "%-34s %-8s %10d %6d %12d %7.2f %10.2f %8d%n",
        folder,
        tool,
        report.count(),
        report.violations().size(),
        report.unread().size(),
        report.cost().wall(),
        report.cost().processor(),
        report.cost().peakKilobytes() / 1024);
  }

  private Report redoubt(String program, Path folder, Set<String> files)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(program, "assess", ".", "--format", "json"));
    command.addAll(options);
    run(command, folder);
    Run run = run(command, folder);
    JsonNode report = JSON.readTree(Files.readString(run.out()));
    Files.delete(run.out());
    Map<String, Map<String, Integer>> violations = new TreeMap<>();
    for (JsonNode finding : report.path("findings")) {
      if (finding.path("verdict").asString("").equals("fail")) {
        add(
            violations,
            finding.path("control").asString(""),
            finding.path("resource").path("type").asString(""));
      }
    }
    Set<String> unread = new TreeSet<>(files);
    for (JsonNode input : report.path("inputs")) {
      // Inputs that were not assessed may be listed as well, with another role.
      if (Set.of("entry", "part").contains(input.path("role").asString(""))) {
        unread.remove(input.path("path").asString(""));
      }
    }
    return new Report(violations, unread, run.cost());
  }

  private Report checkov(String program, Path folder, Set<String> files)
      throws IOException, InterruptedException {
    List<String> command =
        List.of(program, "-d", ".", "--framework", "bicep", "arm", "--skip-download", "-o", "json");
    run(command, folder);
    Run run = run(command, folder);
    JsonNode parsed = JSON.readTree(Files.readString(run.out()));
    Files.delete(run.out());
    Map<String, Map<String, Integer>> violations = new TreeMap<>();
    Set<String> unread = new TreeSet<>();
    Set<String> seen = new TreeSet<>();
    for (JsonNode report : parsed.isArray() ? parsed : List.of(parsed)) {
      for (JsonNode error : report.path("results").path("parsing_errors")) {
        String file = relative(folder, error.asString(""));
        if (files.contains(file)) {
          unread.add(file);
        }
      }
      for (JsonNode failed : report.path("results").path("failed_checks")) {
        String check = failed.path("check_id").asString("");
        String resource = failed.path("resource").asString("");
        if (seen.add(check + " " + failed.path("file_path").asString("") + " " + resource)) {
          add(violations, check, type(resource));
        }
      }
    }
    return new Report(violations, unread, run.cost());
  }

  /// `Microsoft.Web/sites.newSite` is a site.
  private static String type(String resource) {
    int dot = resource.indexOf('.', resource.indexOf('/') + 1);
    return dot < 0 ? resource : resource.substring(0, dot);
  }

  private static String relative(Path folder, String file) {
    Path path = folder.resolve(file.startsWith(folder.toString()) ? file : strip(file)).normalize();
    return folder.relativize(path).toString();
  }

  private static String strip(String file) {
    return file.startsWith("/") ? file.substring(1) : file;
  }

  private static void add(Map<String, Map<String, Integer>> to, String rule, String type) {
    to.computeIfAbsent(rule, r -> new TreeMap<>()).merge(type, 1, Integer::sum);
  }

  private static Set<String> bicepFiles(Path folder) throws IOException {
    try (Stream<Path> tree = Files.walk(folder)) {
      Set<String> files = new TreeSet<>();
      tree.filter(file -> file.toString().endsWith(".bicep"))
          .forEach(file -> files.add(folder.relativize(file).toString()));
      return files;
    }
  }

  private static Run run(List<String> command, Path folder)
      throws IOException, InterruptedException {
    Path cost = Files.createTempFile("assess-", ".cost");
    Path out = Files.createTempFile("assess-", ".out");
    List<String> measured = new ArrayList<>(List.of("python3", "-c", MEASURE, cost.toString()));
    measured.addAll(command);
    ProcessBuilder builder =
        new ProcessBuilder(measured)
            .directory(folder.toFile())
            .redirectInput(Path.of("/dev/null").toFile())
            .redirectOutput(out.toFile())
            .redirectError(ProcessBuilder.Redirect.DISCARD);
    builder.start().waitFor();
    String[] numbers = Files.readString(cost).strip().split(" ");
    Files.delete(cost);
    return new Run(
        out,
        new Cost(
            Double.parseDouble(numbers[0]),
            Double.parseDouble(numbers[1]),
            Long.parseLong(numbers[2])));
  }
}
