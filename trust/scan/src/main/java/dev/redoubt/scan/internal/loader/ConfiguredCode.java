package dev.redoubt.scan.internal.loader;

import dev.redoubt.scan.DetectionSeverity;
import dev.redoubt.scan.ModelFlavour;
import dev.redoubt.scan.ScanVerdict;
import dev.redoubt.scan.internal.json.JsonDocument;
import dev.redoubt.scan.internal.model.ContentFindings;
import dev.redoubt.scan.internal.model.ModelFormatRule;
import dev.redoubt.scan.internal.model.QuotedContent;
import dev.redoubt.scan.internal.pickle.ImportList;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Detects code that a loader finds by the values of a configuration. What a loader finds in its
/// own library is allowed; any other name is foreign code that runs when the model is loaded.
public final class ConfiguredCode {

  /// The number of strings of one value that are checked.
  private static final int TEXTS = 1_000;

  /// The names that a LangChain object may have. Source: langchain-core, `load/load.py`.
  private static final LoaderNamespace LANGCHAIN =
      LoaderNamespace.packages(
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

  private final ContentFindings findings;
  private final CodeSourceReport source;
  private final TransformersRemoteCode remote;

  public ConfiguredCode(ContentFindings findings) {
    this.findings = findings;
    this.source = new CodeSourceReport(findings);
    this.remote = new TransformersRemoteCode(findings);
  }

  /// The names by which any loader finds code, in a document of any kind.
  public static Set<String> keys() {
    Set<String> keys = new HashSet<>(LoaderSettings.keys());
    keys.addAll(TransformersRemoteCode.keys());
    keys.addAll(Set.of(":serialized:", "lc"));
    return keys;
  }

  /// Checks one object of a configuration; the caller checks nested ones.
  public void inspect(JsonDocument.ObjectNode node) throws IOException {
    remote.inspect(node);
    for (JsonDocument.Member member : node.members()) {
      judge(node, member);
      if (member.name().equals(":serialized:")
          && member.value() instanceof JsonDocument.TextNode text) {
        serialised(text);
      } else if (member.name().equals("id") && node.has("lc")) {
        constructed(node, member.value());
      }
    }
  }

  /// The first setting that matches reports the name.
  private void judge(JsonDocument.ObjectNode node, JsonDocument.Member member) {
    List<LoaderSetting> rows =
        LoaderSettings.of(member.name()).stream().filter(row -> row.beside().test(node)).toList();
    if (rows.isEmpty()) {
      return;
    }
    List<JsonDocument.TextNode> texts = new ArrayList<>();
    if (!collect(member.value(), texts)) {
      findings.add(
          ModelFormatRule.CONFIG_UNREADABLE,
          member.value().offset(),
          "`%s` is an alias, or has too many values".formatted(member.name()));
    }
    if (member.value() instanceof JsonDocument.WordNode word && word.value().equals("true")) {
      texts.add(new JsonDocument.TextNode(word.offset(), word.value()));
    }
    for (JsonDocument.TextNode text : texts) {
      String name = text.value();
      rows.stream()
          .filter(row -> !name.isBlank() && row.looked().test(name))
          .filter(row -> !row.allowed().permits(name))
          .findFirst()
          .ifPresent(row -> report(row, member.name(), name, text.offset()));
    }
  }

  /// Collects the strings of a value; false if they cannot be determined.
  private static boolean collect(JsonDocument value, List<JsonDocument.TextNode> texts) {
    return switch (value) {
      case JsonDocument.TextNode text -> {
        texts.add(text);
        yield texts.size() < TEXTS;
      }
      case JsonDocument.ArrayNode array -> {
        boolean all = true;
        for (JsonDocument element : array.elements()) {
          all = all && collect(element, texts);
        }
        yield all;
      }
      case JsonDocument.ObjectNode node -> {
        boolean all = true;
        for (JsonDocument.Member member : node.members()) {
          all = all && collect(member.value(), texts);
        }
        yield all;
      }
      case JsonDocument.WordNode word -> !word.value().startsWith("*");
      case JsonDocument.NumberNode _ -> true;
    };
  }

  private void report(LoaderSetting row, String key, String name, long at) {
    String what = "%s %s, named by `%s`".formatted(row.does(), QuotedContent.of(name), key);
    if (isDangerous(name)) {
      source.add(ScanVerdict.MALICIOUS, DetectionSeverity.CRITICAL, what, at);
      return;
    }
    int dot = name.lastIndexOf('.');
    boolean python = name.endsWith(".py");
    if (name.contains("--") || row.severity() == DetectionSeverity.CRITICAL) {
      source.elsewhere(what, at);
    } else if (python || (dot > 0 && name.matches("[\\w.-]+"))) {
      String module = python ? name : name.substring(0, dot).replace('.', '/') + ".py";
      source.beside(module, row.severity(), what, at);
    } else {
      source.add(ScanVerdict.SUSPICIOUS, row.severity(), what, at);
    }
  }

  private static boolean isDangerous(String name) {
    int dot = name.lastIndexOf('.');
    return dot > 0
        && ImportList.of(
                EnumSet.allOf(ModelFlavour.class), name.substring(0, dot), name.substring(dot + 1))
            == ImportList.Judgement.DANGEROUS;
  }

  /// Checks an object that LangChain creates from a list of names.
  private void constructed(JsonDocument.ObjectNode node, JsonDocument id) {
    if (!(id instanceof JsonDocument.ArrayNode array)
        || (node.has("type") && !"constructor".equals(node.text("type")))) {
      return;
    }
    List<String> names = new ArrayList<>();
    for (JsonDocument each : array.elements()) {
      names.add(each instanceof JsonDocument.TextNode text ? text.value() : "?");
    }
    String name = String.join(".", names);
    if (!LANGCHAIN.permits(name)) {
      source.add(
          isDangerous(name) ? ScanVerdict.MALICIOUS : ScanVerdict.SUSPICIOUS,
          DetectionSeverity.HIGH,
          "LangChain imports and calls %s, named by `id`".formatted(QuotedContent.of(name)),
          array.offset());
    }
  }

  /// Checks a pickle in the configuration of a Stable-Baselines3 model. Source: its `save_util.py`.
  private void serialised(JsonDocument.TextNode text) throws IOException {
    try {
      // Like Python's decoder, which skips other characters.
      byte[] bytes = Base64.getDecoder().decode(text.value().replaceAll("[^A-Za-z0-9+/=]", ""));
      findings.inspect("serialized at " + text.offset(), bytes);
    } catch (IllegalArgumentException _) {
      findings.add(
          ModelFormatRule.CONFIG_UNREADABLE, text.offset(), "`:serialized:` is not valid base64");
    }
  }
}
