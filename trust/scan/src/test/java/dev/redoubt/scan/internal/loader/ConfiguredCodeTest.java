package dev.redoubt.scan.internal.loader;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redoubt.scan.Detection;
import dev.redoubt.scan.InMemoryScans;
import dev.redoubt.scan.ScanVerdict;
import dev.redoubt.scan.ScannedFile;
import dev.redoubt.scan.ZipBuilder;
import dev.redoubt.scan.engine.ModelScanner;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConfiguredCodeTest {

  @TempDir private Path folder = Path.of("");

  /// Quotes as in JavaScript, to keep the samples readable.
  private static String json(String text) {
    return text.replace('\'', '"');
  }

  private static ScannedFile scan(String name, String text) {
    return InMemoryScans.scan(name, text.getBytes(StandardCharsets.UTF_8));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      value = {
        "modules.json|[{'idx': 0, 'name': '0', 'path': '', 'type': 'own.Net'}]",
        "modules.json|[{'idx': 0, 'name': '0', 'path': '', 'type': 'owner/repo--own.Net'}]",
        "modules.json|[{'path': '', 'type': 'sentence_transformers.util.http_get'}]",
        "modules.json|[{'path': '', 'type': 'sentence_transformers_evil.models.Net'}]",
        "router_config.json|{'types': {'a': 'own.Net'}, 'structure': {'query': ['a']}}",
        "2_Dense/config.json|{'in_features': 8, 'activation_function': 'own.Activation'}",
        "2_Dense/config.json|{'activation_function': 'torch.hub.load'}",
        "config.json|{'sentence_transformers': {'activation_fn': 'own.Activation'}}",
        "config.json|{'sbert_ce_default_activation_function': 'own.activation'}",
        "0_WordEmbeddings/wordembedding_config.json|{'tokenizer_class': 'own.Tokenizer'}",
        "tokenizer_config.json|{'tokenizer_class': 'owner/repo--own.Tokenizer'}",
        "preprocessor_config.json|{'feature_extractor_type': 'own.Extractor'}",
        "preprocessor_config.json|{'image_processor_type': '../own'}",
        "processor_config.json|{'processor_class': 'owner/repo--own.Processor'}",
        "config.json|{'model_type': 'bert', 'architectures': ['own.Net']}",
        "config.json|{'_attn_implementation_internal': 'owner/kernel'}",
        "config.json|{'text_config': {'attn_implementation': 'owner/kernel@main:f'}}",
        "config.json|{'_attn_implementation': {'text_config': 'owner/kernel'}}",
        "config.json|{'experts_implementation': 'owner/kernel'}",
        "config.json|{'model_type': 'x', 'attribute_map': {'a': '_attn_implementation_internal'}}",
        "generation_config.json|{'custom_generate': 'owner/repo'}",
        "adapter_config.json|{'auto_mapping': {'base_model_class': 'Net', 'parent_library':"
            + " 'own'}}",
        "adapter_config.json|{'auto_mapping': {'parent_library': 'os', 'base_model_class': 'x'}}",
        "adapter_config.json|{'auto_mapping': {'parent_library': 'transformers_modules.x',"
            + " 'base_model_class': 'Net'}}",
        "adapter_config.json|{'megatron_config': {}, 'megatron_core': 'own.core'}",
        "model_index.json|{'_class_name': 'owner/repo'}",
        "model_index.json|{'_class_name': 'own.Pipeline', '_diffusers_version': '0.30.0'}",
        "model_index.json|{'_class_name': ['own', 'Own']}",
        "model_index.json|{'_class_name': 'FluxPipeline', 'unet': ['own', 'Net']}",
        "model_index.json|{'_class_name': 'X', 'unet': ['os', 'system']}",
        "model_index.json|{'_class_name': 'X', 'unet': ['diffusers_modules.local.x', 'Net']}",
        "model_index.json|{'unet': ['diffusers', 'utils.os']}",
        "modular_model_index.json|{'_blocks_class_name': 'own.Blocks'}",
        "modular_model_index.json|{'unet': ['own', 'Net', {'repo': 'owner/repo'}]}",
        "blob|{'_class_name': 'FluxPipeline', 'unet': ['own', 'Net']}",
        "config.json|{'model': {'_target_': 'own.Net'}}",
        "config.json|{'_target_': 'torch.hub.load', 'repo_or_dir': 'owner/repo'}",
        "config.json|{'_target_': 'lightning.pytorch.cli.LightningCLI'}",
        "config.json|{'_target_': 'functools.partial'}",
        "config.yaml|model:¶  target: own.Net¶  params: {}",
        "config.yaml|nemo_version: 2.0¶target: own.Net",
        "config.yaml|model:¶  class_path: own.Net",
        "config.yaml|_target_: *alias¶a: &alias own.Net",
        "predictor.json|{'__kind__': 'instance', 'class': 'own.Net'}",
        "predictor.json|{'__kind__': 'instance', 'class': 'builtins.getattr', 'args': []}",
        "pipeline.yaml|components:¶  a:¶    type: own.Component¶    init_parameters: {}",
        "chain.json|{'lc': 1, 'type': 'constructor', 'id': ['own', 'Net'], 'kwargs': {}}",
        "chain.json|{'lc': 1, 'id': ['langchain_evil', 'Net']}",
        "team.json|{'provider': 'own.Team', 'component_type': 'team'}",
        "metadata.json|{'uses': 'own.Component', 'constructor_name': 'load'}",
        "model.yaml|api_version: v2¶module: own.framework",
        "model-settings.json|{'name': 'm', 'implementation': 'own.Model'}",
        "MANIFEST.json|{'model': {'modelName': 'm', 'handler': 'own.py'}}",
        "MANIFEST.json|{'model': {'modelName': 'm', 'handler': 'own:handle', 'modelFile': ''}}",
        "MANIFEST.json|{'model': {'modelFile': 'model.py'}}",
        "MANIFEST.json|{'model': {'requirementsFile': 'weights.bin'}}",
        "genai_config.json|{'model': {'decoder': {'session_options': {'custom_ops_library':"
            + " 'x.so'}}}}",
        "model.json|{'worker_extension_cls': 'own.Worker'}",
        "model.json|{'logits_processors': ['vllm.x.Y', 'own.Processor']}",
        "config.json|{'custom_imports': {'imports': ['own']}}",
        "configuration.json|{'framework': 'pytorch', 'task': 'x', 'plugins': ['own']}",
        "configuration.json|{'framework': 'pytorch', 'allow_remote': true}",
        "config.json|{'model_file': 'modeling.py'}",
        "config.json|{'inference_script': 'code/run.py'}",
        "config.json|{'entry_point': 'run.py:main'}",
        "flow.dag.yaml|nodes:¶- name: a¶  source: {type: code, path: a.py}",
        "inference.json|{'imports': ['$import own'], 'run': ['$@evaluator.run()']}",
        "inference.json|{'x': '$own.do(@y)'}",
        "inference.json|{'_target_': 'Compose', 'x': '$[own() for x in [1]]'}",
        "inference.json|{'bundle_root': '.', 'x': '$[__import__(1)]'}",
      })
  void reportsCodeThatALoaderFindsByAName(String name, String text) {
    boolean yaml = name.endsWith(".yaml");
    ScannedFile file = scan(name, yaml ? text.replace("¶", "\n") : json(text));
    assertThat(file.verdict()).as(text).isNotEqualTo(ScanVerdict.CLEAN);
    assertThat(InMemoryScans.rules(file)).containsAnyOf("config-remote-code", "config-unreadable");
    assertThat(file.detections())
        .filteredOn(detection -> detection.rule().id().equals("config-remote-code"))
        .allMatch(detection -> detection.location().offset() >= 0);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'_target_': 'os.system', 'command': 'id'}",
        "{'target': 'os.system', 'params': {'command': 'id'}}",
        "{'__kind__': 'instance', 'class': 'os.system', 'args': ['id']}",
        "{'class_path': 'builtins.exec', 'init_args': {}}",
        "[{'path': '', 'type': 'subprocess.Popen'}]",
        "{'lc': 1, 'type': 'constructor', 'id': ['os', 'system']}",
      })
  void isMalicious_whenTheNameIsThatOfACommand(String text) {
    assertThat(scan("config.json", json(text)).verdict()).isEqualTo(ScanVerdict.MALICIOUS);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      value = {
        "modules.json|[{'idx': 0, 'name': '0', 'path': '', 'type':"
            + " 'sentence_transformers.models.Transformer'}, {'idx': 1, 'name': '1', 'path':"
            + " '1_Pooling', 'type': 'sentence_transformers.models.Pooling'}, {'idx': 2, 'name':"
            + " '2', 'path': '2_Normalize', 'type': 'sentence_transformers.models.Normalize'}]",
        "modules.json|[{'idx': 0, 'name': '0', 'path': '', 'type':"
            + " 'sentence_transformers.sparse_encoder.models.MLMTransformer'}]",
        "config_sentence_transformers.json|{'__version__': {'sentence_transformers': '5.1.0'},"
            + " 'model_type': 'SentenceTransformer', 'prompts': {'query': 'query: '},"
            + " 'similarity_fn_name': 'cosine'}",
        "router_config.json|{'types': {'query_0_SparseStaticEmbedding':"
            + " 'sentence_transformers.sparse_encoder.models.SparseStaticEmbedding'}, 'structure':"
            + " {'query': ['query_0_SparseStaticEmbedding']}}",
        "2_Dense/config.json|{'in_features': 768, 'out_features': 128, 'bias': true,"
            + " 'activation_function': 'torch.nn.modules.activation.Tanh'}",
        "config.json|{'model_type': 'gpt2', 'architectures': ['GPT2LMHeadModel'],"
            + " 'activation_function': 'gelu_new', 'torch_dtype': 'float32', 'attn_implementation':"
            + " 'sdpa', '_attn_implementation': 'flash_attention_2', 'transformers_version':"
            + " '4.57.0'}",
        "config.json|{'model_type': 'bert', 'architectures': null, 'attribute_map': {},"
            + " 'attn_implementation': null, 'quantization_config': {'quant_method': 'gptq',"
            + " 'bits': 4, 'meta': {'quantizer': ['optimum:1.23', 'gptqmodel:1.4']}}}",
        "config.json|{'model_type': 'bert', 'sentence_transformers': {'activation_fn':"
            + " 'torch.nn.modules.linear.Identity', 'version': '5.1.0'}}",
        "tokenizer_config.json|{'tokenizer_class': 'PreTrainedTokenizerFast', 'processor_class':"
            + " 'Qwen2VLProcessor', 'extra_special_tokens': {}}",
        "preprocessor_config.json|{'feature_extractor_type': 'WhisperFeatureExtractor',"
            + " 'image_processor_type': 'ViTImageProcessor', 'processor_class':"
            + " 'WhisperProcessor'}",
        "adapter_config.json|{'auto_mapping': null, 'base_model_name_or_path': 'owner/base',"
            + " 'peft_type': 'LORA', 'megatron_core': 'megatron.core', 'megatron_config': null,"
            + " 'target_modules': ['q_proj'], 'task_type': 'CAUSAL_LM'}",
        "adapter_config.json|{'auto_mapping': {'base_model_class': 'ViTModel', 'parent_library':"
            + " 'transformers.models.vit.modeling_vit'}, 'peft_type': 'LORA'}",
        "model_index.json|{'_class_name': 'StableDiffusionPipeline', '_diffusers_version':"
            + " '0.30.0', 'feature_extractor': ['transformers', 'CLIPImageProcessor'],"
            + " 'safety_checker': ['stable_diffusion', 'StableDiffusionSafetyChecker'],"
            + " 'image_encoder': [null, null], 'unet': ['diffusers', 'UNet2DConditionModel'],"
            + " 'requires_safety_checker': true}",
        "modular_model_index.json|{'_blocks_class_name': 'SequentialPipelineBlocks', '_class_name':"
            + " 'FluxModularPipeline', '_diffusers_version': '0.37.0', 'vae': ['diffusers',"
            + " 'AutoencoderKL', {'repo': 'owner/repo', 'subfolder': 'vae', 'type_hint':"
            + " ['diffusers', 'AutoencoderKL']}]}",
        "unet/config.json|{'_class_name': 'UNet2DConditionModel', '_diffusers_version': '0.30.0',"
            + " 'act_fn': 'silu', 'down_block_types': ['CrossAttnDownBlock2D', 'DownBlock2D'],"
            + " 'up_block_types': ['UpBlock2D', 'CrossAttnUpBlock2D']}",
        "config.json|{'architecture': 'resnet50', 'num_classes': 1000, 'pretrained_cfg': {'tag':"
            + " 'a1_in1k', 'custom_load': false, 'input_size': [3, 224, 224], 'classifier': 'fc'}}",
        "open_clip_config.json|{'model_cfg': {'embed_dim': 512, 'vision_cfg': {'timm_model_name':"
            + " 'vit_base_patch16_224'}, 'text_cfg': {'hf_model_name': 'roberta-base',"
            + " 'hf_tokenizer_name': 'roberta-base'}}, 'preprocess_cfg': {'mean': [0.48, 0.45,"
            + " 0.4]}}",
        "model_config.yaml|target: nemo.collections.asr.models.EncDecCTCModel¶nemo_version:"
            + " 2.4.0¶preprocessor:¶  _target_:"
            + " nemo.collections.asr.modules.AudioToMelSpectrogramPreprocessor¶  sample_rate:"
            + " 16000¶optim:¶  name: adamw¶train_ds:¶  manifest_filepath:"
            + " ${oc.env:DATA}/train.json",
        "config.yaml|trainer:¶  _target_: lightning.pytorch.Trainer¶  callbacks:¶  - _target_:"
            + " lightning.pytorch.callbacks.ModelCheckpoint¶net:¶  _target_: torch.nn.Linear¶ "
            + " in_features: ${data.size}¶optimizer:¶  class_path: torch.optim.AdamW¶  init_args:"
            + " {lr: 0.1}¶hydra:¶  run: {dir: '${hydra:runtime.output_dir}/${now:%Y-%m-%d}'}",
        "predictor.json|{'__kind__': 'instance', 'class':"
            + " 'gluonts.torch.model.predictor.PyTorchPredictor', 'kwargs': {'device': {'__kind__':"
            + " 'instance', 'class': 'torch.device', 'args': ['cpu']}, 'x': {'__kind__':"
            + " 'instance', 'class': 'builtins.tuple', 'args': [[1]]}}}",
        "pipeline.yaml|components:¶  llm:¶    init_parameters: {api_key: {env_vars: [KEY], type:"
            + " env_var}}¶    type:"
            + " haystack.components.generators.openai.OpenAIGenerator¶connections: []",
        "prompt.json|{'lc': 1, 'type': 'constructor', 'id': ['langchain', 'prompts', 'prompt',"
            + " 'PromptTemplate'], 'kwargs': {'template': 'Say {x}', 'template_format':"
            + " 'f-string'}}",
        "llm.json|{'lc': 1, 'type': 'secret', 'id': ['OPENAI_API_KEY']}",
        "MANIFEST.json|{'createdOn': '01/01/2026', 'runtime': 'python', 'model': {'modelName': 'm',"
            + " 'serializedFile': 'm.pt', 'handler': 'image_classifier', 'modelVersion': '1.0',"
            + " 'requirementsFile': 'requirements.txt'}, 'archiverVersion': '0.12.0'}",
        "genai_config.json|{'model': {'type': 'phi', 'decoder': {'session_options': {'log_id':"
            + " 'genai', 'provider_options': [{'cuda': {}}]}, 'filename': 'model.onnx'}}}",
        "model-settings.json|{'name': 'm', 'implementation': 'mlserver_sklearn.SKLearnModel',"
            + " 'parameters': {'uri': './model.joblib'}}",
        "configuration.json|{'framework': 'pytorch', 'task': 'text-generation', 'model': {'type':"
            + " 'qwen'}, 'pipeline': {'type': 'text-generation-pipeline'}, 'allow_remote': false}",
        "config.json|{'model_file': 'model.onnx', 'script': 'Latin', 'types': ['a', 'b'], 'type':"
            + " 'own.kind', 'handler': 'default', 'target': 'credit.default', 'class': 'a.b', 'id':"
            + " ['x', 'y']}",
        "inference.json|{'imports': ['$import glob', '$import os', '$from pathlib import Path',"
            + " '$import numpy as np'], 'bundle_root': '.', 'device': '$torch.device(\\'cuda:0\\'"
            + " if torch.cuda.is_available() else \\'cpu\\')', 'datalist':"
            + " '$list(sorted(glob.glob(@dataset_dir + \\'/*.nii.gz\\')))', 'network_def':"
            + " {'_target_': 'UNet', 'channels': [16, 32]}, 'network': '$@network_def.to(@device)',"
            + " 'files': '$[{\\'image\\': i} for i in @datalist]', 'load':"
            + " '$torch.load(@bundle_root + \\'/models/model.pt\\')', 'transform': {'_target_':"
            + " 'monai.transforms.Compose', 'transforms': '$@train#transforms'}, 'init':"
            + " ['$monai.utils.set_determinism(seed=123)', '$setattr(torch.backends.cudnn,"
            + " \\'benchmark\\', True)'], 'run': ['$@evaluator.run()'], 'func': '$lambda x:"
            + " x.shape[0]'}",
        "data.json|{'price': '$5 (or less)', 'formula': '$f(x)=x^2$ holds', 'path': '$HOME/models',"
            + " 'schema': '$defs', 'ci': '${{ failure() }}', 'omega': '${oc.env:HOME}'}",
        "package.json|{'name': 'x', 'scripts': {'build': 'tsc'}, 'types': 'index.d.ts'}",
      })
  void passesOrdinaryConfigurations(String name, String text) {
    boolean yaml = name.endsWith(".yaml");
    String content =
        yaml
            ? text.replace("¶", "\n")
            : json(text.replace("\\'", "\u0001")).replace('\u0001', '\'');
    assertThat(scan(name, content).detections()).as(name + " " + text).isEmpty();
  }

  @Test
  void namesTheLoader_andTheSource() throws IOException {
    Files.writeString(
        folder.resolve("modules.json"), json("[{'path': '', 'type': 'custom_st.Transformer'}]"));
    Files.writeString(folder.resolve("custom_st.py"), "class Transformer:\n    pass\n");

    List<Detection> found =
        ModelScanner.of(InMemoryScans.options()).scan(List.of(folder)).files().stream()
            .flatMap(file -> file.detections().stream())
            .toList();
    assertThat(found)
        .extracting(Detection::message)
        .containsExactly(
            "sentence-transformers imports `custom_st.Transformer`, named by `type`; its"
                + " source `custom_st.py` is beside the configuration");
    assertThat(found.getFirst().location().offset()).isEqualTo(22);
  }

  @Test
  void reportsAComponentWhoseSourceExists_evenWithTheNameOfALibrary() throws IOException {
    Files.writeString(
        folder.resolve("model_index.json"),
        json("{'_class_name': 'FluxPipeline', 'unet': ['diffusers', 'UNet']}"));
    Files.createDirectories(folder.resolve("unet"));
    Files.writeString(folder.resolve("unet/diffusers.py"), "class UNet:\n    pass\n");
    assertThat(ModelScanner.of(InMemoryScans.options()).scan(List.of(folder)).files())
        .flatExtracting(InMemoryScans::rules)
        .contains("config-remote-code");
  }

  /// A Stable-Baselines3 model: pickles in base64 in a JSON document in an archive.
  @Test
  void scansPicklesInJson() {
    String pickle =
        Base64.getMimeEncoder().encodeToString(InMemoryScans.CALL).replace("\r\n", "\\n");
    byte[] data =
        InMemoryScans.bytes(
            json("{'policy_class': {':type:': 'x', ':serialized:': '" + pickle + "'}}"));
    ScannedFile file =
        InMemoryScans.scan("model.zip", ZipBuilder.of(ZipBuilder.stored("data", data)));
    assertThat(file.verdict()).isEqualTo(ScanVerdict.MALICIOUS);
    assertThat(InMemoryScans.rules(file)).contains("pickle-dangerous-import");
    assertThat(InMemoryScans.rules(scan("data", json("{'a': {':serialized:': 'A'}}"))))
        .contains("config-unreadable");
  }

  /// A document beyond the size of configurations is read as a stream, which must not skip anything
  /// that a loader would act on.
  @Test
  void isUnreadable_whenALargeDocumentNamesCode() {
    String padding = "\"x\": \"" + "y".repeat(49 << 20) + "\"";
    String acts = "{" + padding + ", \"a\": [{\"_target_\": \"own.Net\"}]}";
    assertThat(scan("config.json", acts).verdict()).isEqualTo(ScanVerdict.UNREADABLE);
    String vocabulary = "{" + padding + ", \"vocab\": {\"_target_\": 5, \"type\": 6}}";
    assertThat(scan("tokenizer.json", vocabulary).detections()).isEmpty();
  }
}
