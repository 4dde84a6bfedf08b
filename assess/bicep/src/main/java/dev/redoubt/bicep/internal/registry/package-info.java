/// Downloads modules by the OCI distribution protocol, anonymously, and verifies them.
@NullMarked
package dev.redoubt.bicep.internal.registry;

import org.jspecify.annotations.NullMarked;
