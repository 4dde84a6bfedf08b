package dev.redoubt.bicep.module;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redoubt.bicep.module.ArtifactReference.Registry;
import dev.redoubt.bicep.module.ArtifactReference.TemplateSpec;
import dev.redoubt.bicep.module.BicepConfiguration.RegistryAlias;
import dev.redoubt.bicep.module.BicepConfiguration.TemplateSpecAlias;
import dev.redoubt.bicep.module.ModulePath.External;
import dev.redoubt.bicep.module.ModulePath.Invalid;
import dev.redoubt.bicep.module.ModulePath.Local;
import dev.redoubt.bicep.module.ModulePath.Mapped;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ModulePathTest {

  private static final String SUBSCRIPTION = "0d4c2fd4-58e5-4e6a-a7a3-2a1b3c4d5e6f";
  private static final String DIGEST = "sha256:" + "0123456789abcdef".repeat(4);
  private static final Path FOLDER = Path.of("modules").toAbsolutePath();

  private static final BicepConfiguration CONFIGURATION =
      new BicepConfiguration(
          "infra/bicepconfig.json",
          Map.of(
              "public", new RegistryAlias("mcr.microsoft.com", "bicep"),
              "net", new RegistryAlias("Contoso.azurecr.io", "platform/net"),
              "flat", new RegistryAlias("contoso.azurecr.io", null),
              "nowhere", new RegistryAlias(null, "x")),
          Map.of(
              "specs", new TemplateSpecAlias(SUBSCRIPTION, "specs-rg"),
              "homeless", new TemplateSpecAlias(null, "g"),
              "groupless", new TemplateSpecAlias(SUBSCRIPTION, null)),
          Map.of("local", FOLDER),
          Map.of(),
          List.of(),
          Set.of(),
          null);

  @ParameterizedTest
  @ValueSource(strings = {"a.bicep", "./a.bicep", "../net/vnet.bicep", "a b/ü.bicep", "a'b.bicep"})
  void isALocalFile_whenItHasNoScheme(String path) {
    assertThat(parse(path)).isEqualTo(new Local(path));
    assertThat(((Local) parse(path)).isTemplate()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"a.json", "x/a.jsonc", "a.ARM", "../A.Json"})
  void isATemplate_byItsExtension(String path) {
    assertThat(((Local) parse(path)).isTemplate()).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          ''           | the path is empty
          /a.bicep     | `/a.bicep` is an absolute path; use a path relative to this file
          C:/a.bicep   | `C:/a.bicep` is an absolute path; use a path relative to this file
          a\\b.bicep   | `a\\b.bicep` contains a `\\`; use `/` as the directory separator
          a*.bicep     | `a*.bicep` contains `*`, which is not permitted in a path
          a?.bicep     | `a?.bicep` contains `?`, which is not permitted in a path
          a.bicep.     | `a.bicep.` ends with a space or a dot, which is not permitted
          dir/..       | `dir/..` ends with a space or a dot, which is not permitted
          'a.bicep '   | `a.bicep ` ends with a space or a dot, which is not permitted
          oci:a/b:1    | `oci:` in `oci:a/b:1` is not a recognized scheme; use a relative path, `br:` or `ts:`
          BR:a/b:1     | `BR:` in `BR:a/b:1` is not a recognized scheme; use a relative path, `br:` or `ts:`
          :a           | `:` in `:a` is not a recognized scheme; use a relative path, `br:` or `ts:`
          """)
  void isInvalid_whenNoFileCanHaveThePath(String path, String why) {
    assertThat(parse(path)).isEqualTo(new Invalid(why));
  }

  @Test
  void isInvalid_withAControlCharacterOrEndlessly() {
    assertThat(parse("a\nb.bicep")).isEqualTo(new Invalid("the path contains a control character"));
    assertThat(((Invalid) parse("a/".repeat(100_000))).reason())
        .contains("more than 4096 characters");
  }

  @ParameterizedTest
  @CsvSource({
    "br:a/b:C, a, b, C",
    "br:localhost:5000/hello:V1, localhost:5000, hello, V1",
    "br:[::1]:5000/hello:v1, [::1]:5000, hello, v1",
    "br:TEST.azurecr.io/foo/bar:latest, test.azurecr.io, foo/bar, latest",
    "br:example.com/a.b-0_1/c:_1.2-x, example.com, a.b-0_1/c, _1.2-x",
    "br/public:avm/res/storage/storage-account:0.1.0, mcr.microsoft.com,"
        + " bicep/avm/res/storage/storage-account, 0.1.0",
    "br/net:vnet:v2, contoso.azurecr.io, platform/net/vnet, v2",
    "br/flat:vnet:v2, contoso.azurecr.io, vnet, v2",
  })
  void namesAModuleOfARegistry_byTag(String path, String registry, String repository, String tag) {
    assertThat(parse(path)).isEqualTo(new External(new Registry(registry, repository, tag, null)));
  }

  @Test
  void namesAModuleOfARegistry_byDigest() {
    assertThat(parse("br:example.com/a/b@" + DIGEST))
        .isEqualTo(new External(new Registry("example.com", "a/b", null, DIGEST)));
    assertThat(parse("br/public:avm/x@" + DIGEST))
        .isEqualTo(new External(new Registry("mcr.microsoft.com", "bicep/avm/x", null, DIGEST)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          br:                     | use `br:REGISTRY/PATH:TAG` or `br/ALIAS:PATH:TAG`
          br:a                    | use `br:REGISTRY/PATH:TAG` or `br/ALIAS:PATH:TAG`
          br:a/                   | use `br:REGISTRY/PATH:TAG` or `br/ALIAS:PATH:TAG`
          br:/a:b                 | use `br:REGISTRY/PATH:TAG` or `br/ALIAS:PATH:TAG`
          br:a/b                  | the tag or digest is missing; use `br:REGISTRY/PATH:TAG` or `br/ALIAS:PATH:TAG`
          br:a/b:                 | the tag or digest is missing; use `br:REGISTRY/PATH:TAG` or `br/ALIAS:PATH:TAG`
          br:a/b:$                | `$` is not a valid tag; valid characters are letters, digits, `.`, `_` and `-`
          br:a/b:-x               | `-x` is not a valid tag; valid characters are letters, digits, `.`, `_` and `-`
          br:a/b:x:y              | `x:y` is not a valid tag; valid characters are letters, digits, `.`, `_` and `-`
          br:user@a/b:x           | `user@a` is not a valid registry name
          br:a:port/b:x           | `a:port` is not a valid registry name
          br:a/b@sha256:ABC       | `sha256:ABC` is not a valid digest; expected `sha256:` and 64 hexadecimal digits
          br:a/b@v1               | `v1` is not a valid digest; expected `sha256:` and 64 hexadecimal digits
          br/public:..:1          | `..` is not a valid path segment; use lower case letters and digits, separated by `.`, `_` or `-`
          br:a/b/../c:1           | `..` is not a valid path segment; use lower case letters and digits, separated by `.`, `_` or `-`
          br:a/B:1                | `B` is not a valid path segment; use lower case letters and digits, separated by `.`, `_` or `-`
          br:a/b//c:1             | `` is not a valid path segment; use lower case letters and digits, separated by `.`, `_` or `-`
          br:a/b%2f:1             | `b%2f` is not a valid path segment; use lower case letters and digits, separated by `.`, `_` or `-`
          br/other:x:1            | `other` does not exist in `moduleAliases.br` of infra/bicepconfig.json
          br/nowhere:x:1          | the alias `nowhere` has no `registry` in infra/bicepconfig.json
          br/:x:1                 | `` is not a valid alias name; valid characters are letters, digits, `_` and `-`
          br/a b:x:1              | `a b` is not a valid alias name; valid characters are letters, digits, `_` and `-`
          br/local:X:1            | `X` is not a valid path segment; use lower case letters and digits, separated by `.`, `_` or `-`
          br/local:../x:1         | `..` is not a valid path segment; use lower case letters and digits, separated by `.`, `_` or `-`
          """)
  void isInvalid_whenNoRegistryCanHaveIt(String path, String why) {
    assertThat(parse(path))
        .isEqualTo(new Invalid("`" + path + "` is not a valid module reference: " + why));
  }

  @Test
  void keepsTheLimitsOfTheCompiler() {
    assertThat(parse("br:" + "a".repeat(255) + "/b:c")).isInstanceOf(External.class);
    assertThat(why("br:" + "a".repeat(256) + "/b:c"))
        .endsWith("the registry has more than 255 characters");
    assertThat(parse("br:a/" + "b".repeat(255) + ":c")).isInstanceOf(External.class);
    assertThat(why("br:a/" + "b".repeat(256) + ":c"))
        .endsWith("the path has more than 255 characters");
    assertThat(parse("br:a/b:" + "c".repeat(128))).isInstanceOf(External.class);
    assertThat(why("br:a/b:" + "c".repeat(129))).endsWith("the tag has more than 128 characters");
  }

  @Test
  void survivesAnythingLong() {
    assertThat(why("br:a/" + "b.".repeat(500_000)).length()).isLessThan(1000);
    assertThat(why("br/" + "b".repeat(500_000) + ":x:y").length()).isLessThan(1000);
    assertThat(why("ts:" + "b/".repeat(500_000)).length()).isLessThan(1000);
    assertThat(why("b".repeat(500_000) + ":").length()).isLessThan(1000);
  }

  @Test
  void isAFile_whenTheAliasIsMapped() {
    assertThat(parse("br/local:net/vnet:v2"))
        .isEqualTo(new Mapped(FOLDER.resolve("net/vnet.bicep"), "br/local:net/vnet:v2"));
    assertThat(parse("br/local:vnet@" + DIGEST))
        .isEqualTo(new Mapped(FOLDER.resolve("vnet.bicep"), "br/local:vnet@" + DIGEST));
  }

  @Test
  void namesATemplateSpec() {
    assertThat(parse("ts:" + SUBSCRIPTION + "/my-rg/Spec_1:v1.0"))
        .isEqualTo(new External(new TemplateSpec(SUBSCRIPTION, "my-rg", "Spec_1", "v1.0")));
    assertThat(parse("ts/specs:storage:1.0"))
        .isEqualTo(new External(new TemplateSpec(SUBSCRIPTION, "specs-rg", "storage", "1.0")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          ts:              | use `ts:SUBSCRIPTION/GROUP/NAME:VERSION` or `ts/ALIAS:NAME:VERSION`
          ts:a/b:c         | use `ts:SUBSCRIPTION/GROUP/NAME:VERSION` or `ts/ALIAS:NAME:VERSION`
          ts:a/b/c/d:e     | use `ts:SUBSCRIPTION/GROUP/NAME:VERSION` or `ts/ALIAS:NAME:VERSION`
          ts:a/b/c:d       | `a` is not a valid subscription id
          ts/specs:x:1.    | `1.` is not a valid version name; use at most 90 letters, digits, `-`, `_`, `.`, `(` and `)`, without a dot at the end
          ts/specs:..:1    | `..` is not a valid template spec name; use at most 90 letters, digits, `-`, `_`, `.`, `(` and `)`, without a dot at the end
          ts/specs:x       | use `ts:SUBSCRIPTION/GROUP/NAME:VERSION` or `ts/ALIAS:NAME:VERSION`
          ts/public:x:1    | `public` does not exist in `moduleAliases.ts` of infra/bicepconfig.json
          ts/homeless:x:1  | the alias `homeless` has no `subscription` in infra/bicepconfig.json
          ts/groupless:x:1 | the alias `groupless` has no `resourceGroup` in infra/bicepconfig.json
          """)
  void isInvalid_whenNoTemplateSpecCanHaveIt(String path, String why) {
    assertThat(parse(path))
        .isEqualTo(new Invalid("`" + path + "` is not a valid template spec reference: " + why));
  }

  @Test
  void isInvalid_whenANameIsTooLong() {
    assertThat(why("ts/specs:" + "x".repeat(91) + ":1")).contains("at most 90");
    assertThat(parse("ts/specs:" + "x".repeat(90) + ":1")).isInstanceOf(External.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "br:example.com/a/b:1.0",
        "br:[::1]:5000/b:x",
        "ts:" + SUBSCRIPTION + "/my-rg/Spec_1:v1.0"
      })
  void readsItsOwnFullForm(String text) {
    assertThat(((External) parse(text)).reference().text()).isEqualTo(text);
  }

  private static ModulePath parse(String text) {
    return ModulePath.parse(text, CONFIGURATION);
  }

  private static String why(String text) {
    return ((Invalid) parse(text)).reason();
  }
}
