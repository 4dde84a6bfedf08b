/// The functions for IP address ranges, one class per function;
/// [dev.redoubt.template.function.networks.NetworkFunctions] lists them.
@NullMarked
package dev.redoubt.template.function.networks;

import org.jspecify.annotations.NullMarked;
