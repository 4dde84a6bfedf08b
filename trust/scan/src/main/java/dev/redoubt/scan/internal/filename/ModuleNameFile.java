package dev.redoubt.scan.internal.filename;

import dev.redoubt.scan.internal.FormatAnalyser;
import dev.redoubt.scan.internal.ScanContext;
import dev.redoubt.scan.internal.ScannedContent;
import dev.redoubt.scan.internal.mlflow.MlModel;
import dev.redoubt.scan.internal.model.ContentFindings;
import dev.redoubt.scan.internal.model.ModelFormatRule;
import dev.redoubt.scan.internal.model.QuotedContent;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/// Checks a text that consists of a module name, which MLflow imports when it loads a PyTorch or
/// Keras model: `data/pickle_module_info.txt`, `data/keras_module.txt`. Source: MLflow 2.22 and
/// 3.17, `mlflow/pytorch/__init__.py` and `mlflow/keras/load.py`.
final class ModuleNameFile implements FormatAnalyser {

  /// Longer than any module name.
  private static final int LONGEST = 1_000;

  @Override
  public void analyse(ScannedContent content, ScanContext context) throws IOException {
    String name = new String(content.prefix(LONGEST + 1), StandardCharsets.UTF_8).strip();
    if (!MlModel.isModule(name)) {
      new ContentFindings(content, context)
          .add(
              ModelFormatRule.MLMODEL_LOADER,
              0,
              "the loader imports the module %s, which is not part of MLflow"
                  .formatted(QuotedContent.of(name)));
    }
  }
}
