/// Scans files and folders: finds out what a file is, hands it to every analyser that its bytes
/// call for, and lists all analysers and all rules.
@NullMarked
package dev.redoubt.scan.engine;

import org.jspecify.annotations.NullMarked;
