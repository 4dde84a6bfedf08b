/// The catalog of controls. Each control is a folder of resources: description, policy definition
/// and examples.
///
/// The entry point is [dev.redoubt.controls.ControlCatalog].
@NullMarked
package dev.redoubt.controls;

import org.jspecify.annotations.NullMarked;
