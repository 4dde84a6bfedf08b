/// The places where modules are looked for.
@NullMarked
package dev.redoubt.bicep.internal.artifact;

import org.jspecify.annotations.NullMarked;
