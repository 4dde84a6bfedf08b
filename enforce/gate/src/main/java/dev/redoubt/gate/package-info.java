/// The gate of releases: evidence about a model's digest, a policy that says what each environment
/// asks for, and the decision between them, in words.
@NullMarked
package dev.redoubt.gate;

import org.jspecify.annotations.NullMarked;
