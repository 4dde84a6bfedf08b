package dev.redoubt.scan.internal.model;

import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Finds words of programs and commands in text that needs none.
public final class CodePatterns {

  /// Names that access processes, files, networks or the interpreter. Source: the Python library
  /// reference, its chapters on processes, importing, and the built-in functions.
  private static final Set<String> NAMES =
      Set.of(
          "__builtins__",
          "__import__",
          "__loader__",
          "__subclasses__",
          "asyncio",
          "b64decode",
          "builtins",
          "check_call",
          "check_output",
          "codecs",
          "commands",
          "compile",
          "ctypes",
          "cloudpickle",
          "code",
          "dill",
          "eval",
          "exec",
          "execfile",
          "execv",
          "execve",
          "fork",
          "ftplib",
          "get_file",
          "getattr",
          "globals",
          "http",
          "httpx",
          "import_module",
          "importlib",
          "io",
          "loads",
          "locals",
          "marshal",
          "mmap",
          "multiprocessing",
          "nt",
          "open",
          "os",
          "paramiko",
          "pathlib",
          "pickle",
          "pip",
          "platform",
          "popen",
          "posix",
          "posixpath",
          "pty",
          "read_text",
          "requests",
          "runpy",
          "setattr",
          "shelve",
          "shutil",
          "smtplib",
          "socket",
          "spawn",
          "ssl",
          "subprocess",
          "sys",
          "system",
          "tempfile",
          "telnetlib",
          "threading",
          "urllib",
          "urlopen",
          "urlretrieve",
          "vars",
          "webbrowser",
          "write_bytes",
          "write_text",
          "xmlrpc",
          "zipimport");

  /// Ordinary words, which count in compiled code but not in text.
  private static final Pattern CODE =
      Pattern.compile(
          "(?i)\\b(?:__import__\\s*\\(|__subclasses__|__builtins__|__globals__"
              + "|(?:eval|exec|execfile)\\s*\\("
              + "|os\\s*\\.\\s*(?:system|popen|exec[lv]p?e?|spawn[lv]p?e?|remove|unlink)\\s*\\("
              + "|subprocess\\s*\\.\\s*\\w{1,20}|import\\s+(?:os|subprocess|socket|ctypes|pty)\\b"
              + "|b64decode\\s*\\(|marshal\\.loads|pickle\\.loads|Runtime\\.getRuntime"
              + "|ProcessBuilder\\b|java\\.lang\\.Runtime|System\\.Diagnostics\\.Process"
              + "|powershell(?:\\.exe)?\\s+-|cmd(?:\\.exe)?\\s+/c"
              + "|rm\\s+-[rRf]{1,2}\\s+\\S|chmod\\s+[0-7+]\\S*\\s+/|(?:curl|wget|nc)\\s+\\S{0,20}\\s*https?://"
              + "|(?:ba|z)?sh\\s+-c\\s|/dev/tcp/|mkfifo\\s+/"
              + ")|<script[\\s>]|javascript:[a-z]|\\|\\s*(?:ba|z)?sh\\b");

  /// Longer text is prose or data; its beginning shows which.
  private static final int LENGTH = 1 << 20;

  private CodePatterns() {}

  /// The first fragment of a program or command in the text, or null.
  public static @Nullable String in(String text) {
    String part = text.length() > LENGTH ? text.substring(0, LENGTH) : text;
    Matcher matcher = CODE.matcher(part);
    return matcher.find() ? matcher.group().strip() : null;
  }

  /// The names in compiled code that no layer of a model needs.
  public static List<String> among(List<String> names) {
    return names.stream().filter(NAMES::contains).distinct().toList();
  }
}
