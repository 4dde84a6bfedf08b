import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/// Scanners of models beside each other: `java benchmarks/ScannerComparison.java BIN REDOUBT
/// FOLDER...`.
///
/// BIN is the folder with `picklescan`, `fickling` and `modelscan` (as pip puts them there:
/// `picklescan[7z]`), REDOUBT the launcher. For each folder and tool: how many files are flagged,
/// how many pass, how many the tool says it cannot read or does not look at, each file in a process
/// of its own; then the wall time and the peak resident memory of one process over the whole
/// folder, the best of three (Linux only, sampled every 5 ms from /proc). fickling takes one file
/// at a time, so its time is the sum and its memory the largest.
final class ScannerComparison {

  /// How a tool is called, and which of its exit codes mean that it found something and that it
  /// found nothing. Any other means that it did not say.
  private record Tool(
      String name, List<String> command, Set<Integer> flagged, Set<Integer> passed) {}

  private static final String TRACEBACK = "Traceback (most recent call last)";
  private static final int CRASHED = -1;

  private record Run(int exit, double seconds, long peak) {}

  private ScannerComparison() {}

  public static void main(String[] args) throws IOException, InterruptedException {
    String bin = args[0] + "/";
    List<Tool> tools =
        List.of(
            new Tool("redoubt", List.of(args[1], "model", "scan"), Set.of(1), Set.of(0)),
            new Tool("picklescan", List.of(bin + "picklescan", "-p"), Set.of(1), Set.of(0)),
            new Tool("modelscan", List.of(bin + "modelscan", "-p"), Set.of(1), Set.of(0)),
            new Tool(
                "fickling",
                List.of(bin + "fickling", "--check-safety", "--json-output", "/dev/null"),
                Set.of(1),
                Set.of(0)));
    System.out.printf(
        "%-28s %-11s %7s %7s %7s %9s %8s%n",
        "folder", "tool", "flagged", "passed", "no word", "seconds", "peak MB");
    for (String folder : List.of(args).subList(2, args.length)) {
      List<Path> files = files(Path.of(folder));
      for (Tool tool : tools) {
        compare(tool, Path.of(folder), files);
      }
    }
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> tree = Files.walk(folder)) {
      return tree.filter(Files::isRegularFile).sorted().toList();
    }
  }

  private static void compare(Tool tool, Path folder, List<Path> files)
      throws IOException, InterruptedException {
    int flagged = 0;
    int passed = 0;
    double seconds = 0;
    long peak = 0;
    for (Path file : files) {
      Run run = run(tool, file);
      flagged += tool.flagged().contains(run.exit()) ? 1 : 0;
      passed += tool.passed().contains(run.exit()) ? 1 : 0;
      seconds += run.seconds();
      peak = Math.max(peak, run.peak());
    }
    if (!tool.name().equals("fickling")) {
      seconds = Double.MAX_VALUE;
      peak = 0;
      for (int i = 0; i < 3; i++) {
        Run run = run(tool, folder);
        seconds = Math.min(seconds, run.seconds());
        peak = Math.max(peak, run.peak());
      }
    }
    System.out.printf(
        "%-28s %-11s %7d %7d %7d %9.2f %8d%n",
        folder.getFileName() + " (" + files.size() + ")",
        tool.name(),
        flagged,
        passed,
        files.size() - flagged - passed,
        seconds,
        peak / 1024);
  }

  private static Run run(Tool tool, Path path) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(tool.command());
    command.add(path.toString());
    Path errors = Files.createTempFile("scanner-", ".err");
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectInput(Path.of("/dev/null").toFile())
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(errors.toFile());
    builder.environment().putAll(Map.of("TF_CPP_MIN_LOG_LEVEL", "3"));
    long start = System.nanoTime();
    Process process = builder.start();
    long peak = 0;
    while (process.isAlive()) {
      peak = Math.max(peak, resident(process.toHandle()));
      Thread.sleep(5);
    }
    double seconds = (System.nanoTime() - start) / 1e9;
    // Python ends with 1 after an exception too, which is no verdict.
    boolean crashed = Files.readString(errors, StandardCharsets.ISO_8859_1).contains(TRACEBACK);
    Files.delete(errors);
    return new Run(crashed ? CRASHED : process.waitFor(), seconds, peak);
  }

  private static long resident(ProcessHandle root) {
    return Stream.concat(Stream.of(root), root.descendants())
        .mapToLong(handle -> highWater(Path.of("/proc/" + handle.pid() + "/status")))
        .max()
        .orElse(0);
  }

  private static long highWater(Path status) {
    try (Stream<String> lines = Files.lines(status)) {
      return lines
          .filter(line -> line.startsWith("VmHWM:"))
          .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
          .findFirst()
          .orElse(0);
    } catch (IOException | UncheckedIOException e) {
      return 0;
    }
  }
}
