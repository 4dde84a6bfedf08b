package dev.redoubt.scan.internal.loader;

import java.util.Set;

/// The allowed first words of a component in a diffusers pipeline: a library that diffusers loads
/// from, or a module of `diffusers.pipelines`, of any version. Any other word is imported as it is.
/// Sources: diffusers 0.10 to 0.37, `pipelines/__init__.py` and `pipeline_loading_utils.py`.
final class DiffusersLibraries {

  private static final Set<String> LIBRARIES =
      Set.of("diffusers", "transformers", "onnxruntime.training");

  private static final Set<String> PIPELINES =
      Set.of(
          ("ace_step allegro alt_diffusion amused animatediff anyflow audio_diffusion audioldm"
               + " audioldm2 aura_flow blip_diffusion bria bria_fibo chroma chronoedit cogvideo"
               + " cogview3 cogview4 consisid consistency_models controlnet controlnet_hunyuandit"
               + " controlnet_sd3 controlnet_xs cosmos dance_diffusion ddim ddpm deepfloyd_if"
               + " deprecated diffusion_gemma dit dreamlite easyanimate ernie_image flux flux2"
               + " glm_image helios hidream_image hunyuan_image hunyuan_video hunyuan_video1_5"
               + " hunyuandit i2vgen_xl ideogram4 joyimage kandinsky kandinsky2_2 kandinsky3"
               + " kandinsky5 kolors krea2 latent_consistency_models latent_diffusion"
               + " latent_diffusion_uncond latte ledits_pp llada2 longcat_audio_dit longcat_image"
               + " ltx ltx2 lucy lumina lumina2 marigold mochi motif_video musicldm"
               + " nucleusmoe_image omnigen onnx_utils ovis_image pag paint_by_example pia"
               + " pixart_alpha pndm prx qwenimage repaint sana sana_video score_sde_ve"
               + " semantic_stable_diffusion shap_e skyreels_v2 spectrogram_diffusion stable_audio"
               + " stable_audio_3 stable_cascade stable_diffusion stable_diffusion_3"
               + " stable_diffusion_attend_and_excite stable_diffusion_diffedit"
               + " stable_diffusion_gligen stable_diffusion_k_diffusion stable_diffusion_ldm3d"
               + " stable_diffusion_panorama stable_diffusion_safe stable_diffusion_sag"
               + " stable_diffusion_xl stable_video_diffusion stochastic_karras_ve t2i_adapter"
               + " text_to_video_synthesis unclip unidiffuser versatile_diffusion visualcloze"
               + " vq_diffusion wan wuerstchen z_image")
              .split(" ", -1));

  private DiffusersLibraries() {}

  static boolean knows(String library) {
    return LIBRARIES.contains(library) || PIPELINES.contains(library);
  }
}
