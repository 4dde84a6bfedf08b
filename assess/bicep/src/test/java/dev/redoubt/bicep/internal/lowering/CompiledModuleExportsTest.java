package dev.redoubt.bicep.internal.lowering;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redoubt.arm.ArmTemplates;
import dev.redoubt.estate.JsonReader;
import dev.redoubt.estate.ObjectValue;
import dev.redoubt.estate.SourceFiles;
import dev.redoubt.template.syntax.Template;
import java.util.ArrayList;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class CompiledModuleExportsTest {

  @Test
  void findsWhatIsMarked_inItsExactCase() {
    FileExports exports =
        exports(
            """
            "metadata": { "__bicep_exported_variables!": [
              { "name": "theSizes", "description": "x" }, { "name": "gone" }, {}, 5 ] },
            "definitions": {
              "RuleType": { "type": "string", "metadata": { "__bicep_export!": true } },
              "_1.other": { "type": "string", "metadata": { "description": "x" } },
              "off": { "type": "string", "metadata": { "__bicep_export!": false } },
              "plain": { "type": "string" } },
            "functions": [
              { "namespace": "__bicep", "members": {
                "nameOf": { "output": { "type": "string", "value": "x" },
                  "metadata": { "__bicep_export!": true } },
                "hidden": { "output": { "type": "string", "value": "x" } } } },
              { "namespace": "contoso", "members": {
                "far": { "output": { "type": "string", "value": "x" },
                  "metadata": { "__bicep_export!": true } } } } ],
            "variables": { "theSizes": [1], "own": 2 }
            """);
    assertThat(exports.types()).containsExactly("RuleType");
    assertThat(exports.variables()).containsExactly("theSizes");
    assertThat(exports.functions()).containsExactly("nameOf");
    assertThat(exports.functionNamespace()).isEqualTo("__bicep");
  }

  @Test
  void leavesOutANameThatStandsForSeveralThings() {
    FileExports exports =
        exports(
            """
            "metadata": { "__bicep_exported_variables!": [ { "name": "size" }, { "name": "one" } ] },
            "definitions": {
              "size": { "type": "string", "metadata": { "__bicep_export!": true } },
              "Size": { "type": "string", "metadata": { "__bicep_export!": true } } },
            "variables": { "size": 1, "one": 1 }
            """);
    assertThat(exports.types()).isEmpty();
    assertThat(exports.variables()).containsExactly("one");
  }

  @Test
  void findsNothing_whereNothingIsMarked() {
    FileExports exports = exports("\"definitions\": 5, \"functions\": {}, \"metadata\": []");
    assertThat(exports.types()).isEmpty();
    assertThat(exports.variables()).isEmpty();
    assertThat(exports.functions()).isEmpty();
  }

  private static FileExports exports(String members) {
    String text =
        "{\"$schema\":"
            + " \"https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#\","
            + " \"contentVersion\": \"1.0.0.0\", \"languageVersion\": \"2.0\", \"resources\": {}, "
            + members
            + "}";
    ObjectValue json =
        (ObjectValue)
            Objects.requireNonNull(
                new JsonReader(new SourceFiles(), new ArrayList<>()).read(text, "t.json"));
    Template template =
        Objects.requireNonNull(ArmTemplates.parseTemplate(json, "t.json", new ArrayList<>()));
    return CompiledModuleExports.of(json, template);
  }
}
