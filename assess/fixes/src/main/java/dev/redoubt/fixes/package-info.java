/// Fixes of findings: each control describes its fix as data, and one writer per language turns it
/// into changes to the author's files.
@NullMarked
package dev.redoubt.fixes;

import org.jspecify.annotations.NullMarked;
