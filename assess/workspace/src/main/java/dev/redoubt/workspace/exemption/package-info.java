/// Exemptions that are written as comments in templates. Entry class:
/// [dev.redoubt.workspace.exemption.InlineExemptions].
@NullMarked
package dev.redoubt.workspace.exemption;

import org.jspecify.annotations.NullMarked;
