package dev.redoubt.bicep.internal.artifact;

import dev.redoubt.bicep.module.ArtifactReference.Registry;
import dev.redoubt.bicep.module.ArtifactReference.TemplateSpec;
import java.math.BigInteger;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Names the cache folders of a module, as the Bicep CLI does. Source: `BicepRegistryArtifact`,
/// `TemplateSpecModuleArtifact` and `TagEncoder` of the compiler.
final class CacheFolderNames {

  private CacheFolderNames() {}

  /// `br`, the registry with `$` for `:`, the repository with `$` for `/`, and the version.
  static List<String> of(Registry reference) {
    return List.of(
        "br",
        reference.registry().replace(':', '$').toLowerCase(Locale.ROOT),
        reference.repository().replace('/', '$'),
        version(reference.tag(), reference.digest()));
  }

  /// `ts`, subscription, resource group, name and version, in lower case.
  static List<String> of(TemplateSpec reference) {
    return List.of(
        "ts",
        reference.subscription().toLowerCase(Locale.ROOT),
        reference.resourceGroup().toLowerCase(Locale.ROOT),
        reference.name().toLowerCase(Locale.ROOT),
        reference.version().toLowerCase(Locale.ROOT));
  }

  /// A tag followed by `$` and a hexadecimal number whose bits mark the upper-case letters (empty
  /// if there are none), so that case-insensitive file systems distinguish tags; or a digest with
  /// `#` for `:`.
  private static String version(@Nullable String tag, @Nullable String digest) {
    if (tag == null) {
      return String.valueOf(digest).replace(':', '#');
    }
    BigInteger upper = BigInteger.ZERO;
    for (int i = 0; i < tag.length(); i++) {
      if (Character.isUpperCase(tag.charAt(i))) {
        upper = upper.setBit(i);
      }
    }
    return tag + "$" + (upper.signum() == 0 ? "" : upper.toString(16));
  }
}
