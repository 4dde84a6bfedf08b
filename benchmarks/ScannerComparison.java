import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Scanners of models beside each other: `java benchmarks/ScannerComparison.java [--names] BIN
/// REDOUBT FOLDER...`.
///
/// BIN is the folder with `picklescan`, `fickling` and `modelscan` (as pip puts them there:
/// `picklescan[7z]` with `numpy`, `modelscan[tensorflow,h5py]`), REDOUBT the launcher; a tool that
/// is not in BIN is left out. For each folder and tool: what becomes of each file, then the wall
/// time, the processor time and the peak resident memory of one process over the whole folder, the
/// least of three (on Linux; `python3` is on the path). What becomes of a file is in the reports of
/// redoubt and modelscan; picklescan is run for each file, as fickling is, which takes one file at
/// a time. So fickling's times are the sum and its memory the largest. A run of more than ten
/// minutes is ended. With `--names` the files that did not pass are listed.
final class ScannerComparison {

  private enum Outcome {
    FLAGGED,
    PASSED,
    /// The tool says that it cannot read it.
    UNREADABLE,
    /// The tool says that it is not for it, or says nothing of it.
    LEFT_OUT,
    CRASHED
  }

  private record Run(int exit, String out, boolean traceback, Cost cost) {}

  private record Cost(double wall, double processor, long peakKilobytes) {
    static final Cost NONE = new Cost(0, 0, 0);

    Cost plus(Cost other) {
      return new Cost(
          wall + other.wall,
          processor + other.processor,
          Math.max(peakKilobytes, other.peakKilobytes));
    }

    Cost orBetter(Cost other) {
      return new Cost(
          Math.min(wall, other.wall),
          Math.min(processor, other.processor),
          Math.min(peakKilobytes, other.peakKilobytes));
    }
  }

  private record Result(Map<Path, Outcome> outcomes, Cost cost) {}

  private interface Tool {
    Result of(Path folder, List<Path> files) throws IOException, InterruptedException;
  }

  /// Runs a command and writes its wall time, its processor time and its peak memory in KB, which
  /// only the parent of a process is told exactly.
  private static final String MEASURE =
      """
      import os, resource, subprocess, sys, time
      start = time.monotonic()
      process = subprocess.Popen(sys.argv[2:], start_new_session=True)
      try:
          status = process.wait(timeout=600)
      except subprocess.TimeoutExpired:
          os.killpg(process.pid, 9)
          process.wait()
          status = 124
      wall = time.monotonic() - start
      used = resource.getrusage(resource.RUSAGE_CHILDREN)
      with open(sys.argv[1], "w") as file:
          print(wall, used.ru_utime + used.ru_stime, used.ru_maxrss, file=file)
      sys.exit(status if status >= 0 else 128 - status)
      """;

  private static final int ROUNDS = 3;

  private ScannerComparison() {}

  public static void main(String[] arguments) throws IOException, InterruptedException {
    List<String> args = new ArrayList<>(List.of(arguments));
    boolean names = args.remove("--names");
    Path bin = Path.of(args.get(0));
    Map<String, Tool> tools =
        Map.of(
            "redoubt", new Redoubt(args.get(1)),
            "picklescan", new Picklescan(bin.resolve("picklescan")),
            "modelscan", new Modelscan(bin.resolve("modelscan")),
            "fickling", new Fickling(bin.resolve("fickling")));
    System.out.printf(
        "%-24s %-11s %8s %7s %11s %9s %8s %9s %10s %8s%n",
        "folder",
        "tool",
        "flagged",
        "passed",
        "unreadable",
        "left out",
        "crashed",
        "wall s",
        "processor",
        "peak MB");
    for (String folder : args.subList(2, args.size())) {
      List<Path> files = files(Path.of(folder));
      for (String name : List.of("redoubt", "picklescan", "modelscan", "fickling")) {
        if (name.equals("redoubt") || Files.exists(bin.resolve(name))) {
          compare(name, tools.get(name), Path.of(folder), files, names);
        }
      }
    }
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> tree = Files.walk(folder)) {
      return tree.filter(Files::isRegularFile).sorted().toList();
    }
  }

  private static void compare(String name, Tool tool, Path folder, List<Path> files, boolean names)
      throws IOException, InterruptedException {
    Result result = tool.of(folder, files);
    Map<Outcome, Set<Path>> by = new EnumMap<>(Outcome.class);
    for (Outcome outcome : Outcome.values()) {
      by.put(outcome, new TreeSet<>());
    }
    files.forEach(file -> by.get(result.outcomes().getOrDefault(file, Outcome.LEFT_OUT)).add(file));
    Cost cost = result.cost();
    System.out.printf(
        Locale.ROOT,
        "%-24s %-11s %8d %7d %11d %9d %8d %9.2f %10.2f %8d%n",
        folder.getFileName() + " (" + files.size() + ")",
        name,
        by.get(Outcome.FLAGGED).size(),
        by.get(Outcome.PASSED).size(),
        by.get(Outcome.UNREADABLE).size(),
        by.get(Outcome.LEFT_OUT).size(),
        by.get(Outcome.CRASHED).size(),
        cost.wall(),
        cost.processor(),
        cost.peakKilobytes() / 1024);
    if (names) {
      by.forEach(
          (outcome, those) ->
              those.forEach(
                  file -> System.out.println("  " + outcome + " " + folder.relativize(file))));
    }
  }

  private static Cost bestOverFolder(List<String> command)
      throws IOException, InterruptedException {
    Cost best = run(command).cost();
    for (int i = 1; i < ROUNDS; i++) {
      best = best.orBetter(run(command).cost());
    }
    return best;
  }

  private record Redoubt(String launcher) implements Tool {
    private static final Pattern FILE =
        Pattern.compile("\"name\"\\s*:\\s*\"([^\"]*)\".*?\"verdict\"\\s*:\\s*\"(\\w+)\"");

    private List<String> command(Path folder) {
      return List.of(launcher, "model", "scan", folder.toString());
    }

    @Override
    public Result of(Path folder, List<Path> files) throws IOException, InterruptedException {
      List<String> command = new ArrayList<>(command(folder));
      command.addAll(List.of("--format", "json"));
      Map<Path, Outcome> outcomes = new HashMap<>();
      Matcher file = FILE.matcher(run(command).out().replaceAll("\\s+", " "));
      while (file.find()) {
        outcomes.put(
            Path.of(file.group(1)),
            switch (file.group(2)) {
              case "clean" -> Outcome.PASSED;
              case "unreadable" -> Outcome.UNREADABLE;
              default -> Outcome.FLAGGED;
            });
      }
      return new Result(outcomes, bestOverFolder(command(folder)));
    }
  }

  private record Picklescan(Path program) implements Tool {
    private List<String> command(Path path) {
      return List.of(program.toString(), "-p", path.toString());
    }

    @Override
    public Result of(Path folder, List<Path> files) throws IOException, InterruptedException {
      Map<Path, Outcome> outcomes = new HashMap<>();
      for (Path file : files) {
        outcomes.put(file, outcome(run(command(file))));
      }
      return new Result(outcomes, bestOverFolder(command(folder)));
    }

    private static Outcome outcome(Run run) {
      // What it found in a file that it could not read to the end is in its words alone.
      return run.traceback()
          ? Outcome.CRASHED
          : run.out().matches("(?s).*Infected files: [1-9].*")
              ? Outcome.FLAGGED
              : switch (run.exit()) {
                case 0 ->
                    run.out().contains("Scanned files: 0") ? Outcome.LEFT_OUT : Outcome.PASSED;
                case 2 -> Outcome.UNREADABLE;
                default -> Outcome.CRASHED;
              };
    }
  }

  private record Modelscan(Path program) implements Tool {
    private static final Pattern TEXT = Pattern.compile("\"((?:[^\"\\\\]|\\\\.)*)\"");

    private List<String> command(Path path) {
      return List.of(program.toString(), "-p", path.toString());
    }

    @Override
    public Result of(Path folder, List<Path> files) throws IOException, InterruptedException {
      Path report = Files.createTempFile("modelscan-", ".json");
      List<String> command = new ArrayList<>(command(folder));
      command.addAll(List.of("--show-skipped", "-r", "json", "-o", report.toString()));
      run(command);
      String json = Files.readString(report);
      Files.delete(report);
      int issues = json.indexOf("\"issues\":");
      int errors = json.indexOf("\"errors\":", Math.max(issues, 0));
      Set<String> scanned =
          texts(json.substring(json.indexOf("\"scanned_files\""), json.indexOf("\"skipped\"")));
      Set<String> flagged = texts(json.substring(issues, errors));
      Set<String> unreadable = texts(json.substring(errors));
      Map<Path, Outcome> outcomes = new HashMap<>();
      for (Path file : files) {
        String name = folder.relativize(file).toString();
        outcomes.put(
            file,
            flagged.contains(name)
                ? Outcome.FLAGGED
                : unreadable.contains(name)
                    ? Outcome.UNREADABLE
                    : scanned.contains(name) ? Outcome.PASSED : Outcome.LEFT_OUT);
      }
      return new Result(outcomes, bestOverFolder(command(folder)));
    }

    /// All texts, and of `archive:member` the name of the archive.
    private static Set<String> texts(String json) {
      Set<String> texts = new HashSet<>();
      for (Matcher text = TEXT.matcher(json); text.find(); ) {
        texts.add(text.group(1));
        texts.add(text.group(1).replaceFirst(":.*", ""));
      }
      return texts;
    }
  }

  private record Fickling(Path program) implements Tool {
    private Run once(Path file) throws IOException, InterruptedException {
      return run(
          List.of(
              program.toString(), "--check-safety", "--json-output", "/dev/null", file.toString()));
    }

    @Override
    public Result of(Path folder, List<Path> files) throws IOException, InterruptedException {
      Map<Path, Outcome> outcomes = new HashMap<>();
      Cost all = Cost.NONE;
      for (Path file : files) {
        Run run = once(file);
        all = all.plus(run.cost());
        outcomes.put(
            file,
            run.traceback()
                ? Outcome.CRASHED
                : switch (run.exit()) {
                  case 0 -> Outcome.PASSED;
                  case 1 -> Outcome.FLAGGED;
                  case 2 -> Outcome.UNREADABLE;
                  default -> Outcome.CRASHED;
                });
      }
      return new Result(outcomes, all);
    }
  }

  private static Run run(List<String> command) throws IOException, InterruptedException {
    Path cost = Files.createTempFile("scanner-", ".cost");
    Path out = Files.createTempFile("scanner-", ".out");
    Path errors = Files.createTempFile("scanner-", ".err");
    List<String> measured = new ArrayList<>(List.of("python3", "-c", MEASURE, cost.toString()));
    measured.addAll(command);
    ProcessBuilder builder =
        new ProcessBuilder(measured)
            .redirectInput(Path.of("/dev/null").toFile())
            .redirectOutput(out.toFile())
            .redirectError(errors.toFile());
    builder.environment().putAll(Map.of("TF_CPP_MIN_LOG_LEVEL", "3", "COLUMNS", "1000"));
    int exit = builder.start().waitFor();
    String[] numbers = Files.readString(cost).strip().split(" ");
    // Python ends with 1 after an exception too, which is no verdict.
    String words = Files.readString(errors, StandardCharsets.ISO_8859_1);
    String said = Files.readString(out, StandardCharsets.ISO_8859_1) + words;
    for (Path file : List.of(cost, out, errors)) {
      Files.delete(file);
    }
    return new Run(
        exit,
        said,
        words.contains("Traceback (most recent call last)"),
        new Cost(
            Double.parseDouble(numbers[0]),
            Double.parseDouble(numbers[1]),
            Long.parseLong(numbers[2])));
  }
}
