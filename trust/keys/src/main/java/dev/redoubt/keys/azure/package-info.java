/// Keys in Azure Key Vault and Managed HSM. Nothing else knows Azure's SDK.
@NullMarked
package dev.redoubt.keys.azure;

import org.jspecify.annotations.NullMarked;
