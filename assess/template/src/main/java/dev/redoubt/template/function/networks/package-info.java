/// The functions of IP address ranges, one class each;
/// [dev.redoubt.template.function.networks.NetworkFunctions] lists them.
@NullMarked
package dev.redoubt.template.function.networks;

import org.jspecify.annotations.NullMarked;
