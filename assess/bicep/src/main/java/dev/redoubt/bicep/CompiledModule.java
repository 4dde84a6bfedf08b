package dev.redoubt.bicep;

import dev.redoubt.arm.ArmTemplates;
import dev.redoubt.bicep.internal.lowering.CompiledModuleExports;
import dev.redoubt.bicep.internal.lowering.FileExports;
import dev.redoubt.estate.JsonReader;
import dev.redoubt.estate.ObjectValue;
import dev.redoubt.estate.Problem;
import dev.redoubt.estate.SourceFiles;
import dev.redoubt.estate.Value;
import dev.redoubt.template.syntax.Template;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A module in ARM JSON: a local file or a module from a registry.
///
/// @param template null if it cannot be read, which has been reported
/// @param exports null if it cannot be read
record CompiledModule(@Nullable Template template, @Nullable FileExports exports) {

  static CompiledModule read(Path file, String name, SourceFiles files, List<Problem> problems) {
    Value json = new JsonReader(files, problems).read(file, name);
    Template template = json == null ? null : ArmTemplates.parseTemplate(json, name, problems);
    return template == null || !(json instanceof ObjectValue object)
        ? new CompiledModule(null, null)
        : new CompiledModule(template, CompiledModuleExports.of(object, template));
  }
}
