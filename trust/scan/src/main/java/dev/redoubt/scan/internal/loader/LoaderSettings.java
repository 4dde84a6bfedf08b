package dev.redoubt.scan.internal.loader;

import dev.redoubt.scan.DetectionSeverity;
import dev.redoubt.scan.internal.packages.PackageFile;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/// The table of all configuration values by which loaders find code, and of the names that belong
/// to the loader itself. Each entry has its source.
final class LoaderSettings {

  private static final Pattern DOTTED = Pattern.compile("[A-Za-z_][\\w-]*(?:\\.[\\w-]+)+");

  /// No class of `torch.nn` does more than create a layer when it is constructed.
  private static final LoaderNamespace ACTIVATIONS =
      LoaderNamespace.classesOf("torch.nn", "transformers.activations");

  /// Sources: `SentenceTransformer._load_module_class_from_ref`, which imports any other module if
  /// the model is a folder; `Router.load`; `Dense.load`; `CrossEncoder`; `WordEmbeddings.load`
  /// (sentence-transformers 5.1).
  private static final List<LoaderSetting> SENTENCE_TRANSFORMERS =
      List.of(
          row(
                  "type",
                  LoaderNamespace.classesOf(
                          "sentence_transformers.models",
                          "sentence_transformers.sparse_encoder.models",
                          "sentence_transformers.cross_encoder.models")
                      .or(
                          LoaderNamespace.matching(
                              "sentence_transformers(?:\\.[a-z_]+)?\\.modules(?:\\.\\w+)*\\.[A-Z]\\w*")),
                  "sentence-transformers imports")
              .beside("path")
              .where(LoaderSettings::isModule),
          row(
                  "types",
                  LoaderNamespace.classesOf(
                          "sentence_transformers.models",
                          "sentence_transformers.sparse_encoder.models")
                      .or(
                          LoaderNamespace.matching(
                              "sentence_transformers(?:\\.[a-z_]+)?\\.modules(?:\\.\\w+)*\\.[A-Z]\\w*")),
                  "sentence-transformers imports")
              .beside("structure"),
          row("activation_function", ACTIVATIONS, "sentence-transformers imports and calls")
              .where(LoaderSettings::isModule),
          row("activation_fn", ACTIVATIONS, "sentence-transformers imports and calls")
              .where(LoaderSettings::isModule),
          row(
              "sbert_ce_default_activation_function",
              ACTIVATIONS,
              "sentence-transformers imports and calls"));

  /// Sources: transformers 4.57 and 5, `tokenization_auto.py`, `processing_auto.py`,
  /// `configuration_utils.py` and `integrations/hub_kernels.py`; CVE-2026-4372 for the kernels,
  /// which are loaded without `trust_remote_code`.
  private static final List<LoaderSetting> TRANSFORMERS =
      List.of(
          row(
              Set.of(
                  "processor_class",
                  "feature_extractor_type",
                  "feature_extractor_class",
                  "image_processor_type",
                  "image_processor_class",
                  "video_processor_type"),
              LoaderNamespace.BARE,
              "transformers looks up"),
          row(
              "tokenizer_class",
              LoaderNamespace.BARE.or(
                  LoaderNamespace.classesOf("sentence_transformers.models.tokenizer")),
              "the loader of the tokenizer imports"),
          row("architectures", LoaderNamespace.BARE, "transformers looks up")
              .beside("model_type", "transformers_version", "torch_dtype", "hidden_size"),
          row(
                  Set.of(
                      "attn_implementation",
                      "_attn_implementation",
                      "_attn_implementation_internal",
                      "experts_implementation",
                      "_experts_implementation",
                      "_experts_implementation_internal"),
                  LoaderNamespace.matching("[\\w|-]*"),
                  "transformers fetches and loads the kernel")
              .critical(),
          row(
                  "attribute_map",
                  LoaderNamespace.NOTHING,
                  "transformers uses the value of another attribute for")
              .beside("model_type", "architectures"),
          row(
              "custom_generate",
              LoaderNamespace.NOTHING,
              "instead of `generate`, transformers runs"));

  /// Source: PEFT 0.18, `get_default_import_allowlist` in `auto.py` and `tp_layer.py`. Before 0.17,
  /// PEFT imported any module.
  private static final List<LoaderSetting> PEFT =
      List.of(
          row(
                  "parent_library",
                  LoaderNamespace.packages(
                      List.of("diffusers", "lerobot", "megatron-core", "transformers")),
                  "PEFT imports the module")
              .beside("base_model_class"),
          row("base_model_class", LoaderNamespace.BARE, "PEFT looks up").beside("parent_library"),
          row(
              "megatron_core",
              LoaderNamespace.packages(List.of("megatron")),
              "PEFT imports the module"));

  /// Source: diffusers 0.37, `pipeline_loading_utils.py` and `modular_pipeline.py`: a name is
  /// looked up in diffusers; lists are checked in [TransformersRemoteCode].
  private static final List<LoaderSetting> DIFFUSERS =
      List.of(
          row(
                  Set.of("_class_name", "_blocks_class_name"),
                  LoaderNamespace.BARE,
                  "diffusers looks up")
              .critical());

  /// What configurations of Hydra and similar libraries name without code of the model's author.
  /// NeMo allows the same packages since 2.4 (`ALLOWED_TARGET_PREFIXES`), including their
  /// functions.
  private static final LoaderNamespace COMPONENTS =
      LoaderNamespace.matching("(?:\\w+\\.)*cli\\..*")
          .negate()
          .and(
              LoaderNamespace.classesOf(
                  "ignite",
                  "lightning.fabric",
                  "lightning.pytorch",
                  "lightning_fabric",
                  "megatron",
                  "monai.data",
                  "monai.engines",
                  "monai.fl.utils",
                  "monai.handlers",
                  "monai.inferers",
                  "monai.losses",
                  "monai.metrics",
                  "monai.networks",
                  "monai.optimizers",
                  "monai.transforms",
                  "nemo.collections",
                  "nemo.core",
                  "nemo.lightning",
                  "nemo_text_processing",
                  "omegaconf",
                  "pytorch_lightning",
                  "torch.distributions",
                  "torch.nn",
                  "torch.optim",
                  "torch.utils.data",
                  "torchmetrics",
                  "torchvision.models",
                  "torchvision.ops",
                  "torchvision.transforms"))
          .or(
              LoaderNamespace.matching(
                  "torch\\.(?:device|Generator|Size|Tensor|float16|float32|bfloat16)"
                      + "|nemo\\.collections(?:\\.\\w+)*\\.modules(?:\\.\\w+)*\\.get_\\w+"));

  /// Sources: Hydra 1.3, "Instantiating objects"; MONAI's page of bundle configurations, where a
  /// single name is a component of MONAI; NeMo's `Serialization.from_config_dict`; CompVis' latent
  /// diffusion, `instantiate_from_config`; Lightning's page of its command line.
  private static final List<LoaderSetting> HYDRA =
      List.of(
          row(
              "_target_",
              COMPONENTS.or(LoaderNamespace.matching("[A-Z]\\w*")).or(text -> text.startsWith("$")),
              "the configuration calls"),
          row(
                  Set.of("target", "cls"),
                  COMPONENTS.or(
                      LoaderNamespace.classesOf(
                          "ldm", "sgm", "cldm", "taming", "nemo.collections")),
                  "the configuration calls")
              .beside("params", "nemo_version", "cfg")
              .where(LoaderSettings::isModule),
          row("class_path", COMPONENTS, "the configuration calls").where(LoaderSettings::isModule));

  /// Sources: gluonts 0.16, `serde/_base.py`; Haystack 2, `serialization.py`; langchain-core,
  /// `load/load.py` (see [TransformersRemoteCode] for the list); AutoGen 0.7,
  /// `_component_config.py`; Rasa 3, `graph.py`; BentoML 1.4, `models`; MLServer 1.7,
  /// `settings.py`.
  private static final List<LoaderSetting> SERIALISED =
      List.of(
          row(
                  "class",
                  LoaderNamespace.classesOf("gluonts")
                      .or(
                          LoaderNamespace.matching(
                              "builtins\\.(?:tuple|list|dict|set|frozenset|int|float|str|bool)"
                                  + "|pathlib\\.(?:Pure)?(?:Posix|Windows)?Path"
                                  + "|numpy\\.(?:dtype|u?int\\d+|float\\d+|bool_?)"
                                  + "|pandas\\._libs\\.tslibs\\.\\w+\\.\\w+|torch\\.device")),
                  "gluonts imports and calls")
              .beside("__kind__"),
          row(
                  "type",
                  LoaderNamespace.classesOf(
                      "haystack", "haystack_integrations", "haystack_experimental"),
                  "Haystack imports")
              .beside("init_parameters")
              .where(LoaderSettings::isModule),
          row("provider", LoaderNamespace.matching("autogen_\\w+(?:\\.\\w+)+"), "AutoGen imports")
              .beside("component_type")
              .where(LoaderSettings::isModule),
          row("uses", LoaderNamespace.classesOf("rasa"), "Rasa imports").beside("constructor_name"),
          row("module", LoaderNamespace.packages(List.of("bentoml")), "BentoML imports")
              .beside("api_version", "bentoml_version"),
          row(
                  "implementation",
                  LoaderNamespace.matching("mlserver(?:_\\w+)?(?:\\.\\w+)+"),
                  "MLServer imports")
              .beside("name", "parameters")
              .where(LoaderSettings::isModule));

  /// Sources: TorchServe's `model_packaging.py` and `model_loader.py`; onnxruntime-genai's
  /// `config.cpp`; OpenVINO Model Server's and vLLM's pages of arguments; MMEngine's page of
  /// configurations; ModelScope's `plugins.py`.
  private static final List<LoaderSetting> SERVERS =
      List.of(
          row(
                  "handler",
                  LoaderNamespace.matching(
                      "(?:dali_)?image_classifier|image_segmenter|object_detector|text_classifier"
                          + "|(?:base|vision|text|trt_llm|vllm)_handler"),
                  "TorchServe imports the handler")
              .beside("serializedFile", "modelName", "modelVersion", "modelFile"),
          row(
              "requirementsFile",
              name -> PackageFile.named(name).filter(PackageFile.REQUIREMENTS::equals).isPresent(),
              "TorchServe installs the packages listed in"),
          row(
              Set.of(
                  "custom_ops_library",
                  "custom_op_library",
                  "custom_ops_library_path",
                  "custom_node_library_config_list",
                  "custom_loader_config_list",
                  "cpu_extension"),
              LoaderNamespace.NOTHING,
              "the loader loads the native library"),
          row(
                  Set.of(
                      "worker_cls",
                      "worker_extension_cls",
                      "scheduler_cls",
                      "logits_processors",
                      "tool_parser_plugin",
                      "reasoning_parser_plugin"),
                  LoaderNamespace.packages(List.of("vllm")),
                  "vLLM imports")
              .where(name -> isModule(name) || isPython(name)),
          row("custom_imports", LoaderNamespace.NOTHING, "MMEngine imports"),
          row("plugins", LoaderNamespace.NOTHING, "ModelScope installs and imports")
              .beside("framework", "task"),
          row("allow_remote", LoaderNamespace.NOTHING, "ModelScope imports `ms_wrapper.py`:")
              .beside("framework", "task"));

  /// Names that many tools use for a Python file that they import or run.
  private static final List<LoaderSetting> FILES =
      List.of(
          row(
              Set.of("modelFile", "model_file"),
              text -> !isPython(text) && !text.isEmpty(),
              "a loader imports the file"),
          row(
                  Set.of(
                      "code_file",
                      "custom_model_file",
                      "entry_point",
                      "entry_script",
                      "entrypoint",
                      "handler",
                      "handler_file",
                      "inference_script",
                      "model_def",
                      "module_file",
                      "pipeline_file",
                      "plugin",
                      "predict",
                      "python_file",
                      "scoring_script",
                      "script",
                      "script_file",
                      "user_script"),
                  LoaderNamespace.NOTHING,
                  "a tool imports or runs")
              .where(LoaderSettings::isPython),
          // A node of Azure's prompt flow, for which MLflow has a flavor.
          row("path", LoaderNamespace.NOTHING, "prompt flow runs")
              .beside(node -> "code".equals(node.text("type")))
              .where(LoaderSettings::isPython));

  private static final List<LoaderSetting> ALL =
      List.of(
              SENTENCE_TRANSFORMERS,
              TRANSFORMERS,
              PEFT,
              DIFFUSERS,
              HYDRA,
              SERIALISED,
              SERVERS,
              FILES)
          .stream()
          .flatMap(List::stream)
          .toList();

  private static final Map<String, List<LoaderSetting>> BY_KEY = byKey();

  private LoaderSettings() {}

  /// Whether a name leads to a module: it has a dot, or names another repository.
  private static boolean isModule(String text) {
    return DOTTED.matcher(text).matches() || text.contains("--");
  }

  /// Whether a string names a Python file, or a function in one.
  private static boolean isPython(String text) {
    return text.endsWith(".py") || text.contains(".py:");
  }

  private static Map<String, List<LoaderSetting>> byKey() {
    Map<String, List<LoaderSetting>> map = new HashMap<>();
    for (LoaderSetting row : ALL) {
      for (String key : row.keys()) {
        map.merge(
            key,
            List.of(row),
            (before, more) -> {
              List<LoaderSetting> both = new java.util.ArrayList<>(before);
              both.addAll(more);
              return both;
            });
      }
    }
    return map;
  }

  /// The settings of a key.
  static List<LoaderSetting> of(String key) {
    return BY_KEY.getOrDefault(key, List.of());
  }

  /// All keys.
  static Set<String> keys() {
    return new HashSet<>(BY_KEY.keySet());
  }

  private static LoaderSetting row(String key, LoaderNamespace allowed, String does) {
    return row(Set.of(key), allowed, does);
  }

  private static LoaderSetting row(Set<String> keys, LoaderNamespace allowed, String does) {
    return new LoaderSetting(keys, _ -> true, _ -> true, allowed, DetectionSeverity.HIGH, does);
  }
}
