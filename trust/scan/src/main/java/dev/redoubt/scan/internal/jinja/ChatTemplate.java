package dev.redoubt.scan.internal.jinja;

import dev.redoubt.scan.internal.model.ContentFindings;
import dev.redoubt.scan.internal.model.MalformedContentException;
import dev.redoubt.scan.internal.model.ModelFormatRule;
import dev.redoubt.scan.internal.model.QuotedContent;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// Looks at a template that a loader renders: whether it reaches from a value to the interpreter.
/// CVE-2024-34359 is a loader that rendered such a template without a sandbox.
public final class ChatTemplate {

  /// Ways from a value to its class, and from there to everything. Source: the data model chapter
  /// of the Python language reference.
  private static final Set<String> DOORS =
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

  /// Functions that a template is never given unless somebody means harm.
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

  /// Objects of web frameworks and of Jinja that are known as ways out.
  private static final Set<String> OBJECTS =
      Set.of("lipsum", "url_for", "get_flashed_messages", "request", "self", "cycler", "joiner");

  private static final Set<String> FILES = Set.of("include", "import", "extends", "from");

  /// Longer loops are there to keep a server busy.
  private static final int DIGITS = 8;

  private ChatTemplate() {}

  /// Whether a name in a configuration or in metadata is that of a chat template.
  public static boolean isNamed(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return lower.contains("chat_template") || lower.equals("template");
  }

  /// Looks at a template; one that cannot be read is reported as unreadable.
  ///
  /// @param at where it starts in the content, in bytes
  public static void inspect(String template, long at, ContentFindings findings) {
    try {
      judge(JinjaLexer.lex(template, false), at, findings, true);
    } catch (MalformedContentException malformed) {
      glance(template, at, findings);
      findings.add(ModelFormatRule.TEMPLATE_UNREADABLE, at, malformed.message());
    }
  }

  /// Looks at text that may be a template, for what cannot be anything else than an attack.
  public static void glance(String text, long at, ContentFindings findings) {
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
          if (token.text().startsWith("__") && DOORS.contains(token.text())) {
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
    if (DOORS.contains(name) && (name.startsWith("__") || attribute)) {
      escape.certain("reaches `" + name + "`", i);
    } else if (CALLS.contains(name) && called) {
      escape.certain("calls `" + name + "`", i);
    } else if (attribute && name.startsWith("_")) {
      escape.possible("reaches the hidden " + QuotedContent.of(name), i);
    } else if (whole && token.opens() && FILES.contains(name)) {
      escape.possible("reads another template by `" + name + "`", i);
    } else if (whole && !attribute && OBJECTS.contains(name) && goesOn(tokens, i)) {
      escape.possible("goes on from `" + name + "`", i);
    } else if (whole && name.equals("attr") && i > 0 && tokens.get(i - 1).is("|")) {
      escape.possible("asks for an attribute by a name that it makes", i);
    }
  }

  private static boolean goesOn(List<JinjaToken> tokens, int i) {
    return i + 1 < tokens.size() && (tokens.get(i + 1).is(".") || tokens.get(i + 1).is("["));
  }
}
