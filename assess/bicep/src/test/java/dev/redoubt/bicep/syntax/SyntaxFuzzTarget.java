package dev.redoubt.bicep.syntax;

import dev.redoubt.estate.Problem;
import dev.redoubt.estate.SourceFiles;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// The fuzz target of the parser, with its invariants: no exception, each missing part of the tree
/// is reported, and each problem has a location and a readable message.
enum SyntaxFuzzTarget {
  TEMPLATE(BicepFile.Kind.TEMPLATE),
  PARAMETERS(BicepFile.Kind.PARAMETERS);

  private final BicepFile.Kind kind;

  SyntaxFuzzTarget(BicepFile.Kind kind) {
    this.kind = kind;
  }

  /// Parses the bytes, and checks the problems.
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

  /// The folder of the seed corpus, where the fuzzer also stores its findings.
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
