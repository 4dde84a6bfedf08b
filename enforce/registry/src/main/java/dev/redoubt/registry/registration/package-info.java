/// Registration of model versions with an immutable snapshot of their files.
@NullMarked
package dev.redoubt.registry.registration;

import org.jspecify.annotations.NullMarked;
