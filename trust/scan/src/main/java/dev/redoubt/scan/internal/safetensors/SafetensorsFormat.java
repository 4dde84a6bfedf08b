package dev.redoubt.scan.internal.safetensors;

import dev.redoubt.scan.internal.FormatAnalyser;
import dev.redoubt.scan.internal.json.JsonDocument;
import dev.redoubt.scan.internal.json.JsonReader;
import dev.redoubt.scan.internal.model.CodePatterns;
import dev.redoubt.scan.internal.model.ContentFindings;
import dev.redoubt.scan.internal.model.ContentReader;
import dev.redoubt.scan.internal.model.MalformedContentException;
import dev.redoubt.scan.internal.model.ModelFormatRule;
import dev.redoubt.scan.internal.model.ParsingAnalyser;
import dev.redoubt.scan.internal.model.QuotedContent;
import dev.redoubt.scan.internal.secrets.SecretReporter;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/// Reads safetensors: a length of eight bytes, a JSON header, and the tensor data, which the header
/// covers without gaps and overlaps. Source: the format's description in the repository of
/// `safetensors`, which also forbids duplicate names and gaps.
public final class SafetensorsFormat {

  /// The length of the header precedes it.
  private static final int HEADER = 8;

  /// The limit of the reference implementation.
  private static final int HEADER_BYTES = 100_000_000;

  private static final List<String> CALLING =
      List.of("callback", "webhook", "hook", "download", "exfil");

  private SafetensorsFormat() {}

  /// The analyzer for this format.
  public static FormatAnalyser analyser() {
    return new ParsingAnalyser(ModelFormatRule.SAFETENSORS_UNREADABLE, SafetensorsFormat::parse);
  }

  /// Whether a content begins like this format.
  public static boolean begins(byte[] prefix) {
    if (prefix.length < HEADER + 2 || prefix[HEADER] != '{') {
      return false;
    }
    int next = HEADER + 1;
    while (next < prefix.length && Character.isWhitespace(prefix[next])) {
      next++;
    }
    // a header of 4 GB or more is not one, but a text file may have a brace there
    return prefix[6] == 0
        && prefix[7] == 0
        && next < prefix.length
        && (prefix[next] == '"' || prefix[next] == '}');
  }

  private static void parse(ContentReader input, ContentFindings findings)
      throws IOException, MalformedContentException {
    long length = input.u63(0);
    if (length > HEADER_BYTES) {
      throw new MalformedContentException(0, "invalid header length `" + length + "`");
    }
    long data = HEADER + length;
    input.within(HEADER, length);
    if (length > 1 && input.u8(HEADER + 1) == 0) {
      throw new MalformedContentException(HEADER, "the header is not UTF-8");
    }
    JsonDocument header = JsonReader.strict(input.stream(HEADER, data));
    if (!(header instanceof JsonDocument.ObjectNode object) || input.u8(HEADER) != '{') {
      throw new MalformedContentException(HEADER, "the header is not a JSON object");
    }
    for (String name : object.duplicates()) {
      findings.add(
          ModelFormatRule.SAFETENSORS_DUPLICATE,
          HEADER,
          "the header describes "
              + QuotedContent.of(name)
              + " twice; readers differ in which one they use");
    }
    List<SafetensorsTensor> tensors = new ArrayList<>();
    for (JsonDocument.Member member : object.members()) {
      if (member.name().equals("__metadata__")) {
        metadata(member.value(), findings);
      } else {
        tensors.add(
            SafetensorsTensor.of(member.name(), member.value(), HEADER, input.size() - data));
      }
    }
    coverage(tensors, data, input.size(), findings);
  }

  private static void coverage(
      List<SafetensorsTensor> tensors, long data, long size, ContentFindings findings)
      throws IOException {
    tensors.sort(
        Comparator.comparingLong(SafetensorsTensor::begin)
            .thenComparingLong(SafetensorsTensor::end));
    long covered = 0;
    for (SafetensorsTensor tensor : tensors) {
      if (tensor.begin() < covered && tensor.end() > tensor.begin()) {
        findings.add(
            ModelFormatRule.SAFETENSORS_OVERLAP,
            tensor.header(),
            "tensor " + QuotedContent.of(tensor.name()) + " overlaps another tensor");
      } else if (tensor.begin() > covered) {
        hidden(data + covered, data + tensor.begin(), findings);
      }
      covered = Math.max(covered, tensor.end());
    }
    if (data + covered < size) {
      hidden(data + covered, size, findings);
    }
  }

  private static void hidden(long from, long to, ContentFindings findings) throws IOException {
    findings.add(
        ModelFormatRule.SAFETENSORS_HIDDEN,
        from,
        "`" + (to - from) + "` bytes that belong to no tensor");
    findings.inspect(from, to);
  }

  private static void metadata(JsonDocument metadata, ContentFindings findings)
      throws MalformedContentException {
    if (!(metadata instanceof JsonDocument.ObjectNode object)) {
      throw new MalformedContentException(
          HEADER + metadata.offset(), "the metadata is not an object");
    }
    for (JsonDocument.Member member : object.members()) {
      long at = HEADER + member.value().offset();
      if (!(member.value() instanceof JsonDocument.TextNode text)) {
        throw new MalformedContentException(
            at, "metadata " + QuotedContent.of(member.name()) + " is not a string");
      }
      SecretReporter.inspect(text.value(), at, findings);
      String code = CodePatterns.in(text.value());
      if (code != null) {
        findings.add(
            ModelFormatRule.METADATA_CODE,
            at,
            "metadata " + QuotedContent.of(member.name()) + " contains " + QuotedContent.of(code));
      } else if (calls(member.name()) && text.lower().strip().matches("(?s)[a-z]{2,8}://.*")) {
        findings.add(
            ModelFormatRule.METADATA_ADDRESS,
            at,
            "metadata %s is the URL %s"
                .formatted(QuotedContent.of(member.name()), QuotedContent.of(text.value())));
      }
    }
  }

  private static boolean calls(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return CALLING.stream().anyMatch(lower::contains);
  }
}
