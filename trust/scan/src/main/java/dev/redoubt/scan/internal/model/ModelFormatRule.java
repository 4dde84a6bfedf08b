package dev.redoubt.scan.internal.model;

import static dev.redoubt.scan.DetectionSeverity.CRITICAL;
import static dev.redoubt.scan.DetectionSeverity.HIGH;
import static dev.redoubt.scan.DetectionSeverity.LOW;
import static dev.redoubt.scan.DetectionSeverity.MEDIUM;
import static dev.redoubt.scan.ScanVerdict.MALICIOUS;
import static dev.redoubt.scan.ScanVerdict.SUSPICIOUS;
import static dev.redoubt.scan.ScanVerdict.UNREADABLE;

import dev.redoubt.scan.DetectionRule;
import dev.redoubt.scan.DetectionSeverity;
import dev.redoubt.scan.ScanVerdict;
import java.util.Locale;

/// Rules about model formats other than pickles, and about files beside a model.
public enum ModelFormatRule implements DetectionRule {
  CATBOOST_UNREADABLE(
      UNREADABLE,
      HIGH,
      "CatBoost model cannot be parsed",
      "A length or a count does not match the data. Such values make loaders read out of bounds."
          + " Save the model again."),
  CONFIG_COMMAND(
      SUSPICIOUS,
      MEDIUM,
      "Configuration contains a command",
      "A program may run this value. The configuration of a model needs no command; remove it."),
  CONFIG_REMOTE_CODE(
      SUSPICIOUS,
      HIGH,
      "Configuration loads code",
      "A loader finds code by this value, and imports or runs it; some loaders require"
          + " `trust_remote_code` for this. Review that code, or use a model class that is part"
          + " of the library."),
  CONFIG_UNREADABLE(
      UNREADABLE,
      MEDIUM,
      "Configuration cannot be parsed",
      "A program that finds the file by its name rejects it, or interprets it differently than"
          + " the scanner. Write it as the documentation of that program requires."),
  GGUF_DUPLICATE(
      SUSPICIOUS,
      MEDIUM,
      "Duplicate name in a GGUF file",
      "Readers differ in which entry they use, so a check may see another model than the loader."
          + " Convert the model again."),
  GGUF_HIDDEN(
      SUSPICIOUS,
      MEDIUM,
      "Data outside all tensors in a GGUF file",
      "No loader reads this data; it may be hidden content. Convert the model again."),
  GGUF_OVERLAP(
      SUSPICIOUS,
      MEDIUM,
      "Overlapping tensors in a GGUF file",
      "No converter writes this. Convert the model again."),
  GGUF_UNREADABLE(
      UNREADABLE,
      HIGH,
      "GGUF file cannot be parsed",
      "A length, count or offset is outside what the format allows. Such values make loaders"
          + " write out of bounds."),
  HDF5_FILTER(
      SUSPICIOUS,
      MEDIUM,
      "HDF5 compression filter requires a plugin",
      "The HDF5 library loads a shared library for this filter. Save the model with `gzip` or"
          + " `lzf`."),
  HDF5_OTHER_FILE(
      SUSPICIOUS,
      MEDIUM,
      "HDF5 file references another file",
      "The model depends on a file that is not scanned with it. Save the model in one file."),
  HDF5_OUTSIDE(
      MALICIOUS,
      HIGH,
      "HDF5 file references a path outside its folder",
      "Loading the model reads a file that its author chose. Do not load it."),
  HDF5_UNREADABLE(
      UNREADABLE,
      HIGH,
      "HDF5 file cannot be parsed",
      "The file is damaged, or uses structures that no model needs. Save the model again."),
  JSON_UNREADABLE(
      UNREADABLE,
      MEDIUM,
      "JSON document cannot be parsed",
      "The document is damaged, nested too deeply, or has more values than any configuration."),
  KERAS_CUSTOM_OBJECT(
      SUSPICIOUS,
      LOW,
      "Keras model uses a custom object",
      "The loader needs a class that is not part of Keras. Review that class before you register"
          + " it."),
  KERAS_DUPLICATE(
      SUSPICIOUS,
      MEDIUM,
      "Duplicate name in a Keras configuration",
      "Readers differ in which entry they use. Save the model again."),
  KERAS_FILE(
      SUSPICIOUS,
      LOW,
      "Keras layer reads a file",
      "A layer reads its vocabulary from a file when the model is loaded. Save the model with the"
          + " vocabulary in it."),
  KERAS_FILE_OUTSIDE(
      MALICIOUS,
      HIGH,
      "Keras layer reads a URL or a file outside the model",
      "Loading the model reads a file or a URL that its author chose. Do not load it."),
  KERAS_LAMBDA_CODE(
      MALICIOUS,
      CRITICAL,
      "Keras Lambda layer runs dangerous code",
      "Loading the model runs this code, which accesses files, the network or the interpreter. Do"
          + " not load it."),
  KERAS_LAMBDA_LAYER(
      SUSPICIOUS,
      HIGH,
      "Keras Lambda layer runs code",
      "Loading the model runs code of its author. Replace the layer with a built-in layer, or"
          + " with a registered class that you reviewed."),
  KERAS_MODULE(
      SUSPICIOUS,
      HIGH,
      "Keras configuration imports a module",
      "The loader imports the named module and creates an object from it. Review the module, and"
          + " load only with `safe_mode`."),
  KERAS_PICKLE(
      SUSPICIOUS,
      HIGH,
      "Keras layer contains a pickle",
      "Loading the model unpickles it. Save the PyTorch model as `safetensors` beside it."),
  KERAS_UNSAFE_MODULE(
      MALICIOUS,
      CRITICAL,
      "Keras configuration calls a dangerous function",
      "The loader calls a function that accesses files, the network or the interpreter. Do not"
          + " load it."),
  LIGHTGBM_UNREADABLE(
      UNREADABLE,
      HIGH,
      "LightGBM model cannot be parsed",
      "A size or a count does not match the data. Such values make loaders read out of bounds."
          + " Save the model again."),
  METADATA_ADDRESS(
      SUSPICIOUS, LOW, "URL in the metadata of a model", "Weights need no URL. Remove it."),
  METADATA_CODE(
      SUSPICIOUS,
      MEDIUM,
      "Code or command in the metadata of a model",
      "A program that shows or processes the metadata may run it. Remove it."),
  MLMODEL_CODE(
      SUSPICIOUS,
      HIGH,
      "MLflow model contains Python code",
      "Loading the model adds its code folder to the Python path and imports it. Review the code,"
          + " or log the model without it."),
  MLMODEL_LOADER(
      SUSPICIOUS,
      HIGH,
      "MLflow model uses a custom loader module",
      "Loading the model imports the named module. Use a built-in flavor of MLflow."),
  MLMODEL_PATH_OUTSIDE(
      MALICIOUS,
      HIGH,
      "MLflow model references a path outside its folder",
      "A path in `MLmodel` points elsewhere on the machine. Do not load the model."),
  MLMODEL_PICKLE(
      SUSPICIOUS,
      LOW,
      "MLflow model is stored as a pickle",
      "Loading the model runs the named pickle. The verdict of that file covers what the pickle"
          + " does."),
  NOTEBOOK_COMMAND(
      SUSPICIOUS,
      MEDIUM,
      "Notebook runs a command",
      "A cell runs a shell command or a program. Review it before you run it."),
  NOTEBOOK_SCRIPT(
      SUSPICIOUS,
      MEDIUM,
      "Notebook output contains a script",
      "The browser runs the script when a trusted notebook is opened. Clear the outputs."),
  ONNX_CUSTOM_OPERATOR(
      SUSPICIOUS,
      MEDIUM,
      "ONNX model requires a custom operator library",
      "The model runs only with a library of operators, which is native code. Get that library"
          + " from a source that you trust, or export the model without it."),
  ONNX_EXTERNAL_DATA_LINK(
      SUSPICIOUS,
      HIGH,
      "ONNX external data is a link out of the folder",
      "Loading the model reads a file outside its folder that was not scanned with it. Put the"
          + " data beside the model."),
  ONNX_EXTERNAL_DATA_MISSING(
      UNREADABLE,
      MEDIUM,
      "ONNX external data is missing or too short",
      "The model is not the one that was saved, and some loaders read out of bounds. Download the"
          + " model again, with all its files."),
  ONNX_EXTERNAL_DATA_ODD(
      SUSPICIOUS,
      MEDIUM,
      "ONNX external data is described inconsistently",
      "Readers interpret the description differently. Save the model again."),
  ONNX_EXTERNAL_DATA_OUTSIDE(
      MALICIOUS,
      HIGH,
      "ONNX external data points outside the folder",
      "Loading the model reads a file that its author chose. Do not load it."),
  ONNX_UNREADABLE(
      UNREADABLE,
      HIGH,
      "ONNX model cannot be parsed",
      "The message is damaged, or nested more deeply than in any model."),
  PACKAGE_SOURCE(
      SUSPICIOUS,
      MEDIUM,
      "Package from outside the default index",
      "Installing the dependencies runs code from a source that the model names. Pin versions"
          + " with hashes, from an index that you trust."),
  PACKAGE_UNREADABLE(
      UNREADABLE,
      MEDIUM,
      "Package list cannot be parsed",
      "The installer rejects this content, or interprets it differently than the scanner, so the"
          + " source of the packages is unknown. Write the list as the documentation of its tool"
          + " requires."),
  PROTOBUF_UNREADABLE(
      UNREADABLE,
      MEDIUM,
      "Unknown protocol buffers message",
      "The file is encoded like an ONNX or TensorFlow model, but is neither."),
  SAFETENSORS_DUPLICATE(
      SUSPICIOUS,
      MEDIUM,
      "Duplicate tensor in a safetensors header",
      "Readers differ in which entry they use. Save the model again."),
  SAFETENSORS_HIDDEN(
      SUSPICIOUS,
      MEDIUM,
      "Data outside all tensors in a safetensors file",
      "The format forbids it; it may be hidden content. Save the model again."),
  SAFETENSORS_OVERLAP(
      SUSPICIOUS,
      MEDIUM,
      "Overlapping tensors in a safetensors file",
      "The format forbids it. Save the model again."),
  SAFETENSORS_UNREADABLE(
      UNREADABLE,
      HIGH,
      "Header of a safetensors file cannot be parsed",
      "The header does not follow the format."),
  SECRET_IN_TEXT(
      SUSPICIOUS,
      HIGH,
      "Secret in a text",
      "Everybody who has the model has the secret. Revoke it, remove it, and store secrets in a"
          + " key vault."),
  TEMPLATE_ESCAPE(
      MALICIOUS,
      CRITICAL,
      "Chat template accesses the Python interpreter",
      "A loader that renders the template without a sandbox runs code of its author. Do not load"
          + " it."),
  TEMPLATE_UNREADABLE(
      UNREADABLE,
      MEDIUM,
      "Chat template cannot be parsed",
      "A tag or a string of the template is not closed, so the scanner cannot tell what it does."),
  TENSORFLOW_ASSET_OUTSIDE(
      MALICIOUS,
      HIGH,
      "TensorFlow asset outside the model folder",
      "Loading the model reads a file that its author chose. Do not load it."),
  TENSORFLOW_CUSTOM_OPERATOR(
      SUSPICIOUS,
      MEDIUM,
      "TensorFlow graph requires a custom operation library",
      "The graph runs only with a library of operations, which is native code. Get that library"
          + " from a source that you trust."),
  TENSORFLOW_FILE_OPERATION(
      SUSPICIOUS,
      HIGH,
      "TensorFlow graph accesses files or the network",
      "Running the graph reads or writes files, or uses the network. Inference needs neither."),
  TENSORFLOW_OPERATION(
      MALICIOUS,
      HIGH,
      "TensorFlow graph contains a dangerous operation",
      "Running the graph writes to a path that its author chose, or runs code. Do not load it."),
  TEXT_UNREADABLE(
      UNREADABLE,
      LOW,
      "Text cannot be decoded",
      "The encoding is unknown, or the content is not text."),
  XGBOOST_UNREADABLE(
      UNREADABLE,
      HIGH,
      "XGBoost model cannot be parsed",
      "A length or a count does not match the data. Such values make loaders read out of bounds."
          + " Save the model again."),
  XML_ENTITY(
      MALICIOUS,
      HIGH,
      "XML external or expanding entity",
      "A parser that resolves entities reads files or URLs that the author chose (XXE), or"
          + " exhausts its memory. Use a document without a document type declaration."),
  XML_INCLUDE(
      SUSPICIOUS,
      MEDIUM,
      "XML document references another document",
      "A parser or a browser may fetch it. Remove the reference."),
  XML_SCRIPT(
      SUSPICIOUS,
      HIGH,
      "XML document contains a script",
      "A program that evaluates or shows the document may run it. Remove it."),
  XML_UNREADABLE(
      UNREADABLE,
      MEDIUM,
      "XML document cannot be parsed",
      "The document is damaged, or is nested or expands beyond any model."),
  YAML_PYTHON_TAG(
      MALICIOUS,
      CRITICAL,
      "YAML tag creates Python objects",
      "Unsafe YAML loaders of Python call what the tag names. Do not load it."),
  YAML_UNREADABLE(
      UNREADABLE,
      MEDIUM,
      "YAML document cannot be parsed",
      "The document is damaged, or is nested or expands beyond any configuration.");

  private final Description description;

  ModelFormatRule(ScanVerdict verdict, DetectionSeverity severity, String title, String help) {
    String id = name().toLowerCase(Locale.ROOT).replace('_', '-');
    this.description = new Description(id, title, help, verdict, severity);
  }

  @Override
  public Description description() {
    return description;
  }
}
