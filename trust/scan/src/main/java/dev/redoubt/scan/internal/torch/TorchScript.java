package dev.redoubt.scan.internal.torch;

import dev.redoubt.scan.Detection;
import dev.redoubt.scan.internal.FormatAnalyser;
import dev.redoubt.scan.internal.HostilePaths;
import dev.redoubt.scan.internal.ScanContext;
import dev.redoubt.scan.internal.ScannedContent;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Checks the program of a scripted model: `code/**.py` in a language that looks like Python but
/// can do much less, and `bytecode.pkl` of the mobile interpreter. It only calls operators, some of
/// which access files or other machines.
public final class TorchScript implements FormatAnalyser {

  /// Generated programs are long, but not this long.
  private static final int LONGEST = 64 << 20;

  /// Operators that read or write files, or connect to other machines: `torch/csrc/jit/runtime` and
  /// `native_functions.yaml` of PyTorch 2.8.
  private static final Set<String> UNSAFE =
      Set.of("save", "load", "from_file", "_save", "_load", "rpc_sync", "rpc_async", "rpc_remote");

  /// Namespaces of operators in PyTorch and in the libraries of the same project.
  private static final Set<String> KNOWN =
      Set.of(
          "aten",
          "prim",
          "prims",
          "quantized",
          "sparse",
          "mkldnn",
          "mkldnn_prepacked",
          "onednn",
          "prepacked",
          "xnnpack",
          "vulkan_prepack",
          "metal_prepack",
          "quantized_decomposed",
          "_quantized",
          "profiler",
          "inductor",
          "torchvision",
          "torchaudio",
          "torchtext");

  private static final Pattern CALL =
      Pattern.compile("(?<![\\w.])(torch|ops|aten|prim)((?:\\.[A-Za-z_]\\w*)+)\\s*\\(");

  private static final Pattern CLASS =
      Pattern.compile("__torch__\\.torch\\.classes\\.([A-Za-z_]\\w*)\\.([A-Za-z_]\\w*)");

  private static final Pattern NAME =
      Pattern.compile("([A-Za-z_][A-Za-z0-9_]*)::([A-Za-z_][A-Za-z0-9_.]*)");

  private static final int LONGEST_NAME = 200;

  @Override
  public void analyse(ScannedContent content, ScanContext context) throws IOException {
    byte[] bytes = content.prefix(LONGEST + 1);
    if (bytes.length > LONGEST) {
      context.report(
          Detection.of(
              TorchRule.SCRIPT_UNREADABLE, content.place(), "exceeds the limit of 64 MiB"));
      return;
    }
    // One character per byte, so that offsets are those of the file; names are ASCII.
    String text = new String(bytes, StandardCharsets.ISO_8859_1);
    Report report = new Report(content, context);
    if (content.place().members().getLast().endsWith("bytecode.pkl")) {
      bytecode(text, report);
      return;
    }
    if (text.indexOf('\0') >= 0) {
      context.report(Detection.of(TorchRule.SCRIPT_UNREADABLE, content.place(), "not text"));
      return;
    }
    program(withoutTexts(text), report);
  }

  /// Names of operators are strings of the pickle: `X`, a length of four bytes, the string.
  private static void bytecode(String pickle, Report report) {
    for (int at = pickle.indexOf('X'); at >= 0; at = pickle.indexOf('X', at + 1)) {
      int start = at + 5;
      int length = start > pickle.length() ? 0 : pickle.charAt(at + 1);
      if (length > 0 && length <= LONGEST_NAME && start + length <= pickle.length()) {
        Matcher name = NAME.matcher(pickle.substring(start, start + length));
        if (name.matches()) {
          report.operator(name.group(1), name.group(2), start);
        }
      }
    }
  }

  private static void program(String program, Report report) {
    Matcher call = CALL.matcher(program);
    while (call.find()) {
      String[] names = call.group(2).substring(1).split("\\.", -1);
      String library = call.group(1).equals("ops") && names.length > 1 ? names[0] : "aten";
      report.operator(library, names[names.length - 1], call.start());
    }
    Matcher type = CLASS.matcher(program);
    while (type.find()) {
      report.operator(type.group(1), type.group(2), type.start());
    }
  }

  /// The program with blanks in place of strings and comments.
  private static String withoutTexts(String text) {
    StringBuilder program = new StringBuilder(text);
    char open = 0;
    for (int i = 0; i < program.length(); i++) {
      char character = program.charAt(i);
      if (open == 0) {
        boolean opens = character == '"' || character == '\'' || character == '#';
        open = opens ? character : 0;
        continue;
      }
      boolean closes = character == open || character == '\n';
      if (closes) {
        open = 0;
      } else {
        program.setCharAt(i, ' ');
        if (character == '\\' && i + 1 < program.length() && program.charAt(i + 1) != '\n') {
          program.setCharAt(++i, ' ');
        }
      }
    }
    return program.toString();
  }

  private record Report(ScannedContent content, ScanContext context) {

    void operator(String library, String name, int at) {
      boolean builtIn = library.equals("aten") || library.equals("prim");
      String shown = HostilePaths.shown(library + "::" + name);
      if (builtIn && UNSAFE.contains(name)) {
        add(TorchRule.SCRIPT_UNSAFE, at, "the program calls `%s`".formatted(shown), shown);
      } else if (!KNOWN.contains(library)) {
        add(TorchRule.SCRIPT_OPERATOR, at, "the program calls `%s`".formatted(shown), shown);
      }
    }

    private void add(TorchRule rule, int at, String message, String operator) {
      context.report(
          Detection.of(rule, content.place().at(at), message, List.of("calls " + operator)));
    }
  }
}
