package dev.redoubt.scan.internal.safetensors;

import dev.redoubt.scan.internal.Analyser;
import dev.redoubt.scan.internal.json.Json;
import dev.redoubt.scan.internal.json.JsonReader;
import dev.redoubt.scan.internal.model.CodeWords;
import dev.redoubt.scan.internal.model.Findings;
import dev.redoubt.scan.internal.model.Input;
import dev.redoubt.scan.internal.model.Malformed;
import dev.redoubt.scan.internal.model.ModelFormatRule;
import dev.redoubt.scan.internal.model.Parsed;
import dev.redoubt.scan.internal.model.Shown;
import dev.redoubt.scan.internal.secrets.Secrets;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/// Reads safetensors: eight bytes of length, a header in JSON, and the tensors' bytes, which the
/// header covers without gap and overlap. Source: the format's description in the repository of
/// `safetensors`, which says the same of duplicate names and of holes.
public final class SafetensorsFormat {

  /// The length of the header is in front of it.
  private static final int HEADER = 8;

  /// The bound of the reference implementation.
  private static final int HEADER_BYTES = 100_000_000;

  private static final List<String> CALLING =
      List.of("callback", "webhook", "hook", "download", "exfil");

  private SafetensorsFormat() {}

  /// The analyser.
  public static Analyser analyser() {
    return new Parsed(ModelFormatRule.SAFETENSORS_UNREADABLE, SafetensorsFormat::parse);
  }

  /// Whether a content begins as this format does.
  public static boolean begins(byte[] prefix) {
    if (prefix.length < HEADER + 2 || prefix[HEADER] != '{') {
      return false;
    }
    int next = HEADER + 1;
    while (next < prefix.length && Character.isWhitespace(prefix[next])) {
      next++;
    }
    // a header of 4 GB or more is no header, but a file of text may have a brace there
    return prefix[6] == 0
        && prefix[7] == 0
        && next < prefix.length
        && (prefix[next] == '"' || prefix[next] == '}');
  }

  private static void parse(Input input, Findings findings) throws IOException, Malformed {
    long length = input.u63(0);
    if (length > HEADER_BYTES) {
      throw new Malformed(0, "a header of `" + length + "` bytes");
    }
    long data = HEADER + length;
    input.within(HEADER, length);
    if (length > 1 && input.u8(HEADER + 1) == 0) {
      throw new Malformed(HEADER, "a header that is not UTF-8");
    }
    Json header = JsonReader.strict(input.stream(HEADER, data));
    if (!(header instanceof Json.ObjectNode object) || input.u8(HEADER) != '{') {
      throw new Malformed(HEADER, "a header that is not an object");
    }
    for (String name : object.duplicates()) {
      findings.add(
          ModelFormatRule.SAFETENSORS_DUPLICATE,
          HEADER,
          "the header describes " + Shown.of(name) + " twice; readers differ in which they take");
    }
    List<Tensor> tensors = new ArrayList<>();
    for (Json.Member member : object.members()) {
      if (member.name().equals("__metadata__")) {
        metadata(member.value(), findings);
      } else {
        tensors.add(Tensor.of(member.name(), member.value(), HEADER, input.size() - data));
      }
    }
    coverage(tensors, data, input.size(), findings);
  }

  private static void coverage(List<Tensor> tensors, long data, long size, Findings findings)
      throws IOException {
    tensors.sort(Comparator.comparingLong(Tensor::begin).thenComparingLong(Tensor::end));
    long covered = 0;
    for (Tensor tensor : tensors) {
      if (tensor.begin() < covered && tensor.end() > tensor.begin()) {
        findings.add(
            ModelFormatRule.SAFETENSORS_OVERLAP,
            tensor.header(),
            "tensor " + Shown.of(tensor.name()) + " shares bytes with another");
      } else if (tensor.begin() > covered) {
        hidden(data + covered, data + tensor.begin(), findings);
      }
      covered = Math.max(covered, tensor.end());
    }
    if (data + covered < size) {
      hidden(data + covered, size, findings);
    }
  }

  private static void hidden(long from, long to, Findings findings) throws IOException {
    findings.add(
        ModelFormatRule.SAFETENSORS_HIDDEN,
        from,
        "`" + (to - from) + "` bytes that belong to no tensor");
    findings.inspect(from, to);
  }

  private static void metadata(Json metadata, Findings findings) throws Malformed {
    if (!(metadata instanceof Json.ObjectNode object)) {
      throw new Malformed(HEADER + metadata.offset(), "metadata that is not an object");
    }
    for (Json.Member member : object.members()) {
      long at = HEADER + member.value().offset();
      if (!(member.value() instanceof Json.TextNode text)) {
        throw new Malformed(at, "metadata " + Shown.of(member.name()) + " that is not text");
      }
      Secrets.inspect(text.value(), at, findings);
      String code = CodeWords.in(text.value());
      if (code != null) {
        findings.add(
            ModelFormatRule.METADATA_CODE,
            at,
            "metadata " + Shown.of(member.name()) + " has " + Shown.of(code));
      } else if (calls(member.name()) && text.lower().strip().matches("(?s)[a-z]{2,8}://.*")) {
        findings.add(
            ModelFormatRule.METADATA_ADDRESS,
            at,
            "metadata %s is the address %s"
                .formatted(Shown.of(member.name()), Shown.of(text.value())));
      }
    }
  }

  private static boolean calls(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return CALLING.stream().anyMatch(lower::contains);
  }
}
