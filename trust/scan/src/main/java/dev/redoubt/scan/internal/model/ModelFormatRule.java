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

/// What is found in models that are no pickles, and in what lies beside them.
public enum ModelFormatRule implements DetectionRule {
  CATBOOST_UNREADABLE(
      UNREADABLE,
      HIGH,
      "CatBoost model that cannot be read",
      "A length or a count is not what is there, which is how loaders are made to read outside"
          + " their memory. Save the model again."),
  CONFIG_COMMAND(
      SUSPICIOUS,
      MEDIUM,
      "command in a configuration",
      "A value that a program may run. A model's configuration needs none; remove it."),
  CONFIG_REMOTE_CODE(
      SUSPICIOUS,
      HIGH,
      "configuration that loads code",
      "A loader finds code by what is named, and imports or runs it; some ask for"
          + " `trust_remote_code` first. Read that code, or use a model of a class that the library"
          + " has."),
  CONFIG_UNREADABLE(
      UNREADABLE,
      MEDIUM,
      "configuration that cannot be read",
      "A program finds the file by its name, and refuses it, or reads it in another way than it is"
          + " read here. Write it as that program documents it."),
  GGUF_DUPLICATE(
      SUSPICIOUS,
      MEDIUM,
      "the same name twice in a GGUF file",
      "Readers differ in which of the two they take, so a check may see another model than the"
          + " loader. Convert the model again."),
  GGUF_HIDDEN(
      SUSPICIOUS,
      MEDIUM,
      "bytes of a GGUF file that belong to no tensor",
      "Nothing reads them; they may carry something else. Convert the model again."),
  GGUF_OVERLAP(
      SUSPICIOUS,
      MEDIUM,
      "tensors of a GGUF file that overlap",
      "No converter writes this. Convert the model again."),
  GGUF_UNREADABLE(
      UNREADABLE,
      HIGH,
      "GGUF that cannot be read",
      "A length, count or offset is not what the format allows, which is how loaders are made to"
          + " write outside their memory."),
  HDF5_FILTER(
      SUSPICIOUS,
      MEDIUM,
      "HDF5 compression that needs a plugin",
      "The library loads a shared library for it. Store the model with `gzip` or `lzf`."),
  HDF5_OTHER_FILE(
      SUSPICIOUS,
      MEDIUM,
      "HDF5 that reads another file",
      "What the model is depends on a file that is not scanned with it. Store the model in one"
          + " file."),
  HDF5_OUTSIDE(
      MALICIOUS,
      HIGH,
      "HDF5 that reads a file elsewhere on the machine",
      "Loading the model reads a file that its author chose. Do not load it."),
  HDF5_UNREADABLE(
      UNREADABLE,
      HIGH,
      "HDF5 that cannot be read",
      "The file is damaged, or uses structures that no model needs. Save the model again."),
  JSON_UNREADABLE(
      UNREADABLE,
      MEDIUM,
      "JSON that cannot be read",
      "The document is damaged, nested too deeply, or has more values than any configuration."),
  KERAS_CUSTOM_OBJECT(
      SUSPICIOUS,
      LOW,
      "Keras object that is not of Keras",
      "The loader needs a class of the model's author. Read that class before it is registered."),
  KERAS_DUPLICATE(
      SUSPICIOUS,
      MEDIUM,
      "the same name twice in a Keras configuration",
      "Readers differ in which of the two they take. Save the model again."),
  KERAS_FILE(
      SUSPICIOUS,
      LOW,
      "Keras layer that reads a file",
      "A layer reads its vocabulary from a file when the model is loaded. Save the model with the"
          + " vocabulary in it."),
  KERAS_FILE_OUTSIDE(
      MALICIOUS,
      HIGH,
      "Keras layer that reads a file elsewhere, or an address",
      "Loading the model reads a file or an address that its author chose. Do not load it."),
  KERAS_LAMBDA_CODE(
      MALICIOUS,
      CRITICAL,
      "Keras lambda layer that reaches the machine",
      "Loading the model runs this code, which has nothing to do with a layer. Do not load it."),
  KERAS_LAMBDA_LAYER(
      SUSPICIOUS,
      HIGH,
      "Keras lambda layer",
      "Loading the model runs the code of its author. Replace the layer by one of Keras, or by a"
          + " registered class that was read."),
  KERAS_MODULE(
      SUSPICIOUS,
      HIGH,
      "Keras configuration that imports a module",
      "The loader imports the named module and makes an object of it. Load only with `safe_mode`,"
          + " and only after the module was read."),
  KERAS_PICKLE(
      SUSPICIOUS,
      HIGH,
      "Keras layer with a pickle inside",
      "Loading the model unpickles what the layer holds. Keep the PyTorch model as `safetensors`"
          + " beside it."),
  KERAS_UNSAFE_MODULE(
      MALICIOUS,
      CRITICAL,
      "Keras configuration that reaches the machine",
      "The loader calls what the configuration names: files, the network or the interpreter. Do not"
          + " load it."),
  LIGHTGBM_UNREADABLE(
      UNREADABLE,
      HIGH,
      "LightGBM model that cannot be read",
      "A size or a count is not what is there, which is how loaders are made to read outside their"
          + " memory. Save the model again."),
  METADATA_ADDRESS(
      SUSPICIOUS,
      LOW,
      "address that wants to be called in a model's metadata",
      "Weights need no address. Remove it."),
  METADATA_CODE(
      SUSPICIOUS,
      MEDIUM,
      "code or commands in a model's metadata",
      "Metadata is text for people; something that runs or shows it may run this too. Remove it."),
  MLMODEL_CODE(
      SUSPICIOUS,
      HIGH,
      "MLflow model that brings code",
      "Loading the model puts its folder of code on the path and imports it. Read it, or log the"
          + " model without code."),
  MLMODEL_LOADER(
      SUSPICIOUS,
      HIGH,
      "MLflow model with a loader of its own",
      "Loading the model imports the module that is named. Use a flavour of MLflow."),
  MLMODEL_PATH_OUTSIDE(
      MALICIOUS,
      HIGH,
      "MLflow model that leads out of its folder",
      "A path of the description leads elsewhere on the machine. Do not load it."),
  MLMODEL_PICKLE(
      SUSPICIOUS,
      LOW,
      "MLflow model that is pickled",
      "Loading runs the pickle that is named; what it does is judged where that file is scanned."),
  NOTEBOOK_COMMAND(
      SUSPICIOUS,
      MEDIUM,
      "notebook that runs commands",
      "A cell runs a command of the shell, or a program. Read it before it is run."),
  NOTEBOOK_SCRIPT(
      SUSPICIOUS,
      MEDIUM,
      "notebook whose output runs in the browser",
      "An output has a script, which runs when a trusted notebook is opened. Clear the outputs."),
  ONNX_CUSTOM_OPERATOR(
      SUSPICIOUS,
      MEDIUM,
      "ONNX operator that needs a library",
      "The model does not run without a library of operators, which is code. Get that library from"
          + " where you trust, or export the model without it."),
  ONNX_EXTERNAL_DATA_LINK(
      SUSPICIOUS,
      HIGH,
      "ONNX tensor behind a link that leads elsewhere",
      "Loading the model reads a file outside of its folder that was not scanned with it. Put the"
          + " data beside the model."),
  ONNX_EXTERNAL_DATA_MISSING(
      UNREADABLE,
      MEDIUM,
      "ONNX tensor that is not all there",
      "The file with its bytes is missing or too short, so the model is not the one that was saved,"
          + " and a careless loader reads past the end. Fetch the model again, with all its"
          + " files."),
  ONNX_EXTERNAL_DATA_ODD(
      SUSPICIOUS,
      MEDIUM,
      "ONNX tensor in another file, oddly described",
      "Readers differ in what they make of it. Save the model again."),
  ONNX_EXTERNAL_DATA_OUTSIDE(
      MALICIOUS,
      HIGH,
      "ONNX model that reads a file elsewhere",
      "Loading the model reads a file that its author chose. Do not load it."),
  ONNX_UNREADABLE(
      UNREADABLE,
      HIGH,
      "ONNX that cannot be read",
      "The message is damaged or nested deeper than any model."),
  PACKAGE_SOURCE(
      SUSPICIOUS,
      MEDIUM,
      "package from elsewhere",
      "Installing what the model asks for runs code from an address that the model names. Pin"
          + " versions with hashes from the index that you trust."),
  PACKAGE_UNREADABLE(
      UNREADABLE,
      MEDIUM,
      "list of packages that cannot be read",
      "An installer refuses what stands there, or reads it in another way than it is read here, so"
          + " where packages come from cannot be told. Write the list as its tool documents it."),
  PROTOBUF_UNREADABLE(
      UNREADABLE,
      MEDIUM,
      "message of an unknown kind",
      "It is written like an ONNX or TensorFlow model, and is neither."),
  SAFETENSORS_DUPLICATE(
      SUSPICIOUS,
      MEDIUM,
      "the same tensor twice in a safetensors header",
      "Readers differ in which of the two they take. Save the model again."),
  SAFETENSORS_HIDDEN(
      SUSPICIOUS,
      MEDIUM,
      "bytes of a safetensors file that belong to no tensor",
      "The format forbids them; they may carry something else. Save the model again."),
  SAFETENSORS_OVERLAP(
      SUSPICIOUS,
      MEDIUM,
      "tensors of a safetensors file that overlap",
      "The format forbids it. Save the model again."),
  SAFETENSORS_UNREADABLE(
      UNREADABLE,
      HIGH,
      "safetensors that cannot be read",
      "The header is not what the format allows."),
  SECRET_IN_TEXT(
      SUSPICIOUS,
      HIGH,
      "secret in a text",
      "Whoever has the model has the secret. Revoke it, remove it, and keep secrets in a vault."),
  TEMPLATE_ESCAPE(
      MALICIOUS,
      CRITICAL,
      "chat template that reaches the interpreter",
      "A loader that renders it without a sandbox runs the code of its author. Do not load it."),
  TEMPLATE_UNREADABLE(
      UNREADABLE,
      MEDIUM,
      "chat template that cannot be read",
      "The template is not closed, so what it does cannot be told."),
  TENSORFLOW_ASSET_OUTSIDE(
      MALICIOUS,
      HIGH,
      "TensorFlow asset elsewhere on the machine",
      "Loading the model reads a file that its author chose. Do not load it."),
  TENSORFLOW_CUSTOM_OPERATOR(
      SUSPICIOUS,
      MEDIUM,
      "TensorFlow operation that needs a library",
      "The graph does not run without a library of operations, which is code. Get it from where you"
          + " trust."),
  TENSORFLOW_FILE_OPERATION(
      SUSPICIOUS,
      HIGH,
      "TensorFlow operation on files",
      "Running the graph reads or writes files or a network. A model for use needs none."),
  TENSORFLOW_OPERATION(
      MALICIOUS,
      HIGH,
      "TensorFlow operation that leaves the graph",
      "Running the graph writes to where its author said, or runs code. Do not load it."),
  TEXT_UNREADABLE(
      UNREADABLE,
      LOW,
      "text that cannot be read",
      "The text is in an encoding that is not known, or is no text."),
  XGBOOST_UNREADABLE(
      UNREADABLE,
      HIGH,
      "XGBoost model that cannot be read",
      "A length or a count is not what is there, which is how loaders are made to read outside"
          + " their memory. Save the model again."),
  XML_ENTITY(
      MALICIOUS,
      HIGH,
      "XML that reads something else",
      "A parser that resolves entities reads files or addresses that the document's author chose."
          + " Use a document without a document type."),
  XML_INCLUDE(
      SUSPICIOUS,
      MEDIUM,
      "XML that includes something else",
      "A parser or a browser may fetch what is named. Remove it."),
  XML_SCRIPT(
      SUSPICIOUS,
      HIGH,
      "XML with a program inside",
      "Something that evaluates or shows the document may run it. Remove it."),
  XML_UNREADABLE(
      UNREADABLE,
      MEDIUM,
      "XML that cannot be read",
      "The document is damaged, or nested or expanded beyond any model."),
  YAML_PYTHON_TAG(
      MALICIOUS,
      CRITICAL,
      "YAML that makes Python objects",
      "Python's unsafe loaders call what the tag names. Do not load it."),
  YAML_UNREADABLE(
      UNREADABLE,
      MEDIUM,
      "YAML that cannot be read",
      "The document is damaged, or nested or expanded beyond any configuration.");

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
