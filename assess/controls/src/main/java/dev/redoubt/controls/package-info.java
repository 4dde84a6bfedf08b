/// The catalog of controls. Each is a folder of resources: its text, its policy, its examples.
///
/// [dev.redoubt.controls.ControlCatalog] is the door.
@NullMarked
package dev.redoubt.controls;

import org.jspecify.annotations.NullMarked;
