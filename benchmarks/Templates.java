import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Writes the inputs of the whole-process benchmarks: `java benchmarks/Templates.java DIR`.
///
/// `medium.json` has about 300 KB: one flat template as people write it. `large.json` has about 3.5
/// MB: what a compiler makes of a landing zone, hundreds of nested deployments, each a module with
/// its own types, parameters and loops, some of them inside one another.
final class Templates {

  private static final String SCHEMA =
      "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#";

  private final StringBuilder out = new StringBuilder();

  private Templates() {}

  public static void main(String[] args) throws IOException {
    Path folder = Files.createDirectories(Path.of(args[0]));
    Files.writeString(folder.resolve("medium.json"), new Templates().medium(310));
    Files.writeString(folder.resolve("large.json"), new Templates().large(137));
  }

  /// A data platform of so many storage accounts with what belongs to them.
  private String medium(int accounts) {
    out.append("{\n  \"$schema\": \"").append(SCHEMA).append("\",\n");
    out.append("  \"contentVersion\": \"1.0.0.0\",\n  \"parameters\": {\n");
    out.append("    \"prefix\": { \"type\": \"string\", \"defaultValue\": \"bench\" },\n");
    out.append(
        "    \"location\": { \"type\": \"string\", \"defaultValue\": \"[resourceGroup().location]\""
            + " }\n");
    out.append(
        "  },\n  \"variables\": {\n    \"suffix\": \"[uniqueString(resourceGroup().id)]\",\n");
    out.append("    \"tags\": { \"owner\": \"bench\", \"environment\": \"test\" }\n  },\n");
    out.append("  \"resources\": [\n");
    for (int i = 0; i < accounts; i++) {
      String name = "[concat(parameters('prefix'), variables('suffix'), '" + i + "')]";
      out.append(
          """
              {
                "type": "Microsoft.Storage/storageAccounts",
                "apiVersion": "2023-05-01",
                "name": "%s",
                "location": "[parameters('location')]",
                "tags": "[union(variables('tags'), createObject('index', '%d'))]",
                "sku": { "name": "[if(equals(mod(%d, 2), 0), 'Standard_LRS', 'Standard_ZRS')]" },
                "kind": "StorageV2",
                "properties": {
                  "minimumTlsVersion": "TLS1_2",
                  "allowBlobPublicAccess": false,
                  "publicNetworkAccess": "%s",
                  "networkAcls": { "defaultAction": "Deny", "bypass": "AzureServices" }
                }
              },
              {
                "type": "Microsoft.Storage/storageAccounts/blobServices/containers",
                "apiVersion": "2023-05-01",
                "name": "[format('{0}/default/data', %s)]",
                "dependsOn": ["[resourceId('Microsoft.Storage/storageAccounts', %s)]"],
                "properties": { "publicAccess": "None" }
              }%s
          """
              .formatted(
                  name,
                  i,
                  i,
                  i % 3 == 0 ? "Enabled" : "Disabled",
                  name.substring(1, name.length() - 1),
                  name.substring(1, name.length() - 1),
                  i + 1 < accounts ? "," : ""));
    }
    return out.append("  ],\n  \"outputs\": {}\n}\n").toString();
  }

  /// So many modules, each with three modules inside, as a compiler writes them.
  private String large(int modules) {
    out.append("{\n  \"$schema\": \"")
        .append(SCHEMA)
        .append("\",\n  \"languageVersion\": \"2.0\",\n");
    out.append("  \"contentVersion\": \"1.0.0.0\",\n  \"parameters\": {\n");
    out.append(
        "    \"location\": { \"type\": \"string\", \"defaultValue\": \"westeurope\" }\n  },\n");
    out.append("  \"resources\": {\n");
    for (int i = 0; i < modules; i++) {
      deployment("account" + i, 3, i == 0 ? null : "account" + (i - 1), 4);
      out.append(i + 1 < modules ? ",\n" : "\n");
    }
    return out.append("  },\n  \"outputs\": {}\n}\n").toString();
  }

  private void deployment(String name, int inside, String before, int indent) {
    String pad = " ".repeat(indent);
    out.append(pad).append('"').append(name).append("\": {\n");
    line(pad, "  \"type\": \"Microsoft.Resources/deployments\",");
    line(pad, "  \"apiVersion\": \"2025-04-01\",");
    line(
        pad,
        "  \"name\": \"[format('{0}-%s', uniqueString(deployment().name, '%s'))]\","
            .formatted(name, name));
    line(pad, "  \"properties\": {");
    line(pad, "    \"expressionEvaluationOptions\": { \"scope\": \"inner\" },");
    line(pad, "    \"mode\": \"Incremental\",");
    line(pad, "    \"parameters\": {");
    line(pad, "      \"name\": { \"value\": \"%s\" },".formatted(name));
    if (before != null) {
      line(
          pad,
          "      \"workspaceId\": { \"value\": \"[reference('%s').outputs.resourceId.value]\" },"
              .formatted(before));
    }
    line(
        pad,
        "      \"rules\": { \"value\": [{ \"name\": \"a\", \"priority\": 100 }, { \"name\": \"b\""
            + " }] },");
    line(pad, "      \"location\": { \"value\": \"[parameters('location')]\" }");
    line(pad, "    },");
    line(pad, "    \"template\": {");
    module(inside, pad + "      ", name);
    line(pad, "    }");
    line(pad, "  }");
    out.append(pad).append('}');
  }

  private void module(int inside, String pad, String name) {
    line(pad, "\"$schema\": \"" + SCHEMA + "\",");
    line(pad, "\"languageVersion\": \"2.0\",");
    line(pad, "\"contentVersion\": \"1.0.0.0\",");
    line(pad, "\"definitions\": {");
    for (int i = 0; i < 6; i++) {
      line(pad, "  \"ruleType%d\": {".formatted(i));
      line(pad, "    \"type\": \"object\",");
      line(pad, "    \"properties\": {");
      line(
          pad,
          "      \"name\": { \"type\": \"string\", \"metadata\": { \"description\": \"Required. The"
              + " name of the rule.\" } },");
      line(
          pad,
          "      \"priority\": { \"type\": \"int\", \"nullable\": true, \"metadata\": {"
              + " \"description\": \"Optional. Its rank.\" } }");
      line(pad, "    },");
      line(
          pad,
          "    \"metadata\": { \"description\": \"The type of a rule, as a shared file exports"
              + " it.\" }");
      line(pad, "  }" + (i < 5 ? "," : ""));
    }
    line(pad, "},");
    line(pad, "\"parameters\": {");
    line(pad, "  \"name\": { \"type\": \"string\" },");
    line(
        pad,
        "  \"location\": { \"type\": \"string\", \"defaultValue\": \"[resourceGroup().location]\""
            + " },");
    line(pad, "  \"workspaceId\": { \"type\": \"string\", \"nullable\": true },");
    line(
        pad,
        "  \"rules\": { \"type\": \"array\", \"items\": { \"$ref\": \"#/definitions/ruleType0\" },"
            + " \"nullable\": true },");
    line(pad, "  \"tags\": { \"type\": \"object\", \"nullable\": true }");
    line(pad, "},");
    line(pad, "\"variables\": {");
    line(
        pad,
        "  \"copy\": [{ \"name\": \"formatted\", \"count\": \"[length(coalesce(parameters('rules'),"
            + " createArray()))]\",");
    line(
        pad,
        "    \"input\": \"[union(coalesce(parameters('rules'),"
            + " createArray())[copyIndex('formatted')], createObject('kind', 'Allow'))]\" }],");
    line(
        pad,
        "  \"roles\": { \"Reader\":"
            + " \"[subscriptionResourceId('Microsoft.Authorization/roleDefinitions',"
            + " 'acdd72a7-3385-48ef-bd42-f606fba81ae7')]\" }");
    line(pad, "},");
    line(pad, "\"resources\": {");
    line(pad, "  \"account\": {");
    line(pad, "    \"type\": \"Microsoft.Storage/storageAccounts\",");
    line(pad, "    \"apiVersion\": \"2023-05-01\",");
    line(pad, "    \"name\": \"[take(toLower(replace(parameters('name'), '-', '')), 24)]\",");
    line(pad, "    \"location\": \"[parameters('location')]\",");
    line(pad, "    \"tags\": \"[parameters('tags')]\",");
    line(pad, "    \"sku\": { \"name\": \"Standard_LRS\" },");
    line(pad, "    \"kind\": \"StorageV2\",");
    line(
        pad,
        "    \"properties\": { \"publicNetworkAccess\": \"Disabled\", \"minimumTlsVersion\":"
            + " \"TLS1_2\", \"rules\": \"[variables('formatted')]\" }");
    line(pad, "  },");
    line(pad, "  \"lock\": {");
    line(
        pad,
        "    \"condition\": \"[not(empty(coalesce(tryGet(parameters('tags'), 'lock'),"
            + " 'yes')))]\",");
    line(pad, "    \"type\": \"Microsoft.Authorization/locks\",");
    line(pad, "    \"apiVersion\": \"2020-05-01\",");
    line(
        pad,
        "    \"scope\": \"[resourceId('Microsoft.Storage/storageAccounts',"
            + " take(toLower(replace(parameters('name'), '-', '')), 24))]\",");
    line(pad, "    \"name\": \"keep\",");
    line(pad, "    \"properties\": { \"level\": \"CanNotDelete\" },");
    line(pad, "    \"dependsOn\": [\"account\"]");
    line(pad, "  }" + (inside > 0 ? "," : ""));
    for (int i = 0; i < inside; i++) {
      deployment(name + "-" + i, 0, i == 0 ? null : name + "-" + (i - 1), pad.length() + 2);
      out.append(i + 1 < inside ? ",\n" : "\n");
    }
    line(pad, "},");
    line(pad, "\"outputs\": {");
    line(
        pad,
        "  \"resourceId\": { \"type\": \"string\", \"value\":"
            + " \"[resourceId('Microsoft.Storage/storageAccounts',"
            + " take(toLower(replace(parameters('name'), '-', '')), 24))]\" },");
    line(
        pad,
        "  \"location\": { \"type\": \"string\", \"value\": \"[reference('account', '2023-05-01',"
            + " 'full').location]\" }");
    line(pad, "}");
  }

  private void line(String pad, String text) {
    out.append(pad).append(text).append('\n');
  }
}
