package dev.redoubt.bicep.module;

import dev.redoubt.bicep.internal.registry.BearerChallenge;
import dev.redoubt.bicep.internal.registry.ModuleManifest;
import dev.redoubt.bicep.internal.registry.RegistryResult;
import dev.redoubt.estate.JsonReader;
import dev.redoubt.estate.ObjectValue;
import dev.redoubt.estate.Problem;
import dev.redoubt.estate.SourceFiles;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// The fuzz targets of module readers, with their invariants.
enum ModuleFuzzTarget {
  PATH {
    @Override
    void read(byte[] bytes) {
      String text = new String(bytes, StandardCharsets.UTF_8);
      switch (ModulePath.parse(text, CONFIGURATION)) {
        case ModulePath.Local(var path) -> require(path.equals(text), "the path as written");
        case ModulePath.Mapped(var file, _) ->
            require(file.startsWith(FOLDER), "a file below the folder of its alias");
        case ModulePath.External(var reference) ->
            require(
                ModulePath.parse(reference.text(), BicepConfiguration.BUILT_IN)
                    .equals(new ModulePath.External(reference)),
                "a full form that means the same");
        case ModulePath.Invalid(var why) ->
            require(!why.isBlank() && why.length() < 1000, "a reason for a person");
      }
    }
  },
  SETTINGS {
    @Override
    void read(byte[] bytes) {
      List<Problem> problems = new ArrayList<>();
      if (new JsonReader(new SourceFiles(), problems).read(bytes, "bicepconfig.json")
          instanceof ObjectValue object) {
        problems.clear();
        ConfigurationLayers layers = new ConfigurationLayers(FOLDER.resolve("x.json"), problems);
        layers.add(object);
        layers.add(object);
        require(layers.configuration("x").name().equals("x"), "a configuration");
        for (Problem problem : problems) {
          require(problem.origin().isWritten(), "a place for: " + problem.message());
        }
      }
    }
  },
  MANIFEST {
    @Override
    void read(byte[] bytes) {
      switch (ModuleManifest.read(bytes)) {
        case RegistryResult.Given<ModuleManifest>(var manifest) ->
            require(manifest.size() <= ModuleManifest.MAX_TEMPLATE_BYTES, "a bounded size");
        case RegistryResult.Refused<ModuleManifest>(var why) -> require(!why.isBlank(), "a reason");
      }
    }
  },
  CHALLENGE {
    @Override
    void read(byte[] bytes) {
      String header = new String(bytes, StandardCharsets.ISO_8859_1);
      BearerChallenge found = BearerChallenge.find(List.of(header));
      require(
          found == null || header.toLowerCase(Locale.ROOT).contains("bearer"),
          "a challenge only where there is one");
    }
  };

  private static final Path FOLDER = Path.of("modules").toAbsolutePath();
  private static final BicepConfiguration CONFIGURATION =
      new BicepConfiguration(
          "x",
          Map.of("p", new BicepConfiguration.RegistryAlias("mcr.microsoft.com", "bicep")),
          Map.of(
              "s",
              new BicepConfiguration.TemplateSpecAlias(
                  "0d4c2fd4-58e5-4e6a-a7a3-2a1b3c4d5e6f", "g")),
          Map.of("m", FOLDER),
          Map.of(),
          List.of(),
          Set.of(),
          null);

  abstract void read(byte[] bytes);

  /// The folder of the seed corpus, where the fuzzer also stores its findings.
  String seeds() {
    return "ModuleFuzzTestInputs/" + name().toLowerCase(Locale.ROOT);
  }

  private static void require(boolean holds, String what) {
    if (!holds) {
      throw new AssertionError("there must be " + what);
    }
  }
}
