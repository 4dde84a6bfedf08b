package dev.redoubt.scan.internal.python;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Checks a Python expression that a configuration makes its reader evaluate, as in MONAI bundles.
/// The names in ordinary expressions are listed; an expression that uses or calls any other name
/// cannot be judged without running it.
///
/// Sources: the Python language reference, expressions; MONAI 1.5, its page of bundle
/// configurations and the bundles of its own tests.
public final class PythonExpression {

  private static final int LONGEST = 10_000;

  /// The nesting of expressions in formatted strings.
  private static final int DEEPEST = 3;

  /// Functions that only compute values.
  private static final Set<String> CALLS =
      names(
          "abs all any bool dict divmod enumerate filter float frozenset int isinstance len"
              + " list map max min print range repr reversed round set slice sorted str sum tuple"
              + " zip defaultdict OrderedDict Counter Path partial deepcopy copy");

  /// Methods of strings, collections, tensors and the parts of a bundle.
  private static final Set<String> METHODS =
      names(
          "append argmax as_tensor astype copy count cpu cuda detach dim double endswith"
              + " eval exists expand extend flatten float format get get_rank half index int"
              + " is_dir is_file is_initialized item items join joinpath keys load_state_dict long"
              + " lower lstrip max mean min named_parameters numel numpy parameters permute pop"
              + " prod replace requires_grad_ reshape resolve rsplit rstrip run set_epoch setLevel"
              + " size sort split squeeze startswith state_dict std strip sum to tolist train"
              + " transpose unsqueeze update upper values view");

  /// The names of modules that ordinary expressions use, called or not.
  private static final Map<String, Pattern> MODULES =
      Map.ofEntries(
          Map.entry(
              "os",
              Pattern.compile(
                  "os\\.(?:path(?:\\.\\w+)?|getcwd|listdir|environ(?:\\.get)?|sep|pathsep|cpu_count)")),
          Map.entry("glob", Pattern.compile("glob\\.(?:glob|iglob)|glob\\.__file__")),
          Map.entry("json", Pattern.compile("json\\.(?:loads|dumps)")),
          Map.entry("math", Pattern.compile("math\\.\\w+")),
          Map.entry("random", Pattern.compile("random\\.\\w+")),
          Map.entry("time", Pattern.compile("time\\.(?:time|strftime|perf_counter)")),
          Map.entry("datetime", Pattern.compile("datetime(?:\\.\\w+){1,2}")),
          Map.entry("re", Pattern.compile("re\\.\\w+")),
          Map.entry("itertools", Pattern.compile("itertools\\.\\w+")),
          Map.entry("functools", Pattern.compile("functools\\.(?:partial|reduce)")),
          Map.entry("collections", Pattern.compile("collections\\.[A-Za-z]+")),
          Map.entry("copy", Pattern.compile("copy\\.(?:copy|deepcopy)")),
          Map.entry("pathlib", Pattern.compile("pathlib\\.\\w+")),
          Map.entry("logging", Pattern.compile("logging\\.(?:getLogger|[A-Z]+)")),
          Map.entry("sys", Pattern.compile("sys\\.(?:version_info|version|platform|maxsize)")),
          Map.entry("warnings", Pattern.compile("warnings\\.(?:filterwarnings|simplefilter)")),
          Map.entry(
              "np",
              Pattern.compile(
                  "np\\.(?!load|fromfile|save|memmap|genfromtxt|fromregex|f2py|ctypeslib|distutils"
                      + "|testing|lib|core|_)\\w+(?:\\.\\w+)*")),
          Map.entry(
              "torch",
              Pattern.compile(
                  "torch(?!\\.(?:hub|package|ops|classes|_|jit|utils\\.(?!data)|onnx|export|library"
                      + "|compiler|multiprocessing))(?:\\.\\w+)+|torch\\.utils\\.data\\.\\w+")),
          Map.entry(
              "monai",
              Pattern.compile(
                  "monai\\.(?:transforms|data|networks|inferers|losses|metrics|handlers|engines"
                      + "|optimizers|visualize|config)(?:\\.\\w+)+"
                      + "|monai\\.utils\\.(?:set_determinism|first|ensure_tuple\\w*|[A-Z]\\w*)"
                      + "|monai\\.__version__")),
          Map.entry("ignite", Pattern.compile("ignite(?:\\.\\w+)+")));

  /// Other names of the same modules.
  private static final Map<String, String> ALIASES =
      Map.of(
          "numpy", "np", "dist", "torch.distributed", "nn", "torch.nn", "F", "torch.nn.functional");

  /// Modules that an expression may import, by prefix.
  private static final Set<String> IMPORTED =
      Set.of("numpy", "pandas", "scipy", "nibabel", "skimage", "sklearn", "PIL", "cv2", "tqdm");

  private static final Set<String> HIDDEN =
      names(
          "modules system popen builtins loader getattr globals locals vars exec compile"
              + " open input breakpoint delattr subprocess importlib");

  /// `@name#part::part` refers to another part of the configuration.
  private static final Pattern REFERENCE = Pattern.compile("[@%]\\w+(?:(?:#|::)\\w+)*");

  private static final Pattern INNER = Pattern.compile("\\{([^{}]*)\\}");

  private final List<PythonToken> tokens;
  private final int depth;

  private PythonExpression(List<PythonToken> tokens, int depth) {
    this.tokens = tokens;
    this.depth = depth;
  }

  /// Why an expression cannot be judged; empty for an ordinary one.
  public static Optional<String> rejection(String text) {
    return text.length() > LONGEST
        ? Optional.of("exceeds the length limit")
        : judge(REFERENCE.matcher(text).replaceAll("reference"), 0);
  }

  private static Optional<String> judge(String text, int depth) {
    if (depth > DEEPEST) {
      return Optional.of("is nested too deeply");
    }
    return new PythonExpression(PythonTokens.of(text), depth).judge();
  }

  private Optional<String> judge() {
    if (tokens.getFirst().isName("import") || tokens.getFirst().isName("from")) {
      return imports();
    }
    Set<String> bound = bound();
    for (String name : bound) {
      if (MODULES.containsKey(name) || ALIASES.containsKey(name) || CALLS.contains(name)) {
        return Optional.of("redefines " + shown(name));
      }
    }
    for (int i = 0; i < tokens.size(); i = after(i)) {
      PythonToken token = tokens.get(i);
      Optional<String> found =
          switch (token.kind()) {
            case NAME -> i > 0 && tokens.get(i - 1).is(".") ? member(i) : chain(i);
            case FORMATTED -> inner(token.text());
            case NUMBER, STRING, SIGN, LINE_END -> Optional.empty();
          };
      if (found.isPresent()) {
        return found;
      }
    }
    return Optional.empty();
  }

  /// The index after `a.b.c`, or after another token.
  private int after(int start) {
    int i = start + 1;
    while (at(start).isName() && at(i).is(".") && at(i + 1).isName()) {
      i += 2;
    }
    return i;
  }

  private static Set<String> names(String words) {
    return Set.of(words.split(" ", -1));
  }

  private static String shown(String name) {
    return "`" + PythonSource.shown(name) + "`";
  }

  private PythonToken at(int index) {
    return tokens.get(Math.min(index, tokens.size() - 1));
  }

  /// Names that a lambda, a loop or an assignment in the expression defines.
  private Set<String> bound() {
    Set<String> names = new HashSet<>();
    for (int i = 0; i < tokens.size(); i++) {
      boolean binds = tokens.get(i).isName("for") || tokens.get(i).isName("lambda");
      for (int at = i + 1; binds && at < tokens.size(); at++) {
        if (at(at).isName("in") || at(at).is(":")) {
          break;
        }
        if (at(at).isName()) {
          names.add(at(at).text());
        }
      }
      if (at(i).isName() && at(i + 1).is(":") && at(i + 2).is("=")) {
        names.add(at(i).text());
      }
    }
    return names;
  }

  private Optional<String> inner(String formatted) {
    Matcher part = INNER.matcher(formatted);
    while (part.find()) {
      Optional<String> found = judge(part.group(1).replaceFirst("[!:][^=]*$", ""), depth + 1);
      if (found.isPresent()) {
        return found;
      }
    }
    return formatted.replaceAll(INNER.pattern(), "").contains("{")
        ? Optional.of("is nested too deeply")
        : Optional.empty();
  }

  /// `.name` after something other than a name.
  private Optional<String> member(int index) {
    String name = at(index).text();
    if (HIDDEN.contains(name) || isHidden(name)) {
      return Optional.of("accesses " + shown(name));
    }
    return at(index + 1).is("(") && !METHODS.contains(name) && !isClass(name)
        ? Optional.of("calls " + shown(name))
        : Optional.empty();
  }

  private static boolean isHidden(String name) {
    return name.startsWith("__") && !name.equals("__file__") && !name.equals("__version__");
  }

  private static boolean isClass(String name) {
    return Character.isUpperCase(name.charAt(0));
  }

  /// `a.b.c`, as far as it goes, and whether it is called.
  private Optional<String> chain(int start) {
    String root = at(start).text();
    StringBuilder full = new StringBuilder(ALIASES.getOrDefault(root, root));
    int i = start + 1;
    while (at(i).is(".") && at(i + 1).isName()) {
      full.append('.').append(at(i + 1).text());
      i += 2;
    }
    String name = full.toString();
    boolean called = at(i).is("(");
    Pattern module = MODULES.get(name.replaceFirst("\\..*", ""));
    if (module != null) {
      return ordinary(module, name) ? Optional.empty() : Optional.of("accesses " + shown(name));
    }
    if (HIDDEN.contains(root) || isHidden(root)) {
      return Optional.of("accesses " + shown(root));
    }
    if (root.equals("setattr") && called) {
      boolean flag = at(i + 1).isName("torch") && at(i + 3).isName("backends");
      return flag ? Optional.empty() : Optional.of("calls `setattr`");
    }
    for (int at = start + 2; at < i; at += 2) {
      Optional<String> found = member(at);
      if (found.isPresent()) {
        return found;
      }
    }
    boolean plain = name.indexOf('.') < 0;
    return called && plain && !CALLS.contains(name) && !isKeyword(name)
        ? Optional.of("calls " + shown(name))
        : Optional.empty();
  }

  /// The last names may be methods of what the module returns.
  private static boolean ordinary(Pattern module, String name) {
    String rest = name;
    while (true) {
      if (module.matcher(rest).matches()) {
        return true;
      }
      int dot = rest.lastIndexOf('.');
      if (dot < 0 || !METHODS.contains(rest.substring(dot + 1))) {
        return false;
      }
      rest = rest.substring(0, dot);
    }
  }

  private static boolean isKeyword(String name) {
    return Set.of("and", "or", "not", "in", "is", "if", "else", "for", "lambda").contains(name);
  }

  /// `import a.b as c`, `from a import b`: MONAI uses the first name.
  private Optional<String> imports() {
    boolean from = at(0).isName("from");
    int i = 1;
    StringBuilder full = new StringBuilder();
    while ((at(i).isName() && !at(i).isName("import") && !at(i).isName("as")) || at(i).is(".")) {
      full.append(at(i++).text());
    }
    String module = full.toString();
    String root = module.replaceFirst("\\..*", "");
    if (!MODULES.containsKey(root) && !IMPORTED.contains(root)) {
      return Optional.of("imports " + shown(module));
    }
    String name = from ? at(i + 1).text() : "";
    String whole = from ? module + "." + name : module;
    Pattern ordinary = MODULES.get(root);
    if (from && ordinary != null && !ordinary.matcher(whole).matches()) {
      return Optional.of("imports " + shown(whole));
    }
    int as = from ? i + 2 : i;
    String other = at(as).isName("as") ? at(as + 1).text() : "";
    boolean usual =
        whole.equals(ALIASES.get(other)) || ("np".equals(other) && whole.equals("numpy"));
    boolean taken =
        MODULES.containsKey(other) || ALIASES.containsKey(other) || CALLS.contains(other);
    return taken && !usual ? Optional.of("redefines " + shown(other)) : Optional.empty();
  }
}
