package dev.redoubt.bicep.module;

import org.jspecify.annotations.Nullable;

/// A module that is not a local file, its aliases resolved.
public sealed interface ArtifactReference {

  /// The reference in its full form, as it is written in Bicep: `br:mcr.microsoft.com/bicep/x:1.0`.
  String text();

  /// A module in a registry that speaks the OCI distribution protocol.
  ///
  /// @param registry host, with a port where one is given
  /// @param repository path within the registry, without slashes at its ends
  /// @param tag null where a digest is given
  /// @param digest `sha256:...`; null where a tag is given
  record Registry(String registry, String repository, @Nullable String tag, @Nullable String digest)
      implements ArtifactReference {

    public Registry {
      if ((tag == null) == (digest == null)) {
        throw new IllegalArgumentException("a reference has either a tag or a digest");
      }
    }

    @Override
    public String text() {
      return "br:" + registry + "/" + repository + (tag != null ? ":" + tag : "@" + digest);
    }
  }

  /// A template spec of Azure.
  record TemplateSpec(String subscription, String resourceGroup, String name, String version)
      implements ArtifactReference {
    @Override
    public String text() {
      return "ts:" + subscription + "/" + resourceGroup + "/" + name + ":" + version;
    }
  }
}
