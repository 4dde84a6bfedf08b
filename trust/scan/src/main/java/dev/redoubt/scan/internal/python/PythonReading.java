package dev.redoubt.scan.internal.python;

import dev.redoubt.scan.internal.python.PythonToken.Kind;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Reads tokens from start to end: imports define names, calls are looked up by them, and names
/// that hold decoded data are tracked through simple assignments.
final class PythonReading {

  /// Receives what is found.
  interface Report {
    void found(PythonRule rule, int offset, String message);
  }

  /// Strings that are evaluated are read as source again, up to this depth.
  private static final int DEEPEST = 3;

  /// Longer chains of `chr(...)` spell a string that is meant to be hidden.
  private static final int SPELLED = 8;

  /// How far arguments and assignments are read, so that the cost of nesting is linear.
  private static final int LOOK_AHEAD = 4096;

  private final List<PythonToken> tokens;
  private final Report report;
  private final int depth;
  private final Map<String, String> meanings = new HashMap<>();
  private final Set<String> decoded = new HashSet<>();
  private int spelled;

  private PythonReading(List<PythonToken> tokens, Report report, int depth) {
    this.tokens = tokens;
    this.report = report;
    this.depth = depth;
  }

  static void read(String text, Report report) {
    read(text, report, 0);
  }

  private static void read(String text, Report report, int depth) {
    new PythonReading(PythonTokens.of(text), report, depth).read();
  }

  private void read() {
    boolean lineStart = true;
    for (int i = 0; i < tokens.size(); i++) {
      PythonToken token = tokens.get(i);
      if (lineStart && token.isName("import")) {
        imports(i + 1, "");
      } else if (lineStart && token.isName("from")) {
        from(i + 1);
      } else if (lineStart && token.is("!")) {
        report.found(PythonRule.PROCESS, token.offset(), "a line is a shell command");
      } else if (token.isName() && !isAfterDot(i)) {
        assignment(i);
        dotted(i);
      } else if (token.isName() && PythonNames.HIDDEN.contains(token.text())) {
        attribute(i);
      }
      lineStart = token.kind() == Kind.LINE_END || token.is(";") || token.is(":");
    }
  }

  private PythonToken at(int index) {
    return tokens.get(Math.min(index, tokens.size() - 1));
  }

  private boolean isAfterDot(int index) {
    return index > 0 && tokens.get(index - 1).is(".");
  }

  /// `import a.b as c, d`.
  private void imports(int start, String parent) {
    int i = start;
    while (at(i).isName() || at(i).is("(")) {
      if (at(i).is("(")) {
        i++;
        continue;
      }
      int offset = at(i).offset();
      StringBuilder name = new StringBuilder(at(i++).text());
      while (at(i).is(".") && at(i + 1).isName()) {
        name.append('.').append(at(i + 1).text());
        i += 2;
      }
      String full = parent + name;
      if (at(i).isName("as") && at(i + 1).isName()) {
        meanings.put(at(i + 1).text(), full);
        i += 2;
      } else if (!parent.isEmpty()) {
        meanings.put(name.toString(), full);
      }
      PythonRule rule = PythonNames.ofModule(full);
      if (rule != null) {
        report.found(rule, offset, "`" + PythonSource.shown(full) + "` is imported");
      }
      i += at(i).is(",") ? 1 : 0;
    }
  }

  /// `from a.b import c as d`.
  private void from(int start) {
    StringBuilder module = new StringBuilder();
    int i = start;
    while (at(i).is(".") || (at(i).isName() && !at(i).isName("import"))) {
      module.append(at(i++).text());
    }
    if (at(i).isName("import")) {
      imports(i + 1, module + ".");
    }
  }

  /// `a.b.c(`: the called function, after resolving its name.
  private void dotted(int start) {
    int i = start + 1;
    String first = tokens.get(start).text();
    StringBuilder name = new StringBuilder(meanings.getOrDefault(first, first));
    while (at(i).is(".") && at(i + 1).isName()) {
      name.append('.').append(at(i + 1).text());
      i += 2;
    }
    if (first.equals("__builtins__")) {
      report.found(
          PythonRule.OBFUSCATION, tokens.get(start).offset(), "`__builtins__` is used by name");
    }
    if (!at(i).is("(") || (start > 0 && isDefinition(tokens.get(start - 1)))) {
      return;
    }
    call(name.toString().replaceFirst("^builtins\\.", ""), tokens.get(start).offset(), i + 1);
  }

  private static boolean isDefinition(PythonToken before) {
    return before.isName("def") || before.isName("class");
  }

  /// @param start of the arguments
  private void call(String name, int offset, int start) {
    int end = end(start);
    if (PythonNames.EVALUATORS.contains(name)) {
      evaluated(name, offset, start, end);
      return;
    }
    switch (name) {
      case "__import__" -> {
        String module = constant(start, end);
        PythonRule rule = PythonNames.ofModule(module);
        report.found(
            rule == null ? PythonRule.DYNAMIC_CODE : rule,
            offset,
            "`__import__` imports "
                + (module.isEmpty() ? "a computed name" : "`" + PythonSource.shown(module) + "`"));
      }
      case "getattr" -> {
        if (PythonNames.HIDDEN.contains(lastText(start, end))) {
          report.found(
              PythonRule.OBFUSCATION,
              offset,
              "`getattr` fetches `" + PythonSource.shown(lastText(start, end)) + "`");
        }
      }
      case "chr" -> {
        if (++spelled == SPELLED) {
          report.found(PythonRule.OBFUSCATION, offset, "a string is built with `chr`");
        }
      }
      default -> {
        PythonRule rule = PythonNames.ofCall(name);
        if (rule != null) {
          report.found(rule, offset, "`" + PythonSource.shown(name) + "` is called");
        }
      }
    }
  }

  private void evaluated(String name, int offset, int start, int end) {
    String constant = constant(start, end);
    if (isDecoded(start, end)) {
      report.found(PythonRule.DECODE_AND_RUN, offset, "`" + name + "` runs decoded code");
    } else if (constant.isEmpty()) {
      report.found(
          PythonRule.DYNAMIC_CODE,
          offset,
          "`" + name + "` runs code that is known only at run time");
    } else if (depth < DEEPEST) {
      read(constant, (rule, _, message) -> report.found(rule, offset, message), depth + 1);
    }
  }

  /// `name = ... decode(...)`: the name holds decoded data from now on.
  private void assignment(int start) {
    if (!at(start + 1).is("=") || at(start + 2).is("=")) {
      return;
    }
    int end = start + 2;
    int last = Math.min(tokens.size(), end + LOOK_AHEAD);
    while (end < last && at(end).kind() != Kind.LINE_END && !at(end).is(";")) {
      end++;
    }
    if (isDecoded(start + 2, end)) {
      decoded.add(tokens.get(start).text());
    }
    // `run = exec`, `o = os`: another name for the same.
    if (end == start + 3 && at(start + 2).isName()) {
      String other = at(start + 2).text();
      String meaning = meanings.getOrDefault(other, other);
      if (meanings.containsKey(other) || PythonNames.EVALUATORS.contains(meaning)) {
        meanings.put(tokens.get(start).text(), meaning);
      }
    }
  }

  private boolean isDecoded(int start, int end) {
    for (int i = start; i < end; i++) {
      PythonToken token = at(i);
      if (token.isName()
          && (decoded.contains(token.text())
              || PythonNames.DECODERS.contains(
                  last(meanings.getOrDefault(token.text(), token.text())))
              || (token.text().equals("loads") && isAfterDot(i) && at(i - 2).isName("marshal")))) {
        return true;
      }
    }
    return false;
  }

  private static String last(String name) {
    return name.substring(name.lastIndexOf('.') + 1);
  }

  /// The string that adjacent constants, or constants joined with `+`, make, up to the first comma;
  /// empty if there is anything else.
  private String constant(int start, int end) {
    StringBuilder text = new StringBuilder();
    for (int i = start; i < end && !at(i).is(","); i++) {
      if (at(i).kind() == Kind.STRING) {
        text.append(at(i).text());
      } else if (!at(i).is("+")) {
        return "";
      }
    }
    return text.toString();
  }

  /// The string that the last argument makes.
  private String lastText(int start, int end) {
    int from = start;
    for (int i = start; i < end; i++) {
      if (at(i).is(",")) {
        from = i + 1;
      }
    }
    return constant(from, end);
  }

  private void attribute(int index) {
    String name = tokens.get(index).text();
    if (name.startsWith("__")) {
      report.found(
          PythonRule.OBFUSCATION,
          tokens.get(index).offset(),
          "`" + name + "` is indexed or its attributes are accessed");
    }
  }

  /// The index of the parenthesis that closes the one before an index.
  private int end(int start) {
    int open = 1;
    int last = Math.min(tokens.size(), start + LOOK_AHEAD);
    for (int i = start; i < last; i++) {
      PythonToken token = tokens.get(i);
      if (token.is("(") || token.is("[") || token.is("{")) {
        open++;
      } else if ((token.is(")") || token.is("]") || token.is("}")) && --open == 0) {
        return i;
      }
    }
    return last;
  }
}
