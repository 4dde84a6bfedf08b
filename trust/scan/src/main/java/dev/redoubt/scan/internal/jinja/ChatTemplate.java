package dev.redoubt.scan.internal.jinja;

import dev.redoubt.scan.internal.model.ContentFindings;
import dev.redoubt.scan.internal.model.MalformedContentException;
import dev.redoubt.scan.internal.model.ModelFormatRule;
import dev.redoubt.scan.internal.model.QuotedContent;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// Detects templates that get from a value to the Python interpreter (server-side template
/// injection). In CVE-2024-34359, a loader rendered such a template without a sandbox.
public final class ChatTemplate {

  /// Attributes that lead from a value to its class, and from there to everything. Source: the data
  /// model chapter of the Python language reference.
  private static final Set<String> ESCAPES =
      Set.of(
          "__base__",
          "__bases__",
          "__builtins__",
          "__call__",
          "__class__",
          "__closure__",
          "__code__",
          "__delattr__",
          "__dict__",
          "__dir__",
          "__func__",
          "__getattr__",
          "__getattribute__",
          "__globals__",
          "__import__",
          "__init__",
          "__init_subclass__",
          "__loader__",
          "__module__",
          "__mro__",
          "__new__",
          "__reduce__",
          "__reduce_ex__",
          "__self__",
          "__setattr__",
          "__spec__",
          "__subclasses__",
          "__subclasshook__",
          "mro",
          "func_globals",
          "gi_code",
          "gi_frame",
          "f_globals",
          "f_builtins",
          "cr_frame",
          "tb_frame");

  /// Functions that only an attack calls.
  private static final Set<String> CALLS =
      Set.of(
          "eval",
          "exec",
          "open",
          "getattr",
          "setattr",
          "compile",
          "globals",
          "locals",
          "vars",
          "popen",
          "system",
          "execfile",
          "import_module",
          "check_output",
          "Popen");

  /// Objects of web frameworks and of Jinja that are known ways to escape.
  private static final Set<String> OBJECTS =
      Set.of("lipsum", "url_for", "get_flashed_messages", "request", "self", "cycler", "joiner");

  private static final Set<String> FILES = Set.of("include", "import", "extends", "from");

  /// Longer loops serve to keep a server busy.
  private static final int DIGITS = 8;

  private ChatTemplate() {}

  /// Whether a name in a configuration or in metadata is that of a chat template.
  public static boolean isNamed(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return lower.contains("chat_template") || lower.equals("template");
  }

  /// Checks a template; reports it as unreadable if it cannot be parsed.
  ///
  /// @param at the position of the template in the content, in bytes
  public static void inspect(String template, long at, ContentFindings findings) {
    try {
      judge(JinjaLexer.lex(template, false), at, findings, true);
    } catch (MalformedContentException malformed) {
      inspectText(template, at, findings);
      findings.add(ModelFormatRule.TEMPLATE_UNREADABLE, at, malformed.message());
    }
  }

  /// Checks text that may be a template, only for what must be an attack.
  public static void inspectText(String text, long at, ContentFindings findings) {
    if (JinjaLexer.isTemplate(text)) {
      try {
        judge(JinjaLexer.lex(text, true), at, findings, false);
      } catch (MalformedContentException impossible) {
        findings.unreadable(ModelFormatRule.TEMPLATE_UNREADABLE, impossible);
      }
    }
  }

  private static void judge(
      List<JinjaToken> written, long at, ContentFindings findings, boolean whole) {
    List<JinjaToken> tokens = ConstantFolding.fold(written);
    SandboxEscape escape = new SandboxEscape(tokens);
    for (int i = 0; i < tokens.size(); i++) {
      JinjaToken token = tokens.get(i);
      switch (token.kind()) {
        case NAME -> name(tokens, i, escape, whole);
        case STRING -> {
          if (token.text().startsWith("__") && ESCAPES.contains(token.text())) {
            escape.certain("names `" + token.text() + "`", i);
          }
        }
        case NUMBER -> {
          if (whole
              && token.text().length() > DIGITS
              && i > 1
              && tokens.get(i - 1).is("(")
              && tokens.get(i - 2).named("range")) {
            escape.possible("loops " + QuotedContent.of(token.text()) + " times", i);
          }
        }
        case SIGN -> {}
      }
    }
    escape.report(at, findings);
  }

  private static void name(List<JinjaToken> tokens, int i, SandboxEscape escape, boolean whole) {
    JinjaToken token = tokens.get(i);
    String name = token.text();
    boolean called = i + 1 < tokens.size() && tokens.get(i + 1).is("(");
    boolean attribute = i > 0 && tokens.get(i - 1).is(".");
    if (ESCAPES.contains(name) && (name.startsWith("__") || attribute)) {
      escape.certain("accesses `" + name + "`", i);
    } else if (CALLS.contains(name) && called) {
      escape.certain("calls `" + name + "`", i);
    } else if (attribute && name.startsWith("_")) {
      escape.possible("accesses the hidden attribute " + QuotedContent.of(name), i);
    } else if (whole && token.opens() && FILES.contains(name)) {
      escape.possible("includes another template with `" + name + "`", i);
    } else if (whole && !attribute && OBJECTS.contains(name) && goesOn(tokens, i)) {
      escape.possible("accesses attributes of `" + name + "`", i);
    } else if (whole && name.equals("attr") && i > 0 && tokens.get(i - 1).is("|")) {
      escape.possible("looks up an attribute by a computed name", i);
    }
  }

  private static boolean goesOn(List<JinjaToken> tokens, int i) {
    return i + 1 < tokens.size() && (tokens.get(i + 1).is(".") || tokens.get(i + 1).is("["));
  }
}
