package dev.redoubt.bicep;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redoubt.estate.Resource;
import dev.redoubt.estate.Unknown;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Tests `this`, the scope `local`, and tokens of a pipeline.
class ExistingStateTest {

  @TempDir private Path folder = Path.of("");
  private TestBicepProject workspace = new TestBicepProject(folder);

  @BeforeEach
  void createFolder() {
    workspace = new TestBicepProject(folder);
  }

  @Test
  void stateBeforeTheDeployment_isUnknown_andDiffersBetweenResources() {
    workspace.file(
        "main.bicep",
        """
        resource s 'Microsoft.Storage/storageAccounts@2024-01-01' = [for n in ['a', 'b']: {
          name: n
          location: 'x'
          kind: this.exists() ? this.existingResource()!.kind : 'StorageV2'
          properties: {
            isNew: !this.exists()
            minimumTlsVersion: this.existingResource().?properties.minimumTlsVersion ?? 'TLS1_2'
          }
        }]
        """);
    List<Resource> both = workspace.managed("main.bicep");
    assertThat(both)
        .allSatisfy(
            each -> {
              assertThat(each.body().get("kind")).isInstanceOf(Unknown.class);
              assertThat(String.valueOf(each.body().get("kind")))
                  .startsWith("\"[if(not(empty(target(");
              assertThat(String.valueOf(each.body().at("properties.isNew")))
                  .contains("empty(target('full', ");
              assertThat(String.valueOf(each.body().at("properties.minimumTlsVersion")))
                  .contains("'TLS1_2')]");
            });
    assertThat(both.getFirst().body().get("kind")).isNotEqualTo(both.getLast().body().get("kind"));
    assertThat(workspace.problemTexts()).isEmpty();
  }

  @Test
  void this_isAnErrorOutsideOfResources_andWithOtherFunctions() {
    workspace.file(
        "main.bicep",
        """
        resource s 'Microsoft.Storage/storageAccounts@2024-01-01' = {
          name: 'a'
          location: this.place()
        }
        output o bool = this.exists()
        """);
    workspace.expand("main.bicep");
    assertThat(workspace.problemTexts())
        .containsExactlyInAnyOrder(
            "main.bicep:3:18 error: `this` has the functions `exists` and `existingResource`, not"
                + " `place`",
            "main.bicep:5:22 error: `this` can only be used in the properties of a resource");
  }

  @Test
  void this_mayBeTheNameOfAParameter() {
    workspace.file(
        "main.bicep",
        """
        param this object = { a: 'b' }
        output o string = this.a
        """);
    assertThat(workspace.output("main.bicep", "o")).isEqualTo("\"b\"");
    assertThat(workspace.problemTexts()).isEmpty();
  }

  @Test
  void localFile_deploysItsModulesToAzure() {
    workspace
        .file(
            "module.bicep",
            """
            param name string
            resource s 'Microsoft.Storage/storageAccounts@2024-01-01' = {
              name: name
              location: 'x'
            }
            """)
        .file(
            "main.bicep",
            """
            targetScope = 'local'
            extension http
            resource request 'request@v1' = {
              uri: 'https://example.com'
            }
            module one 'module.bicep' = {
              scope: resourceGroup('s2', 'rg2')
              params: { name: 'acc' }
            }
            """);
    assertThat(workspace.ids("main.bicep"))
        .containsExactly(
            "/subscriptions/s2/resourceGroups/rg2/providers/Microsoft.Storage/storageAccounts/acc");
    assertThat(workspace.problemTexts())
        .singleElement()
        .satisfies(text -> assertThat(text).contains("info", "belongs to an extension"));
  }

  @Test
  void tokensOfAPipeline_areUnknownText() {
    workspace.file(
        "main.bicep",
        """
        @maxLength(5)
        param namePrefix string = '#_namePrefix_#'
        param place string = 'eu'
        resource s 'Microsoft.Storage/storageAccounts@2024-01-01' = {
          name: 'dep${namePrefix}sa'
          location: '#_region_#-${place}-#_region_#'
          tags: { plain: '#no_token#', other: '#_#' }
        }
        """);
    Resource account = workspace.only("main.bicep");
    assertThat(account.key().id()).endsWith("/[format('dep{0}sa', token('namePrefix'))]");
    assertThat(account.body().get("location"))
        .hasToString("\"[format('{0}-eu-{1}', token('region'), token('region'))]\"");
    assertThat(account.body().at("tags.plain")).hasToString("\"#no_token#\"");
    assertThat(account.body().at("tags.other")).hasToString("\"#_#\"");
    assertThat(((Unknown) account.key().lastName().value()).causes())
        .singleElement()
        .satisfies(cause -> assertThat(cause.text()).contains("`#_namePrefix_#`"));
    assertThat(workspace.problemTexts()).isEmpty();
  }
}
