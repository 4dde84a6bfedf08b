package dev.redoubt.scan.internal.loader;

import dev.redoubt.scan.Flavour;
import dev.redoubt.scan.Severity;
import dev.redoubt.scan.Verdict;
import dev.redoubt.scan.internal.json.Json;
import dev.redoubt.scan.internal.model.Findings;
import dev.redoubt.scan.internal.model.ModelFormatRule;
import dev.redoubt.scan.internal.model.Shown;
import dev.redoubt.scan.internal.pickle.ImportList;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Code that a loader finds by the values of a configuration. What a loader finds in its own
/// library is allowed; whatever else is named is code of somebody else, which runs when the model
/// is loaded.
public final class LoadedCode {

  /// Texts of one value.
  private static final int TEXTS = 1_000;

  /// Who may be named by an object that LangChain made. Source: langchain-core, `load/load.py`.
  private static final Allowed LANGCHAIN =
      Allowed.packages(
          List.of(
              "langchain",
              "langchain_anthropic",
              "langchain_aws",
              "langchain_community",
              "langchain_core",
              "langchain_fireworks",
              "langchain_google_genai",
              "langchain_google_vertexai",
              "langchain_groq",
              "langchain_mistralai",
              "langchain_openai",
              "langchain_perplexity",
              "langchain_sambanova",
              "langchain_xai"));

  private final Findings findings;
  private final Source source;
  private final RemoteCode remote;

  public LoadedCode(Findings findings) {
    this.findings = findings;
    this.source = new Source(findings);
    this.remote = new RemoteCode(findings);
  }

  /// Names by which some loader finds code, in a document of any.
  public static Set<String> keys() {
    Set<String> keys = new HashSet<>(LoaderRows.keys());
    keys.addAll(RemoteCode.keys());
    keys.addAll(Set.of(":serialized:", "lc"));
    return keys;
  }

  /// Looks at an object of a configuration; at those in it, the caller does.
  public void inspect(Json.ObjectNode node) throws IOException {
    remote.inspect(node);
    for (Json.Member member : node.members()) {
      judge(node, member);
      if (member.name().equals(":serialized:") && member.value() instanceof Json.TextNode text) {
        serialised(text);
      } else if (member.name().equals("id") && node.has("lc")) {
        constructed(node, member.value());
      }
    }
  }

  /// The first row that finds something says it.
  private void judge(Json.ObjectNode node, Json.Member member) {
    List<LoaderRow> rows =
        LoaderRows.of(member.name()).stream().filter(row -> row.beside().test(node)).toList();
    if (rows.isEmpty()) {
      return;
    }
    List<Json.TextNode> texts = new ArrayList<>();
    if (!collect(member.value(), texts)) {
      findings.add(
          ModelFormatRule.CONFIG_UNREADABLE,
          member.value().offset(),
          "`%s` is an alias, or has too many values".formatted(member.name()));
    }
    if (member.value() instanceof Json.WordNode word && word.value().equals("true")) {
      texts.add(new Json.TextNode(word.offset(), word.value()));
    }
    for (Json.TextNode text : texts) {
      String name = text.value();
      rows.stream()
          .filter(row -> !name.isBlank() && row.looked().test(name))
          .filter(row -> !row.allowed().permits(name))
          .findFirst()
          .ifPresent(row -> report(row, member.name(), name, text.offset()));
    }
  }

  /// The texts of a value; false where it is not known what they are.
  private static boolean collect(Json value, List<Json.TextNode> texts) {
    return switch (value) {
      case Json.TextNode text -> {
        texts.add(text);
        yield texts.size() < TEXTS;
      }
      case Json.ArrayNode array -> {
        boolean all = true;
        for (Json element : array.elements()) {
          all = all && collect(element, texts);
        }
        yield all;
      }
      case Json.ObjectNode node -> {
        boolean all = true;
        for (Json.Member member : node.members()) {
          all = all && collect(member.value(), texts);
        }
        yield all;
      }
      case Json.WordNode word -> !word.value().startsWith("*");
      case Json.NumberNode _ -> true;
    };
  }

  private void report(LoaderRow row, String key, String name, long at) {
    String what = "%s %s, which `%s` names".formatted(row.does(), Shown.of(name), key);
    if (isDangerous(name)) {
      source.add(Verdict.MALICIOUS, Severity.CRITICAL, what, at);
      return;
    }
    int dot = name.lastIndexOf('.');
    boolean python = name.endsWith(".py");
    if (name.contains("--") || row.severity() == Severity.CRITICAL) {
      source.elsewhere(what, at);
    } else if (python || (dot > 0 && name.matches("[\\w.-]+"))) {
      String module = python ? name : name.substring(0, dot).replace('.', '/') + ".py";
      source.beside(module, row.severity(), what, at);
    } else {
      source.add(Verdict.SUSPICIOUS, row.severity(), what, at);
    }
  }

  private static boolean isDangerous(String name) {
    int dot = name.lastIndexOf('.');
    return dot > 0
        && ImportList.of(
                EnumSet.allOf(Flavour.class), name.substring(0, dot), name.substring(dot + 1))
            == ImportList.Judgement.DANGEROUS;
  }

  /// An object that LangChain makes of a list of names.
  private void constructed(Json.ObjectNode node, Json id) {
    if (!(id instanceof Json.ArrayNode array)
        || (node.has("type") && !"constructor".equals(node.text("type")))) {
      return;
    }
    List<String> names = new ArrayList<>();
    for (Json each : array.elements()) {
      names.add(each instanceof Json.TextNode text ? text.value() : "?");
    }
    String name = String.join(".", names);
    if (!LANGCHAIN.permits(name)) {
      source.add(
          isDangerous(name) ? Verdict.MALICIOUS : Verdict.SUSPICIOUS,
          Severity.HIGH,
          "LangChain imports and calls %s, which `id` names".formatted(Shown.of(name)),
          array.offset());
    }
  }

  /// A pickle in the configuration of a model of Stable-Baselines3. Source: its `save_util.py`.
  private void serialised(Json.TextNode text) throws IOException {
    try {
      // As Python's decoder, which passes over other characters.
      byte[] bytes = Base64.getDecoder().decode(text.value().replaceAll("[^A-Za-z0-9+/=]", ""));
      findings.inspect("serialized at " + text.offset(), bytes);
    } catch (IllegalArgumentException _) {
      findings.add(ModelFormatRule.CONFIG_UNREADABLE, text.offset(), "`:serialized:` is no base64");
    }
  }
}
