/// Who may do what: Cedar policies in files of their own, asked with principal, action, resource
/// and situation. What no rule permits is denied.
@NullMarked
package dev.redoubt.access;

import org.jspecify.annotations.NullMarked;
