package dev.redoubt.bicep.internal.registry;

import dev.redoubt.estate.ArrayValue;
import dev.redoubt.estate.JsonReader;
import dev.redoubt.estate.NumberValue;
import dev.redoubt.estate.ObjectValue;
import dev.redoubt.estate.Problem;
import dev.redoubt.estate.SourceFiles;
import dev.redoubt.estate.Value;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The manifest of a Bicep module: digest and size of its compiled template. Source: OCI image
/// specification 1.1, and `OciModuleArtifactResult` of the compiler; media types ignore case.
///
/// @param template the digest of the compiled template
/// @param size the size the size of the compiled template in bytes
public record ModuleManifest(OciDigest template, long size) {

  /// The maximum size of a manifest; registries must accept at least this size (OCI distribution
  /// specification 1.1, "Pushing Manifests"); a module's has less than 2 KB.
  public static final int MAX_BYTES = 4 << 20;

  /// The maximum size of a template; the JSON reader rejects larger ones.
  public static final long MAX_TEMPLATE_BYTES = JsonReader.MAX_BYTES;

  static final String IMAGE_MANIFEST = "application/vnd.oci.image.manifest.v1+json";
  static final String MODULE = "application/vnd.ms.bicep.module.artifact";
  static final String MODULE_CONFIG = "application/vnd.ms.bicep.module.config.v1+json";
  static final String MODULE_LAYER = "application/vnd.ms.bicep.module.layer.v1+json";
  static final String NO_CONFIG = "application/vnd.oci.empty.v1+json";

  /// Parses a manifest; refused if it is not that of a Bicep module.
  public static RegistryResult<ModuleManifest> read(byte[] manifest) {
    List<Problem> problems = new ArrayList<>();
    Value json = new JsonReader(new SourceFiles(), problems).read(manifest, "manifest");
    if (!(json instanceof ObjectValue object)) {
      return refused(json == null ? problems.getLast().message() : "it is not an object");
    }
    String type = object.text("artifactType");
    if (type != null && !type.equalsIgnoreCase(MODULE)) {
      return RegistryResult.refused("it is not a Bicep module but `" + shortened(type) + "`");
    }
    ObjectValue config = object.object("config");
    String configType = config == null ? null : config.text("mediaType");
    if (configType != null
        && !configType.equalsIgnoreCase(MODULE_CONFIG)
        && !(type != null && configType.equalsIgnoreCase(NO_CONFIG))) {
      return RegistryResult.refused("it is not a Bicep module but `" + shortened(configType) + "`");
    }
    ArrayValue layers = object.array("layers");
    return layers == null ? refused("it has no `layers`") : layer(layers);
  }

  private static RegistryResult<ModuleManifest> layer(ArrayValue layers) {
    ObjectValue found = null;
    for (Value layer : layers) {
      if (layer instanceof ObjectValue object
          && MODULE_LAYER.equalsIgnoreCase(object.text("mediaType"))) {
        if (found != null) {
          return refused("it has more than one layer of type `" + MODULE_LAYER + "`");
        }
        found = object;
      }
    }
    return found == null
        ? refused("it has no layer of type `" + MODULE_LAYER + "`")
        : described(found);
  }

  private static RegistryResult<ModuleManifest> described(ObjectValue layer) {
    String text = layer.text("digest");
    OciDigest digest = text == null ? null : OciDigest.parse(text);
    if (digest == null) {
      return refused("the digest of its template cannot be verified");
    }
    Long size = size(layer);
    if (size == null) {
      return refused("the size of its template is missing");
    }
    return size > MAX_TEMPLATE_BYTES
        ? RegistryResult.refused(
            "its template has %d MB, more than the limit of %d MB"
                .formatted(size >> 20, MAX_TEMPLATE_BYTES >> 20))
        : RegistryResult.given(new ModuleManifest(digest, size));
  }

  private static @Nullable Long size(ObjectValue layer) {
    return layer.get("size") instanceof NumberValue number
            && number.isInteger()
            && number.integer() >= 0
        ? Long.valueOf(number.integer())
        : null;
  }

  private static RegistryResult<ModuleManifest> refused(String why) {
    return RegistryResult.refused("its manifest is not that of a Bicep module: " + why);
  }

  private static String shortened(String type) {
    return type.length() <= 100 ? type : type.substring(0, 100) + "…";
  }
}
