package dev.redoubt.admin.contract;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/// A folder with input files for all model commands.
record ModelFixture(Path folder) {

  private static final String TEMPLATE =
      """
      param name string
      param access string = 'Enabled'
      resource s 'Microsoft.Storage/storageAccounts@2023-05-01' = {
        name: name
        location: 'westeurope'
        kind: 'StorageV2'
        sku: { name: 'Standard_LRS' }
        properties: {
          publicNetworkAccess: access
          allowBlobPublicAccess: true
          supportsHttpsTrafficOnly: name != 'legacy'
        }
      }
      output blob string = s.properties.primaryEndpoints.blob
      """;

  private static final String HARDENED =
      """
      output greeting string = 'nothing is deployed'
      """;

  private static final String TESTED =
      """
      {"result":"PASSED","configuration":[{"uri":"https://contoso.example/bias"}],
       "passedTests":["bias"]}
      """;

  static ModelFixture in(Path folder) throws IOException {
    ModelFixture fixture = new ModelFixture(folder);
    fixture.write("open/main.bicep", TEMPLATE);
    fixture.write("nothing/main.bicep", HARDENED);
    fixture.write("broken/main.bicep", "resource {");
    fixture.write("scanned/clean.txt", "words");
    fixture.write("scanned/suspicious.sh", "#!/bin/sh\necho\n");
    fixture.write("scanned/unreadable.bin", "\1\2\3");
    fixture.write("scanned/model.pkl", "cos\nsystem\n(S'id'\ntR.");
    fixture.write("credit/weights.bin", "weights");
    fixture.write("credit/config.json", "{}");
    fixture.write("test.json", TESTED);
    return fixture;
  }

  Path write(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, text, StandardCharsets.ISO_8859_1);
  }

  String path(String name) {
    return folder.resolve(name).toString();
  }

  /// Runs a command with the keystore of the fixture. Arguments that start with `./` are paths in
  /// the folder.
  CommandRun run(String... arguments) {
    String[] real = new String[arguments.length];
    for (int i = 0; i < real.length; i++) {
      String each = arguments[i];
      real[i] = each.startsWith("./") ? path(each.substring(2)) : each;
    }
    return CommandRun.in(Map.of("REDOUBT_KEYSTORE", path("keys")), real);
  }

  /// Runs a command that must succeed.
  CommandRun ok(String... arguments) {
    CommandRun run = run(arguments);
    if (run.code() != 0) {
      throw new AssertionError(String.join(" ", arguments) + ": " + run);
    }
    return run;
  }
}
