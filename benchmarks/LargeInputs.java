import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;

/// Writes inputs of any size, and small ones that expand without end: `java
/// benchmarks/LargeInputs.java FOLDER [RESOURCES...]`.
///
/// For each number N of resources: `flat-N.json` (each written out), `copy-N.json` (copy loops),
/// `symbolic-N.json` (each depends on the one before), `mixed-N.bicep` (groups of eight that refer
/// to each other, half of them with unknown names) and `modules-N/` (a module of ten resources in
/// loops). And the folder `bombs`.
final class LargeInputs {

  private static final String HEAD =
      """
      {
        "$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
        "contentVersion": "1.0.0.0",
      """;

  private LargeInputs() {}

  public static void main(String[] args) throws IOException {
    Path folder = Files.createDirectories(Path.of(args[0]));
    for (int i = 1; i < args.length; i++) {
      int resources = Integer.parseInt(args[i]);
      flat(folder.resolve("flat-" + resources + ".json"), resources);
      copies(folder.resolve("copy-" + resources + ".json"), resources);
      modules(folder.resolve("modules-" + resources), resources);
      mixed(folder.resolve("mixed-" + resources + ".bicep"), resources);
      symbolic(folder.resolve("symbolic-" + resources + ".json"), resources);
    }
    bombs(folder.resolve("bombs"));
  }

  private static String account(String name, int index) {
    return """
    { "type": "Microsoft.Storage/storageAccounts", "apiVersion": "2023-05-01", "name": "%s",
      "location": "[parameters('location')]", "tags": { "owner": "[parameters('owner')]" },
      "sku": { "name": "Standard_ZRS" }, "kind": "StorageV2",
      "properties": { "minimumTlsVersion": "%s", "allowBlobPublicAccess": false,
        "publicNetworkAccess": "%s", "networkAcls": { "defaultAction": "Deny" } } }\
    """
        .formatted(
            name, index % 5 == 0 ? "TLS1_0" : "TLS1_2", index % 3 == 0 ? "Enabled" : "Disabled");
  }

  private static String workspace(String name, String account) {
    return """
    { "type": "Microsoft.MachineLearningServices/workspaces", "apiVersion": "2024-10-01", "name": "%s",
      "location": "[parameters('location')]", "identity": { "type": "SystemAssigned" },
      "dependsOn": [ "[resourceId('Microsoft.Storage/storageAccounts', %s)]" ],
      "properties": { "storageAccount": "[resourceId('Microsoft.Storage/storageAccounts', %s)]" } }\
    """
        .formatted(name, account, account);
  }

  private static void parameters(Writer out) throws IOException {
    out.write(HEAD);
    out.write(
        "  \"parameters\": { \"location\": { \"type\": \"string\", \"defaultValue\": \"westeurope\""
            + " },\n"
            + "    \"owner\": { \"type\": \"string\" } },\n"
            + "  \"resources\": [\n");
  }

  /// Storage accounts, and as the tenth of ten, a workspace that refers to one.
  private static void flat(Path file, int resources) throws IOException {
    try (Writer out = Files.newBufferedWriter(file)) {
      parameters(out);
      for (int i = 0; i < resources; i++) {
        out.write(i % 10 == 9 ? workspace("ws" + i, "'st" + (i - 1) + "'") : account("st" + i, i));
        out.write(i + 1 < resources ? ",\n" : "\n");
      }
      out.write("  ]\n}\n");
    }
  }

  /// The same in loops of at most 800 iterations, Azure's limit.
  private static void copies(Path file, int resources) throws IOException {
    try (Writer out = Files.newBufferedWriter(file)) {
      parameters(out);
      for (int from = 0, loop = 0; from < resources; from += 800, loop++) {
        int count = Math.min(800, resources - from);
        boolean last = from + count >= resources;
        String index = "copyIndex(" + from + ")";
        String copy =
            "\n      \"copy\": { \"name\": \"loop%d\", \"count\": %d }, ".formatted(loop, count);
        String made =
            loop % 10 == 9
                ? workspace("[concat('ws', " + index + ")]", "concat('st', copyIndex())")
                : account("[concat('st', " + index + ")]", loop);
        out.write(made.replaceFirst("\\{", "{" + copy));
        out.write(last ? "\n" : ",\n");
      }
      out.write("  ]\n}\n");
    }
  }

  /// Eight resources that refer to each other, written out again and again, with names that are
  /// unknown in every second group.
  private static void mixed(Path file, int resources) throws IOException {
    try (Writer out = Files.newBufferedWriter(file)) {
      out.write("param owner string\nparam location string = 'westeurope'\n");
      out.write(
          "resource net 'Microsoft.Network/virtualNetworks@2024-01-01' existing = { name: 'net'"
              + " }\n");
      for (int i = 0; i < resources / 8; i++) {
        String name =
            i % 2 == 0 ? "'data" + i + "'" : "'data" + i + "${uniqueString(resourceGroup().id)}'";
        out.write(
            """
            resource st%1$d 'Microsoft.Storage/storageAccounts@2023-05-01' = {
              name: %2$s
              location: location
              sku: { name: 'Standard_ZRS' }
              kind: 'StorageV2'
              properties: { minimumTlsVersion: 'TLS1_2', publicNetworkAccess: 'Disabled' }
            }
            resource blob%1$d 'Microsoft.Storage/storageAccounts/blobServices@2023-05-01' = {
              parent: st%1$d
              name: 'default'
            }
            resource kv%1$d 'Microsoft.KeyVault/vaults@2023-07-01' = {
              name: %2$s
              location: location
              properties: { tenantId: subscription().tenantId, sku: { family: 'A', name: 'standard' }, enableRbacAuthorization: true }
            }
            resource ws%1$d 'Microsoft.MachineLearningServices/workspaces@2024-10-01' = {
              name: %2$s
              location: location
              identity: { type: 'SystemAssigned' }
              properties: { storageAccount: st%1$d.id, keyVault: kv%1$d.id, publicNetworkAccess: 'Disabled' }
            }
            resource pe%1$d 'Microsoft.Network/privateEndpoints@2024-01-01' = {
              name: 'pe%1$d'
              location: location
              properties: {
                subnet: { id: '${net.id}/subnets/data' }
                privateLinkServiceConnections: [{ name: 'st', properties: { privateLinkServiceId: st%1$d.id, groupIds: [ 'blob' ] } }]
              }
            }
            resource diag%1$d 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
              scope: ws%1$d
              name: 'logs'
              properties: { logs: [{ categoryGroup: 'allLogs', enabled: true }], workspaceId: '/subscriptions/x' }
            }
            resource role%1$d 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
              scope: st%1$d
              name: guid(st%1$d.id, ws%1$d.id)
              properties: {
                principalId: ws%1$d.identity.principalId
                roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', 'ba92f5b4-2d11-453d-a403-e96b0029c9fe')
              }
            }
            resource subnet%1$d 'Microsoft.Network/virtualNetworks/subnets@2024-01-01' = {
              parent: net
              name: 'subnet%1$d'
              properties: { addressPrefix: '10.0.0.0/24' }
            }
            """
                .formatted(i, name));
      }
    }
  }

  /// Symbolic names; each resource depends on the one before.
  private static void symbolic(Path file, int resources) throws IOException {
    try (Writer out = Files.newBufferedWriter(file)) {
      out.write(
          HEAD.replace("\"contentVersion", "\"languageVersion\": \"2.0\",\n  \"contentVersion"));
      out.write(
          "  \"parameters\": { \"location\": { \"type\": \"string\", \"defaultValue\":"
              + " \"westeurope\" },\n"
              + "    \"owner\": { \"type\": \"string\" } },\n"
              + "  \"resources\": {\n");
      for (int i = 0; i < resources; i++) {
        String before =
            i == 0
                ? ""
                : " \"dependsOn\": [ \"r"
                    + (i - 1)
                    + "\" ], \"zone\": \"[reference('r"
                    + (i - 1)
                    + "').primaryEndpoints.blob]\", ";
        out.write(
            "\"r"
                + i
                + "\": "
                + account("st" + i, i).replaceFirst("\\{", "{" + before)
                + (i + 1 < resources ? ",\n" : "\n"));
      }
      out.write("  }\n}\n");
    }
  }

  private static void modules(Path folder, int resources) throws IOException {
    Files.createDirectories(folder);
    StringBuilder main =
        new StringBuilder("param owner string\nparam location string = 'westeurope'\n");
    int modules = resources / 10;
    for (int from = 0, loop = 0; from < modules; from += 800, loop++) {
      main.append(
          """
          module part%d 'part.bicep' = [for i in range(%d, %d): {
            name: 'part-${i}'
            params: { name: 'st${i}', owner: owner, location: location }
          }]
          """
              .formatted(loop, from, Math.min(800, modules - from)));
    }
    Files.writeString(folder.resolve("main.bicep"), main);
    Files.writeString(
        folder.resolve("part.bicep"),
        """
        param name string
        param owner string
        param location string
        var hardened = { minimumTlsVersion: 'TLS1_2', allowBlobPublicAccess: false }
        resource accounts 'Microsoft.Storage/storageAccounts@2023-05-01' = [for i in range(0, 9): {
          name: '${name}${i}'
          location: location
          tags: { owner: owner }
          sku: { name: 'Standard_ZRS' }
          kind: 'StorageV2'
          properties: union(hardened, { publicNetworkAccess: i % 3 == 0 ? 'Enabled' : 'Disabled' })
        }]
        resource workspace 'Microsoft.MachineLearningServices/workspaces@2024-10-01' = {
          name: '${name}ws'
          location: location
          identity: { type: 'SystemAssigned' }
          properties: { storageAccount: accounts[0].id }
        }
        output id string = workspace.id
        """);
  }

  // --- bombs
  // --------------------------------------------------------------------------------------

  private static void bombs(Path folder) throws IOException {
    Files.createDirectories(folder);
    fanOut(folder.resolve("fan-loops"), 10, true, false);
    fanOut(folder.resolve("fan-empty"), 10, false, false);
    fanOut(folder.resolve("fan-outputs"), 10, false, true);
    fanOut(folder.resolve("fan-conditions"), 10, true, true);
    chain(folder.resolve("fan-calls"), 8);
    bigModule(folder.resolve("fan-parameters"));
    choices(folder.resolve("choices.bicep"));
    nestedChoices(folder.resolve("choices-nested.bicep"));
    doubling(folder.resolve("doubling.bicep"));
    unknownDoubling(folder.resolve("doubling-unknown.bicep"));
    ranges(folder.resolve("ranges.bicep"));
    recursion(folder.resolve("functions.bicep"));
    lambdas(folder.resolve("lambdas.bicep"));
    existing(folder.resolve("existing.bicep"));
    declarations(folder.resolve("declarations.json"));
    deep(folder.resolve("deep.json"));
    yaml(folder.resolve("yaml"));
    Files.writeString(
        folder.resolve("copies.json"),
        HEAD
            + "\"resources\": [{ \"type\": \"Microsoft.Storage/storageAccounts\", \"apiVersion\":"
            + " \"2023-05-01\", \"name\": \"[concat('a', copyIndex())]\", \"copy\": { \"name\":"
            + " \"c\", \"count\": 10000 }, \"properties\": { \"copy\": [{ \"name\": \"x\","
            + " \"count\": 10000, \"input\": { \"copy\": [{ \"name\": \"y\", \"count\": 10000,"
            + " \"input\": \"[copyIndex('y')]\" }] } }] } }] }");
    texts(folder.resolve("forty-seven-megabytes.json"));
    numbers(folder.resolve("numbers.json"));
    duplicates(folder.resolve("duplicates.json"));
    mistakes(folder.resolve("mistakes.json"));
  }

  /// Seven files; each calls the next in a loop.
  private static void fanOut(Path folder, int width, boolean resources, boolean outputs)
      throws IOException {
    Files.createDirectories(folder);
    for (int level = 0; level < 7; level++) {
      StringBuilder text = new StringBuilder();
      text.append("param prefix string = 'a'\nparam deploy bool\n");
      if (level < 6) {
        text.append(
            """
            module next 'level%d.bicep' = [for i in range(0, %d): %s{
              name: '${prefix}-${i}'
              params: { prefix: '${prefix}${i}', deploy: deploy }
            }]
            """
                .formatted(level + 1, width, resources && outputs ? "if (deploy) " : ""));
        if (outputs) {
          text.append(
              "output names array = [for i in range(0, %d): next[i].outputs.names]\n"
                  .formatted(width));
        }
      } else {
        if (resources) {
          text.append(
              "resource account 'Microsoft.Storage/storageAccounts@2023-05-01' = [for i in range(0,"
                  + " "
                  + width
                  + "): {\n  name: '${prefix}${i}'\n  location: 'westeurope'\n  sku: { name:"
                  + " 'Standard_LRS' }\n  kind: 'StorageV2'\n}]\n");
        }
        if (outputs) {
          text.append("output names array = [prefix, prefix]\n");
        }
      }
      String name = level == 0 ? "main.bicep" : "level" + level + ".bicep";
      Files.writeString(folder.resolve(name), text);
    }
  }

  /// Seven files; each calls the next several times by name, with the outputs of the call before.
  private static void chain(Path folder, int width) throws IOException {
    Files.createDirectories(folder);
    for (int level = 0; level < 7; level++) {
      StringBuilder text = new StringBuilder("param prefix string = 'a'\n");
      for (int i = 0; i < width && level < 6; i++) {
        text.append(
            """
            module next%d 'level%d.bicep' = {
              name: '${prefix}-%d'
              params: { prefix: %s }
            }
            """
                .formatted(
                    i,
                    level + 1,
                    i,
                    i == 0 ? "'${prefix}0'" : "'${next" + (i - 1) + ".outputs.name}" + i + "'"));
      }
      text.append("output name string = ").append(level < 6 ? "next7.outputs.name" : "prefix");
      text.append('\n');
      String name = level == 0 ? "main.bicep" : "level" + level + ".bicep";
      Files.writeString(folder.resolve(name), text);
    }
  }

  /// A module with many variables, called often.
  private static void bigModule(Path folder) throws IOException {
    Files.createDirectories(folder);
    Files.writeString(
        folder.resolve("main.bicep"),
        "module many 'part.bicep' = [for i in range(0, 800): {\n  name: 'm${i}'\n"
            + "  params: { values: range(0, 10000) }\n}]\n");
    StringBuilder part = new StringBuilder("param values array\n");
    for (int i = 0; i < 100; i++) {
      part.append("var v%d = map(values, value => value + %d)\n".formatted(i, i));
    }
    part.append("output all array = v99\n");
    Files.writeString(folder.resolve("part.bicep"), part);
  }

  private static void choices(Path file) throws IOException {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 64; i++) {
      text.append("param p%d bool\n".formatted(i));
    }
    text.append("var v0 = 'a'\n");
    for (int i = 0; i < 64; i++) {
      text.append("var v%d = p%d ? '${v%d}x' : '${v%d}y'\n".formatted(i + 1, i, i, i));
    }
    resource(text, "v64");
    Files.writeString(file, text);
  }

  private static void nestedChoices(Path file) throws IOException {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 40; i++) {
      text.append("param p%d bool\n".formatted(i));
    }
    text.append("var v0 = { a: 'x', b: 'y' }\n");
    for (int i = 0; i < 40; i++) {
      text.append(
          "var v%d = union(p%d ? v%d : { b: 'z' }, p%d ? { c: v%d } : v%d)\n"
              .formatted(i + 1, i, i, (i + 7) % 40, i, i));
    }
    text.append("var t = string(v40)\n");
    resource(text, "t");
    Files.writeString(file, text);
  }

  private static void doubling(Path file) throws IOException {
    StringBuilder text = new StringBuilder("var v0 = 'abcdefghijklmnop'\n");
    for (int i = 0; i < 40; i++) {
      text.append("var v%d = '${v%d}${v%d}'\n".formatted(i + 1, i, i));
    }
    resource(text, "v40");
    Files.writeString(file, text);
  }

  private static void unknownDoubling(Path file) throws IOException {
    StringBuilder text = new StringBuilder("param p string\nvar v0 = toLower(p)\n");
    for (int i = 0; i < 40; i++) {
      text.append("var v%d = replace('${v%d}-${v%d}', v%d, 'x')\n".formatted(i + 1, i, i, i));
    }
    resource(text, "v40");
    Files.writeString(file, text);
  }

  private static void ranges(Path file) throws IOException {
    StringBuilder text = new StringBuilder("var numbers = range(0, 10000)\n");
    text.append("var all = [for i in numbers: range(0, 10000)]\n");
    text.append("var flat = flatten(all)\n");
    text.append("var products = [for i in numbers: [for j in range(0, 3): contains(flat, i)]]\n");
    resource(text, "string(length(products))");
    Files.writeString(file, text);
  }

  private static void recursion(Path file) throws IOException {
    StringBuilder text = new StringBuilder("func f0(x string) string => '${x}x'\n");
    for (int i = 0; i < 30; i++) {
      text.append("func f%d(x string) string => '${f%d(x)}${f%d(x)}'\n".formatted(i + 1, i, i));
    }
    resource(text, "f30('a')");
    Files.writeString(file, text);
  }

  private static void lambdas(Path file) throws IOException {
    StringBuilder text = new StringBuilder("var numbers = range(0, 10000)\n");
    text.append(
        "var sums = map(numbers, a => reduce(numbers, 0, (b, c) => b + c + a))\n"
            + "var sorted = sort(numbers, (a, b) => length(filter(numbers, x => x < a)) < b)\n");
    resource(text, "string(sums[0] + sorted[0])");
    Files.writeString(file, text);
  }

  private static void existing(Path file) throws IOException {
    StringBuilder text = new StringBuilder("param p string\n");
    for (int i = 0; i < 3000; i++) {
      text.append(
          "resource e%d 'Microsoft.Storage/storageAccounts@2023-05-01' existing = {\n  name: %s\n}\n"
              .formatted(
                  i, i == 0 ? "p" : "take(e" + (i - 1) + ".properties.primaryEndpoints.blob, 9)"));
    }
    resource(text, "e2999.name");
    Files.writeString(file, text);
  }

  private static void resource(StringBuilder text, String name) {
    text.append(
        "resource account 'Microsoft.Storage/storageAccounts@2023-05-01' = {\n  name: take(%s, 20)\n"
                .formatted(name)
            + "  location: 'westeurope'\n  sku: { name: 'Standard_LRS' }\n  kind: 'StorageV2'\n"
            + "  tags: { text: %s }\n}\n".formatted(name));
  }

  /// 100,000 variables, each of the one before, and as many outputs and parameters.
  private static void declarations(Path file) throws IOException {
    try (Writer out = Files.newBufferedWriter(file)) {
      out.write(HEAD + "\"parameters\": {");
      for (int i = 0; i < 100_000; i++) {
        out.write(
            (i > 0 ? "," : "") + "\"p" + i + "\":{\"type\":\"string\",\"defaultValue\":\"x\"}");
      }
      out.write("},\n\"variables\": {\"v0\":\"x\"");
      for (int i = 1; i < 100_000; i++) {
        out.write(",\"v" + i + "\":\"[variables('v" + (i - 1) + "')]\"");
      }
      out.write("},\n\"resources\": [],\n\"outputs\": {");
      for (int i = 0; i < 100_000; i++) {
        out.write(
            (i > 0 ? "," : "")
                + "\"o"
                + i
                + "\":{\"type\":\"string\",\"value\":\"[variables('v"
                + i
                + "')]\"}");
      }
      out.write("}}\n");
    }
  }

  private static void deep(Path file) throws IOException {
    Files.writeString(
        file, HEAD + "\"resources\": [], \"variables\": { \"a\": " + "[".repeat(1_000_000));
  }

  private static void yaml(Path folder) throws IOException {
    Files.createDirectories(folder);
    StringBuilder text = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x]\n");
    for (int i = 1; i < 12; i++) {
      text.append("a%d: &a%d [".formatted(i, i));
      text.append(("*a" + (i - 1) + ", ").repeat(8)).append("*a" + (i - 1) + "]\n");
    }
    Files.writeString(folder.resolve("values.yaml"), text);
    StringBuilder main = new StringBuilder("var values = loadYamlContent('values.yaml')\n");
    resource(main, "string(values)");
    Files.writeString(folder.resolve("main.bicep"), main);
  }

  /// One template of 47 MB whose resources all have the same few long texts.
  private static void texts(Path file) throws IOException {
    try (Writer out = Files.newBufferedWriter(file)) {
      parameters(out);
      int resources = 47_000_000 / 480;
      for (int i = 0; i < resources; i++) {
        out.write(account("st" + i, i) + (i + 1 < resources ? ",\n" : "\n"));
      }
      out.write("  ]\n}\n");
    }
  }

  /// 47 MB on one line.
  private static void numbers(Path file) throws IOException {
    try (Writer out = Files.newBufferedWriter(file)) {
      out.write(HEAD.replace("\n", ""));
      out.write("\"variables\": { \"n\": [0");
      for (int i = 0; i < 9_000_000; i++) {
        out.write(",1234");
      }
      out.write("] }, \"resources\": [] }");
    }
  }

  /// A member that is given a million times.
  private static void duplicates(Path file) throws IOException {
    try (Writer out = Files.newBufferedWriter(file)) {
      out.write(HEAD + "\"resources\": [], \"variables\": {");
      for (int i = 0; i < 1_000_000; i++) {
        out.write((i > 0 ? ",\n" : "\n") + "\"same name of a variable\": \"a value of 20\"");
      }
      out.write("} }");
    }
  }

  /// 47 MB of expressions that each contain a mistake.
  private static void mistakes(Path file) throws IOException {
    try (Writer out = Files.newBufferedWriter(file)) {
      parameters(out);
      int resources = 60_000;
      for (int i = 0; i < resources; i++) {
        out.write(
            account("[concat('st', variables('missing" + i + "'))]", i)
                    .replace("Standard_ZRS", "[nothing('" + i + "')]")
                    .replace("\"Deny\"", "\"[if(]\"")
                + (i + 1 < resources ? ",\n" : "\n"));
      }
      out.write("  ]\n}\n");
    }
  }
}
