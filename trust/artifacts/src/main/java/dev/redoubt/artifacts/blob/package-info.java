/// Storage of ciphertext in a folder or in Azure Blob Storage.
@NullMarked
package dev.redoubt.artifacts.blob;

import org.jspecify.annotations.NullMarked;
