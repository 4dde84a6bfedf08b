/// How versions of models come to be: their files are frozen where they are registered.
@NullMarked
package dev.redoubt.registry.registration;

import org.jspecify.annotations.NullMarked;
