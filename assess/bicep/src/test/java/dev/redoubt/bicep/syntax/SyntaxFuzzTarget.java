package dev.redoubt.bicep.syntax;

import dev.redoubt.estate.Problem;
import dev.redoubt.estate.SourceFiles;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// What is fuzzed, and what must hold for any input: nothing is thrown, what is missing of the tree
/// has been reported, and each problem has a place in the text, in words for a person.
enum SyntaxFuzzTarget {
  TEMPLATE(BicepFile.Kind.TEMPLATE),
  PARAMETERS(BicepFile.Kind.PARAMETERS);

  private final BicepFile.Kind kind;

  SyntaxFuzzTarget(BicepFile.Kind kind) {
    this.kind = kind;
  }

  /// Reads the bytes, and checks what is said about them.
  void read(byte[] bytes) {
    List<Problem> problems = new ArrayList<>();
    BicepFile file = BicepReader.read(bytes, kind, "f.bicep", new SourceFiles(), problems);
    if (file == null) {
      require(!problems.isEmpty(), "a reason where nothing was read");
    } else {
      String printed = SyntaxTreePrinter.of(file);
      require(!printed.contains("<missing>") || !problems.isEmpty() || isIn(bytes), "a reason");
    }
    int lines = 2;
    for (byte b : bytes) {
      lines += b == '\n' || b == '\r' ? 1 : 0;
    }
    for (Problem problem : problems) {
      int line = problem.origin().line();
      require(line >= 1 && line < lines, "a line for: " + problem.message());
      require(problem.origin().column() >= 1, "a column for: " + problem.message());
    }
    require(problems.size() <= SyntaxProblems.MAX_PROBLEMS + 1, "an end of the problems");
  }

  /// The folder of seeds, where the fuzzer looks for them and puts its findings.
  String seeds() {
    return "SyntaxFuzzTestInputs/" + name().toLowerCase(Locale.ROOT);
  }

  private static boolean isIn(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8).contains("missing");
  }

  private static void require(boolean holds, String what) {
    if (!holds) {
      throw new AssertionError("there must be " + what);
    }
  }
}
