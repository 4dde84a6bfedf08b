package dev.redoubt.bicep.module;

import org.jspecify.annotations.Nullable;

/// A reference to a module in a registry or to a template spec, with aliases resolved.
public sealed interface ArtifactReference {

  /// The full reference in Bicep syntax: `br:mcr.microsoft.com/bicep/x:1.0`.
  String text();

  /// A module in an OCI registry.
  ///
  /// @param registry host, with an optional port
  /// @param repository path within the registry, without slashes at its ends
  /// @param tag null if a digest is given
  /// @param digest `sha256:...`; null if a tag is given
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

  /// An Azure template spec.
  record TemplateSpec(String subscription, String resourceGroup, String name, String version)
      implements ArtifactReference {
    @Override
    public String text() {
      return "ts:" + subscription + "/" + resourceGroup + "/" + name + ":" + version;
    }
  }
}
