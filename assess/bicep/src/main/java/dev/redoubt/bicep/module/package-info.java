/// Module paths, `bicepconfig.json`, and the sources of modules that are not local files.
@NullMarked
package dev.redoubt.bicep.module;

import org.jspecify.annotations.NullMarked;
