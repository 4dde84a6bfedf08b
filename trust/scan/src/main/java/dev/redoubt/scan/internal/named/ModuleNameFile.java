package dev.redoubt.scan.internal.named;

import dev.redoubt.scan.internal.Analyser;
import dev.redoubt.scan.internal.Content;
import dev.redoubt.scan.internal.Inspection;
import dev.redoubt.scan.internal.mlflow.MlModel;
import dev.redoubt.scan.internal.model.Findings;
import dev.redoubt.scan.internal.model.ModelFormatRule;
import dev.redoubt.scan.internal.model.Shown;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/// A text that is nothing but the name of a module, which MLflow imports when it loads a model of
/// PyTorch or Keras: `data/pickle_module_info.txt`, `data/keras_module.txt`. Source: MLflow 2.22
/// and 3.17, `mlflow/pytorch/__init__.py` and `mlflow/keras/load.py`.
final class ModuleNameFile implements Analyser {

  /// No module has a longer name.
  private static final int LONGEST = 1_000;

  @Override
  public void analyse(Content content, Inspection inspection) throws IOException {
    String name = new String(content.prefix(LONGEST + 1), StandardCharsets.UTF_8).strip();
    if (!MlModel.isModule(name)) {
      new Findings(content, inspection)
          .add(
              ModelFormatRule.MLMODEL_LOADER,
              0,
              "the loader imports the module %s, which is not of MLflow".formatted(Shown.of(name)));
    }
  }
}
