package dev.redoubt.scan.internal.keras;

import dev.redoubt.scan.internal.json.JsonDocument;
import dev.redoubt.scan.internal.model.ContentFindings;
import dev.redoubt.scan.internal.model.ModelFormatRule;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/// Detects layers that contain a pickled PyTorch module in base64. Source: CVE-2025-49655.
final class TorchModule {

  private TorchModule() {}

  static void inspect(JsonDocument.@Nullable ObjectNode config, long at, ContentFindings findings) {
    findings.add(ModelFormatRule.KERAS_PICKLE, at, "a layer contains a pickled PyTorch module");
    String text = config == null ? null : config.text("module");
    JsonDocument.ObjectNode node = config == null ? null : config.object("module");
    if (text == null && node != null) {
      text = node.text("value");
    }
    if (text == null) {
      return;
    }
    try {
      byte[] bytes = Base64.getMimeDecoder().decode(text);
      findings.inspect("module", bytes);
    } catch (IllegalArgumentException notBase64) {
      findings.add(ModelFormatRule.KERAS_PICKLE, at, "a pickled PyTorch module cannot be decoded");
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }
}
