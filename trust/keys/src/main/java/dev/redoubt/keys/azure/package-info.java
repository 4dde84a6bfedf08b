/// Keys in Azure Key Vault and Managed HSM. This is the only package that uses the Azure SDK.
@NullMarked
package dev.redoubt.keys.azure;

import org.jspecify.annotations.NullMarked;
