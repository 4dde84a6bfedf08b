package dev.redoubt.bicep.internal.artifact;

import dev.redoubt.bicep.internal.registry.ModuleManifest;
import dev.redoubt.bicep.internal.registry.OciDigest;
import dev.redoubt.bicep.internal.registry.PulledModule;
import dev.redoubt.bicep.internal.registry.RegistryResult;
import dev.redoubt.bicep.module.ArtifactReference.Registry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;

/// Redoubt's cache of downloaded modules: manifests and templates by digest in
/// `blobs/ALGORITHM/HEX`, and in `tags/REGISTRY/REPOSITORY/TAG` the digest of a tag at the time of
/// the download.
///
/// Content is verified again on each read; a mismatch is treated as absent. Files are written to a
/// temporary name and renamed, so that readers never see a partial file. Safe for use by several
/// threads and processes.
public final class PulledModuleCache {

  /// The maximum size of a tag file, which contains one digest.
  private static final long MAX_TAG_BYTES = 256;

  private final Path root;

  public PulledModuleCache(Path root) {
    this.root = root;
  }

  /// The template of a cached module; refused if there is none or it cannot be used.
  RegistryResult<Path> find(Registry reference) {
    return digest(reference)
        .then(digest -> blob(digest, ModuleManifest.MAX_BYTES))
        .then(ModuleManifest::read)
        .then(
            manifest ->
                blob(manifest.template(), ModuleManifest.MAX_TEMPLATE_BYTES)
                    .then(_ -> RegistryResult.given(place(manifest.template()))));
  }

  /// Stores a module and returns its template; refused if it cannot be stored.
  RegistryResult<Path> keep(Registry reference, PulledModule module) {
    Path template = place(module.templateDigest());
    try {
      write(template, module.template());
      write(place(module.digest()), module.manifest());
      if (reference.tag() != null) {
        write(tag(reference), module.digest().text().getBytes(StandardCharsets.UTF_8));
      }
      return RegistryResult.given(template);
    } catch (IOException e) {
      return RegistryResult.refused(
          "it was downloaded but cannot be cached: `%s` is not writable".formatted(root));
    }
  }

  private RegistryResult<OciDigest> digest(Registry reference) {
    if (reference.digest() != null) {
      return parsed(reference.digest());
    }
    return ContainedPath.read(tag(reference), MAX_TAG_BYTES)
        .then(bytes -> parsed(new String(bytes, StandardCharsets.UTF_8)));
  }

  private static RegistryResult<OciDigest> parsed(String text) {
    OciDigest digest = OciDigest.parse(text);
    return digest == null
        ? RegistryResult.refused("the digest cannot be verified")
        : RegistryResult.given(digest);
  }

  private RegistryResult<byte[]> blob(OciDigest digest, long limit) {
    Path file = place(digest);
    return ContainedPath.read(file, limit)
        .then(
            bytes ->
                digest.isOf(bytes)
                    ? RegistryResult.given(bytes)
                    : RegistryResult.refused("`" + file + "` does not match its digest"));
  }

  private Path place(OciDigest digest) {
    return root.resolve("blobs").resolve(digest.algorithm()).resolve(digest.hex());
  }

  private Path tag(Registry reference) {
    List<String> names = new ArrayList<>(CacheFolderNames.of(reference));
    names.set(0, "tags");
    Path file = root;
    for (String name : names) {
      file = file.resolve(name);
    }
    return file;
  }

  private static void write(Path file, byte[] bytes) throws IOException {
    Path folder = Files.createDirectories(file.resolveSibling(""));
    Path beside = Files.createTempFile(folder, "new", "");
    try {
      Files.write(beside, bytes);
      Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(beside);
    }
  }
}
