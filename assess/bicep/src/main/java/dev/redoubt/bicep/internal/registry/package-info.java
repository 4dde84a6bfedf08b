/// Modules by the OCI distribution protocol: asked for anonymously, and checked before use.
@NullMarked
package dev.redoubt.bicep.internal.registry;

import org.jspecify.annotations.NullMarked;
